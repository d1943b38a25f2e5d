package io.dataaccount.lambda;

import io.dataaccount.core.model.Caller;
import io.dataaccount.core.rest.CallerClaims;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who the caller is, by what a gateway's authorizer says of a token that it has verified. */
final class AuthorizedCaller {
    private AuthorizedCaller() {}

    /** The claims of a JWT, such as Cognito's; null if they name nobody. */
    static @Nullable Caller ofClaims(EventObject claims) {
        List<String> groups = Stream.of("cognito:groups", "groups")
                .flatMap(each -> groups(claims.value(each)))
                .toList();
        return CallerClaims.ofToken(claims.members(), groups);
    }

    /** The flat context of the portal's own authorizer; null if it names nobody. */
    static @Nullable Caller ofPortal(EventObject context) {
        boolean admin = CallerClaims.PORTAL_ADMIN.equals(context.value("role"))
                || groups(context.value("groups")).anyMatch(CallerClaims.PORTAL_ADMIN::equals);
        return CallerClaims.of(context.members(), "userId", List.of("username", "email"), admin);
    }

    /**
     * The names of groups, from a list or from the text that a gateway makes of one: {@code a,b} by REST APIs,
     * {@code [a b]} by HTTP APIs, {@code ["a","b"]} by authorizers that can only return text. The second form has lost
     * where one name ends, so a group whose name has the administrators' as one of its words counts as theirs there;
     * groups of Cognito have no spaces in their names.
     */
    private static Stream<String> groups(@Nullable Object groups) {
        if (groups instanceof List<?> list) {
            return list.stream().map(String::valueOf);
        }
        if (!(groups instanceof String text)) {
            return Stream.empty();
        }
        boolean bracketed = text.startsWith("[") && text.endsWith("]") && text.length() > 1;
        String inner = bracketed ? text.substring(1, text.length() - 1) : text;
        boolean spaced = bracketed && inner.indexOf(',') < 0 && inner.indexOf('"') < 0;
        return Arrays.stream(inner.split(spaced ? "\\s+" : ",", -1)).map(AuthorizedCaller::unquoted);
    }

    private static String unquoted(String name) {
        String stripped = name.strip();
        boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
    }
}
