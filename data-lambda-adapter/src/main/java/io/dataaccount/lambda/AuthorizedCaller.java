package io.dataaccount.lambda;

import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.CallerFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the caller from the claims or the context of a gateway's authorizer, which has verified the token. */
final class AuthorizedCaller {
    private static final Logger LOG = System.getLogger(AuthorizedCaller.class.getName());

    private AuthorizedCaller() {}

    /**
     * The caller of a JWT, such as one from Cognito; null if the claims contain no user id, or if the token is for
     * another client.
     *
     * @param bracketed whether the gateway writes a list in brackets, even if it has a single element
     */
    static @Nullable Caller ofClaims(JsonView claims, boolean bracketed, AcceptedClients clients) {
        if (!clients.accept(claims, bracketed)) {
            LOG.log(Level.WARNING, "Refused a token for a client that is not one of OIDC_AUDIENCE.");
            return null;
        }
        List<String> groups = Stream.concat(
                        GroupNames.ofCognito(claims.value("cognito:groups"), claims.value("iss"), bracketed).stream(),
                        GroupNames.ofClaim(claims.value("groups"), bracketed).stream())
                .toList();
        return CallerFactory.ofToken(claims.members(), groups);
    }

    /** The caller in the flat context of the portal's own authorizer; null if it contains no user id. */
    static @Nullable Caller ofPortal(JsonView context, JsonCodec json) {
        boolean admin = CallerFactory.PORTAL_ADMIN.equals(context.value("role"))
                || GroupNames.ofPortal(context.value("groups"), json).contains(CallerFactory.PORTAL_ADMIN);
        return CallerFactory.of(context.members(), "userId", List.of("username", "email"), admin);
    }
}
