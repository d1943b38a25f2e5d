package io.dataaccount.core.rest;

import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates the caller from the claims of a verified token. All inbound adapters share these rules. */
public final class CallerFactory {
    /** The role or group that makes a caller an administrator of the whole portal. The name is case-sensitive. */
    public static final String PORTAL_ADMIN = "PortalAdmin";

    private static final int MAX_NAME_LENGTH = 255;

    private CallerFactory() {}

    /**
     * The caller of a token. Its id is the claim {@code sub}. Its name is the first of {@code cognito:username},
     * {@code username} and {@code email} that the token has, or else the id.
     *
     * @param claims the claims of the verified token
     * @param groups the names of the token's groups, as the adapter has read them
     * @return null if {@code sub} is not a valid {@link UserId}
     */
    public static @Nullable Caller ofToken(Map<?, ?> claims, Collection<String> groups) {
        boolean admin = PORTAL_ADMIN.equals(claims.get("custom:role")) || groups.contains(PORTAL_ADMIN);
        return of(claims, "sub", List.of("cognito:username", "username", "email"), admin);
    }

    /**
     * The caller of an identity that is not a token.
     *
     * @param identity the properties of the verified identity
     * @param id the name of the property that identifies the caller
     * @param names the properties that may name the caller, in order of preference
     * @param admin whether the caller is an administrator of the whole portal
     * @return null if the property is not a valid {@link UserId}
     */
    public static @Nullable Caller of(Map<?, ?> identity, String id, List<String> names, boolean admin) {
        String userId = text(identity, id);
        if (userId == null || !UserId.accepts(userId)) {
            return null;
        }
        String name = names.stream()
                .map(each -> text(identity, each))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(userId);
        return new Caller(userId, name, admin);
    }

    private static @Nullable String text(Map<?, ?> identity, String member) {
        return identity.get(member) instanceof String text
                        && !text.isBlank()
                        && text.length() <= MAX_NAME_LENGTH
                        && text.chars().noneMatch(Character::isISOControl)
                ? text
                : null;
    }
}
