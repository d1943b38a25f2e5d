package io.dataaccount.core.rest;

import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who the caller is, by claims that a door has verified: one rule for every door. */
public final class CallerFactory {
    /** Its exact spelling, as a role or as a group, and nothing else makes an administrator of the whole portal. */
    public static final String PORTAL_ADMIN = "PortalAdmin";

    private static final int MAX_NAME_LENGTH = 255;

    private CallerFactory() {}

    /**
     * The caller that the claims of a token name: {@code sub}, called by the first name among {@code cognito:username},
     * {@code username} and {@code email}. Null if {@code sub} is no {@link UserId}.
     *
     * @param groups the names of the token's groups, as the door has read them
     */
    public static @Nullable Caller ofToken(Map<?, ?> claims, Collection<String> groups) {
        boolean admin = PORTAL_ADMIN.equals(claims.get("custom:role")) || groups.contains(PORTAL_ADMIN);
        return of(claims, "sub", List.of("cognito:username", "username", "email"), admin);
    }

    /**
     * The caller of an identity that is not a token's.
     *
     * @param id the member that identifies the caller
     * @param names the members that may name the caller, the best one first
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
