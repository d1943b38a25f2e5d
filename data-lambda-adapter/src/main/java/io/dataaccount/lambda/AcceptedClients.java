package io.dataaccount.lambda;

import io.dataaccount.aws.config.Environment;
import io.dataaccount.aws.config.InvalidConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clients whose tokens are accepted. The authorizer of a REST API for Cognito user pools accepts the tokens of all app
 * clients of its pool, so the function checks the audience. The portal's own authorizer checks it itself.
 *
 * @param ids the client ids; empty if the gateway checks the audience, as the JWT authorizer of an HTTP API does
 */
record AcceptedClients(Set<String> ids) {
    /** The gateway checks the audience. */
    static final AcceptedClients ANY = new AcceptedClients(Set.of());

    AcceptedClients {
        ids = Set.copyOf(ids);
    }

    /**
     * Reads {@code OIDC_AUDIENCE}, as the server does.
     *
     * @throws InvalidConfigurationException if a client id is empty
     */
    static AcceptedClients fromEnvironment(Map<String, String> variables) {
        Environment values = new Environment(variables);
        AcceptedClients clients = values.optional("OIDC_AUDIENCE", AcceptedClients::parse, ANY);
        values.throwProblems();
        return clients;
    }

    private static AcceptedClients parse(String text) {
        List<String> ids = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (ids.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("must be client ids with commas between them");
        }
        return new AcceptedClients(ids.stream().collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Whether the verified token with these claims is for one of the clients. Access tokens of Cognito name the client in
     * {@code client_id}. All other tokens name their audience in {@code aud}.
     *
     * @param bracketed whether the gateway writes a list in brackets, with spaces between its elements
     * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html">
     *     Verifying JSON web tokens</a>
     */
    boolean accept(JsonView claims, boolean bracketed) {
        if (ids.isEmpty()) {
            return true;
        }
        Object use = claims.value("token_use");
        if (use == null || use.equals("id")) {
            return audiences(claims.value("aud"), bracketed).anyMatch(ids::contains);
        }
        return use.equals("access") && claims.value("client_id") instanceof String client && ids.contains(client);
    }

    private static Stream<Object> audiences(@Nullable Object claim, boolean bracketed) {
        if (claim instanceof List<?> several) {
            return several.stream().map(Object.class::cast);
        }
        if (bracketed && claim instanceof String text && text.startsWith("[") && text.endsWith("]")) {
            return Stream.of((Object[]) text.substring(1, text.length() - 1).split(" ", -1));
        }
        return Stream.ofNullable(claim);
    }
}
