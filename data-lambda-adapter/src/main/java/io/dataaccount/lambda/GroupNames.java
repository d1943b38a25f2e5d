package io.dataaccount.lambda;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.json.JsonCodec;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads group names from an authorizer. Gateways join a list into one text without escaping, so a group name that
 * contains the separator looks like several names. A text is therefore split only if only administrators can create
 * such names, or if its format is unambiguous. Any other text is one name.
 */
final class GroupNames {
    private static final Pattern COGNITO_ISSUER =
            Pattern.compile("https://cognito-idp\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?/[\\w-]+");

    private GroupNames() {}

    /**
     * The names in the claim {@code cognito:groups}: {@code a,b} from REST APIs, {@code [a b]} from HTTP APIs. Names of
     * Cognito groups contain no spaces. They may contain commas, but users cannot create groups; that needs the AWS
     * credentials of an administrator of the user pool. For other issuers neither is known, so {@link #ofClaim} reads
     * the claim.
     *
     * @param issuer the claim {@code iss}
     * @param bracketed as in {@link #ofClaim}
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
     * The names in a claim of any issuer: a list of names, or one name.
     *
     * @param bracketed whether the gateway writes a list in brackets, even if it has a single element
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

    /** The names from the portal's authorizer, which can only return text: a JSON list, or one name. */
    static List<String> ofPortal(@Nullable Object groups, JsonCodec json) {
        if (!(groups instanceof String text)) {
            return ofClaim(groups, false);
        }
        try {
            return text.startsWith("[") && json.read(text) instanceof List<?> list ? names(list) : List.of(text);
        } catch (DataException e) { // not JSON, so it is one name
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
