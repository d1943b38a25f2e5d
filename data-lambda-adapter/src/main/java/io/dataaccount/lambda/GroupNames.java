package io.dataaccount.lambda;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.json.JsonCodec;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of groups as an authorizer hands them over. Gateways make one text of a list, in which a name may look like the
 * border between two; so a text is taken apart only where nobody but an administrator could have made such a name, or where
 * its form tells the borders. Any other text is one name.
 */
final class GroupNames {
    private static final Pattern COGNITO_ISSUER =
            Pattern.compile("https://cognito-idp\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?/[\\w-]+");

    private GroupNames() {}

    /**
     * Those of the claim {@code cognito:groups}: {@code a,b} from REST APIs, {@code [a b]} from HTTP APIs. Names of Cognito's
     * groups have no spaces. They may have commas, but users cannot create groups: that takes the AWS credentials of the pool's
     * administrators. Of another issuer we know neither, so there they are as {@link #ofClaim}.
     *
     * @param issuer the claim {@code iss}
     * @param bracketed as there
     * @see <a href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html">CreateGroup</a>
     */
    static List<String> ofCognito(@Nullable Object claim, @Nullable Object issuer, boolean bracketed) {
        boolean cognito =
                issuer instanceof String text && COGNITO_ISSUER.matcher(text).matches();
        if (!cognito || !(claim instanceof String text)) {
            return ofClaim(claim, bracketed);
        }
        return isBracketed(text) ? List.of(inner(text).split("\\s+", -1)) : List.of(text.split(",", -1));
    }

    /**
     * Those of a claim of any issuer: a list, or one name.
     *
     * @param bracketed whether the gateway puts a list into brackets, even one of a single name
     */
    static List<String> ofClaim(@Nullable Object claim, boolean bracketed) {
        if (claim instanceof List<?> list) {
            return names(list);
        }
        if (!(claim instanceof String text)) {
            return List.of();
        }
        return List.of(bracketed && isBracketed(text) ? inner(text) : text);
    }

    /** Those that the portal's authorizer gives, which can return text alone: a list in JSON, or one name. */
    static List<String> ofPortal(@Nullable Object groups, JsonCodec json) {
        if (!(groups instanceof String text)) {
            return ofClaim(groups, false);
        }
        try {
            return text.startsWith("[") && json.read(text) instanceof List<?> list ? names(list) : List.of(text);
        } catch (DataException e) { // no JSON
            return List.of(text);
        }
    }

    private static List<String> names(List<?> list) {
        return list.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private static boolean isBracketed(String text) {
        return text.length() > 1 && text.startsWith("[") && text.endsWith("]");
    }

    private static String inner(String text) {
        return text.substring(1, text.length() - 1);
    }
}
