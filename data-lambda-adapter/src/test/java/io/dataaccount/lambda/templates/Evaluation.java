package io.dataaccount.lambda.templates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the intrinsic functions of a template with values of its parameters, as CloudFormation does when it creates
 * the resources. What only AWS knows becomes a text such as {@code <Function.Arn>}. References to a resource that
 * CloudFormation replaces whenever a property changes differ with its properties.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">
 *     Intrinsic functions</a>
 */
final class Evaluation {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    /**
     * All properties of this type cause a replacement.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-appconfig-hostedconfigurationversion.html">
     *     AWS::AppConfig::HostedConfigurationVersion</a>
     */
    private static final String REPLACED = "AWS::AppConfig::HostedConfigurationVersion";

    /** A property with this value is left out. */
    private static final Object NO_VALUE = new Object();

    private final Template template;
    private final Map<String, String> parameters;

    /** @param parameters the values, also of pseudo parameters; a parameter without one has its default */
    Evaluation(Template template, Map<String, String> parameters) {
        this.template = template;
        this.parameters = parameters;
    }

    /** The value of a parameter, as text. */
    String parameter(String name) {
        Map<String, Object> definition = Tree.map(Tree.at(template.section("Parameters"), name));
        String value = parameters.get(name);
        return value != null ? value : String.valueOf(Tree.at(definition, "Default"));
    }

    /** The evaluated properties of the resource. */
    Object properties(String resource) {
        return value(template.properties(resource));
    }

    /** Whether the resource is created. */
    boolean creates(String resource) {
        Object condition = Tree.map(Tree.at(template.resources(), resource)).get("Condition");
        return condition == null || condition((String) condition);
    }

    boolean condition(String name) {
        return is(Tree.at(template.section("Conditions"), name));
    }

    /** The tree without intrinsic functions. */
    Object value(Object tree) {
        if (tree instanceof List<?> list) {
            return list.stream()
                    .map(each -> value(Objects.requireNonNull(each)))
                    .filter(each -> each != NO_VALUE)
                    .toList();
        }
        if (!(tree instanceof Map<?, ?>)) {
            return tree;
        }
        Map<String, Object> map = Tree.map(tree);
        if (map.size() == 1) {
            Map.Entry<String, Object> only = map.entrySet().iterator().next();
            if (only.getKey().equals("Ref")) {
                return reference((String) only.getValue());
            }
            if (only.getKey().startsWith("Fn::")) {
                return function(only.getKey(), only.getValue());
            }
        }
        Map<String, Object> evaluated = new LinkedHashMap<>();
        map.forEach((key, each) -> {
            Object value = value(each);
            if (value != NO_VALUE) {
                evaluated.put(key, value);
            }
        });
        return evaluated;
    }

    private Object function(String name, Object argument) {
        return switch (name) {
            case "Fn::GetAtt" -> attribute(String.join(".", Tree.texts(argument).toList()));
            case "Fn::Sub" -> substituted(argument);
            case "Fn::If" -> {
                List<Object> parts = Tree.list(argument);
                yield value(parts.get(condition((String) parts.get(0)) ? 1 : 2));
            }
            case "Fn::Join" -> {
                List<Object> parts = Tree.list(argument);
                yield String.join(text(parts.get(0)), texts(parts.get(1)));
            }
            case "Fn::Split" -> {
                List<Object> parts = Tree.list(argument);
                yield List.of(text(parts.get(1)).split(Pattern.quote(text(parts.get(0))), -1));
            }
            case "Fn::Select" -> {
                List<Object> parts = Tree.list(argument);
                yield texts(parts.get(1)).get(Integer.parseInt(String.valueOf(parts.get(0))));
            }
            case "Fn::FindInMap" -> {
                List<String> path = texts(argument);
                yield Tree.at(template.section("Mappings"), path.toArray(String[]::new));
            }
            default -> is(Map.of(name, argument));
        };
    }

    private boolean is(Object condition) {
        Map.Entry<String, Object> only =
                Tree.map(condition).entrySet().iterator().next();
        return switch (only.getKey()) {
            case "Condition" -> condition((String) only.getValue());
            case "Fn::Equals" ->
                value(Tree.list(only.getValue()).get(0))
                        .equals(value(Tree.list(only.getValue()).get(1)));
            case "Fn::Not" -> !is(Tree.list(only.getValue()).get(0));
            case "Fn::And" -> Tree.list(only.getValue()).stream().allMatch(this::is);
            case "Fn::Or" -> Tree.list(only.getValue()).stream().anyMatch(this::is);
            default -> throw new IllegalArgumentException("unknown function " + only.getKey());
        };
    }

    /** Whether the assertions of a rule are true. */
    boolean satisfies(Object rule) {
        Map<String, Object> definition = Tree.map(rule);
        Object condition = definition.get("RuleCondition");
        return (condition != null && !is(condition))
                || Tree.list(Tree.at(rule, "Assertions")).stream().allMatch(each -> is(Tree.at(each, "Assert")));
    }

    private String substituted(Object argument) {
        Map<String, Object> own = argument instanceof String
                ? Map.of()
                : Tree.map(Tree.list(argument).get(1));
        String text = argument instanceof String literal
                ? literal
                : (String) Tree.list(argument).get(0);
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(variable(match.group(1), own)))
                .replace("${!", "${");
    }

    private String variable(String name, Map<String, Object> own) {
        Object value = own.get(name);
        if (value != null) {
            return text(value);
        }
        return name.contains(".") ? attribute(name) : text(Map.of("Ref", name));
    }

    private String attribute(String name) {
        return "<" + name + replacement(template.resources().get(name.split("\\.", 2)[0])) + ">";
    }

    private Object reference(String name) {
        Object parameter = template.section("Parameters").get(name);
        if (parameter != null) {
            String value = parameter(name);
            boolean list = Tree.at(parameter, "Type").equals("CommaDelimitedList");
            return list ? List.of(value.split("\\s*,\\s*", -1)) : value;
        }
        if (name.equals("AWS::NoValue")) {
            return NO_VALUE;
        }
        String pseudo = parameters.get(name);
        return pseudo != null
                ? pseudo
                : "<" + name + replacement(template.resources().get(name)) + ">";
    }

    private String replacement(@Nullable Object resource) {
        return resource != null && Tree.at(resource, "Type").equals(REPLACED)
                ? " with " + value(Tree.at(resource, "Properties"))
                : "";
    }

    private String text(Object tree) {
        Object value = value(tree);
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    private List<String> texts(Object tree) {
        return Tree.list(value(tree)).stream().map(String::valueOf).toList();
    }
}
