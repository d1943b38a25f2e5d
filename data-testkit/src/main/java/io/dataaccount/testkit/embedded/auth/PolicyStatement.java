package io.dataaccount.testkit.embedded.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One statement of a session policy. The constructor refuses elements that the embedded STS does not support. */
final class PolicyStatement {
    private static final Set<String> ELEMENTS =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

    /** The supported condition keys. No request to the embedded S3 has {@code kms:ViaService}. */
    private static final Set<String> CONDITION_KEYS = Set.of("s3:prefix", "s3:delimiter", "kms:viaservice");

    private final boolean allows;
    private final List<Pattern> actions;
    private final boolean otherActions;
    private final List<Pattern> resources;
    private final boolean otherResources;
    private final List<Condition> conditions = new ArrayList<>();

    private record Condition(String key, List<Pattern> values) {}

    /** @throws AwsErrorException 400 if it is not a statement, or has an element without support here */
    PolicyStatement(JsonNode statement) {
        statement.fieldNames().forEachRemaining(name -> {
            if (!ELEMENTS.contains(name)) {
                throw EmbeddedSessionPolicy.unsupported("an element " + name);
            }
        });
        String effect = statement.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw EmbeddedSessionPolicy.malformed("Effect must be Allow or Deny.");
        }
        this.allows = effect.equals("Allow");
        this.otherActions = isNegated(statement, "Action", "NotAction");
        this.actions = patterns(statement.get(otherActions ? "NotAction" : "Action"), PolicyPattern::action);
        this.otherResources = isNegated(statement, "Resource", "NotResource");
        this.resources = patterns(statement.get(otherResources ? "NotResource" : "Resource"), PolicyPattern::like);
        statement.path("Condition").properties().forEach(operator -> read(operator.getKey(), operator.getValue()));
    }

    private static boolean isNegated(JsonNode statement, String name, String negated) {
        if (statement.has(name) == statement.has(negated)) {
            throw EmbeddedSessionPolicy.malformed("A statement must have either " + name + " or " + negated + ".");
        }
        return statement.has(negated);
    }

    private static List<Pattern> patterns(@Nullable JsonNode texts, Function<String, Pattern> compile) {
        List<Pattern> patterns = new ArrayList<>();
        for (JsonNode text : texts != null && texts.isTextual() ? List.of(texts) : elements(texts)) {
            if (!text.isTextual()) {
                throw EmbeddedSessionPolicy.malformed("A text was expected.");
            }
            patterns.add(compile.apply(text.textValue()));
        }
        return patterns;
    }

    private static Iterable<JsonNode> elements(@Nullable JsonNode array) {
        if (array == null || !array.isArray() || array.isEmpty()) {
            throw EmbeddedSessionPolicy.malformed("A text or a list of texts was expected.");
        }
        return array;
    }

    private void read(String operator, JsonNode keys) {
        Function<String, Pattern> compile = switch (operator) {
            case "StringEquals" -> PolicyPattern::equal;
            case "StringLike" -> PolicyPattern::like;
            default -> throw EmbeddedSessionPolicy.unsupported("the condition operator " + operator);
        };
        keys.properties().forEach(key -> {
            String name = key.getKey().toLowerCase(Locale.ROOT);
            if (!CONDITION_KEYS.contains(name)) {
                throw EmbeddedSessionPolicy.unsupported("the condition key " + key.getKey());
            }
            conditions.add(new Condition(name, patterns(key.getValue(), compile)));
        });
    }

    boolean allows() {
        return allows;
    }

    /** @param context the values of the request by condition key, in lower case */
    boolean appliesTo(String action, String resource, Map<String, String> context) {
        return appliesTo(action)
                && matches(resources, resource) != otherResources
                && conditions.stream().allMatch(condition -> holds(condition, context));
    }

    boolean appliesTo(String action) {
        return matches(actions, action) != otherActions;
    }

    private static boolean holds(Condition condition, Map<String, String> context) {
        String value = context.get(condition.key());
        return value != null && matches(condition.values(), value);
    }

    private static boolean matches(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }
}
