package io.dataaccount.lambda;

import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.CallerFactory;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who the caller is, by what a gateway's authorizer says of a token that it has verified. */
final class AuthorizedCaller {
    private AuthorizedCaller() {}

    /**
     * The claims of a JWT, such as Cognito's; null if they name nobody.
     *
     * @param bracketed whether the gateway puts a list into brackets, even one of a single name
     */
    static @Nullable Caller ofClaims(JsonView claims, boolean bracketed) {
        List<String> groups = Stream.concat(
                        GroupNames.ofCognito(claims.value("cognito:groups"), claims.value("iss"), bracketed).stream(),
                        GroupNames.ofClaim(claims.value("groups"), bracketed).stream())
                .toList();
        return CallerFactory.ofToken(claims.members(), groups);
    }

    /** The flat context of the portal's own authorizer; null if it names nobody. */
    static @Nullable Caller ofPortal(JsonView context, JsonCodec json) {
        boolean admin = CallerFactory.PORTAL_ADMIN.equals(context.value("role"))
                || GroupNames.ofPortal(context.value("groups"), json).contains(CallerFactory.PORTAL_ADMIN);
        return CallerFactory.of(context.members(), "userId", List.of("username", "email"), admin);
    }
}
