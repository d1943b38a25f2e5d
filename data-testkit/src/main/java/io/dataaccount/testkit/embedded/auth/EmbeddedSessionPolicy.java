package io.dataaccount.testkit.embedded.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A session policy. It limits a session to the requests that the policy allows and does not deny.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session">Session policies</a>
 */
public final class EmbeddedSessionPolicy {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final int MAX_CHARACTERS = 2048;

    /** @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">Policy</a> */
    private static final Pattern CHARACTERS = Pattern.compile("[\\t\\n\\r -\\u00FF]+");

    private static final String CURRENT_VERSION = "2012-10-17";

    private final List<PolicyStatement> statements = new ArrayList<>();

    /**
     * @throws AwsErrorException 400 if the text is too long, is not a policy, or has an element without support here
     */
    EmbeddedSessionPolicy(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw validation("Member must have length less than or equal to " + MAX_CHARACTERS);
        }
        if (!CHARACTERS.matcher(text).matches()) {
            throw validation("Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
        }
        JsonNode document = document(text);
        document.fieldNames().forEachRemaining(name -> {
            if (!Set.of("Version", "Id", "Statement").contains(name)) {
                throw unsupported("an element " + name);
            }
        });
        if (!document.path("Version").asText().equals(CURRENT_VERSION) && text.contains("${")) {
            throw unsupported("a ${ in a policy of another version than " + CURRENT_VERSION);
        }
        JsonNode statement = document.path("Statement");
        for (JsonNode each : statement.isObject() ? List.of(statement) : statement) {
            if (!each.isObject()) {
                throw malformed("A statement must be an object.");
            }
            statements.add(new PolicyStatement(each));
        }
        if (statements.isEmpty()) {
            throw malformed("Statement must not be empty.");
        }
    }

    private static JsonNode document(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            if (document.isObject()) {
                return document;
            }
        } catch (JsonProcessingException e) {
            // treated like JSON that is not an object
        }
        throw malformed("The policy is not in the valid JSON format.");
    }

    /** The length of the policy in percent of the maximum of 2,048 characters. */
    public static int percentUsed(String text) {
        return text.length() * 100 / MAX_CHARACTERS;
    }

    /**
     * Whether the policy allows a request.
     *
     * @param action such as {@code s3:GetObject}
     * @param resource an ARN, or {@code *}
     * @param context the values of the request by condition key, in lower case
     */
    public boolean allows(String action, String resource, Map<String, String> context) {
        return statements.stream()
                        .filter(PolicyStatement::allows)
                        .anyMatch(each -> each.appliesTo(action, resource, context))
                && statements.stream()
                        .filter(each -> !each.allows())
                        .noneMatch(each -> each.appliesTo(action, resource, context));
    }

    /** Whether any statement denies the action, for any resource. */
    public boolean denies(String action) {
        return statements.stream().filter(each -> !each.allows()).anyMatch(each -> each.appliesTo(action));
    }

    static AwsErrorException malformed(String errorMessage) {
        return new AwsErrorException(400, "MalformedPolicyDocument", errorMessage);
    }

    /** AWS may support it. Unsupported elements must be refused, because ignoring one could allow too much. */
    static AwsErrorException unsupported(String what) {
        return malformed("The embedded STS does not support " + what + " in a session policy.");
    }

    private static AwsErrorException validation(String errorMessage) {
        return new AwsErrorException(
                400,
                "ValidationError",
                "1 validation error detected: Value at 'policy' failed to satisfy constraint: " + errorMessage);
    }
}
