package io.dataaccount.lambda.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the properties of resources to their types: none unknown, none missing, each of the right kind. */
final class PropertyCheck {
    private static final Map<String, String> NO_VALUE = Map.of("Ref", "AWS::NoValue");

    private final ResourceTypes types;
    private final List<String> problems = new ArrayList<>();

    PropertyCheck(ResourceTypes types) {
        this.types = types;
    }

    /** What is wrong, each with where it is. */
    static List<String> problems(Template template, ResourceTypes types) {
        PropertyCheck check = new PropertyCheck(types);
        template.resources().forEach((name, resource) -> check.resource(name, Tree.map(resource)));
        return check.problems;
    }

    private void resource(String name, Map<String, Object> resource) {
        String type = (String) Tree.at(resource, "Type");
        if (!types.knows(type)) {
            problems.add(name + ": unknown type " + type);
            return;
        }
        properties(name, Tree.map(resource.getOrDefault("Properties", Map.of())), types.properties(type));
    }

    private void properties(String where, Map<String, Object> given, Map<String, Object> known) {
        known.forEach((name, definition) -> {
            if (Tree.map(definition).containsKey("required") && !given.containsKey(name)) {
                problems.add(where + ": " + name + " is missing");
            }
        });
        given.forEach((name, value) -> {
            if (known.containsKey(name)) {
                value(where + "." + name, value, Tree.at(known, name, "type"));
            } else {
                problems.add(where + ": unknown property " + name);
            }
        });
    }

    private void value(String where, Object value, Object type) {
        if (value.equals(NO_VALUE)) {
            return;
        }
        if (value instanceof Map<?, ?> map && map.get("Fn::If") instanceof List<?> branches) {
            value(where, branches.get(1), type);
            value(where, branches.get(2), type);
        } else if (!isFunction(value)) {
            literal(where, value, type);
        }
    }

    /** What CloudFormation computes: its kind is not known here. */
    private static boolean isFunction(Object value) {
        return value instanceof Map<?, ?> map
                && map.size() == 1
                && map.keySet().stream().allMatch(key -> key.equals("Ref") || ((String) key).startsWith("Fn::"));
    }

    private void literal(String where, Object value, Object type) {
        if (type instanceof Map<?, ?> compound) {
            compound(where, value, Tree.map(compound));
        } else if (!isOf(value, (String) type)) {
            problems.add(where + ": not a " + type + ": " + value);
        }
    }

    private void compound(String where, Object value, Map<String, Object> type) {
        if (type.containsKey("array")) {
            if (value instanceof List<?> list) {
                list.forEach(each -> value(where + "[]", each, Tree.at(type, "array")));
            } else {
                problems.add(where + ": not a list: " + value);
            }
        } else if (type.containsKey("union")) {
            union(where, value, Tree.list(Tree.at(type, "union")));
        } else if (!(value instanceof Map<?, ?>)) {
            problems.add(where + ": has no parts: " + value);
        } else if (type.containsKey("map")) {
            Tree.map(value).forEach((key, each) -> value(where + "." + key, each, Tree.at(type, "map")));
        } else {
            properties(where, Tree.map(value), types.propertiesOfPart((String) Tree.at(type, "ref")));
        }
    }

    private void union(String where, Object value, List<Object> choices) {
        List<List<String>> tried = choices.stream()
                .map(choice -> {
                    PropertyCheck check = new PropertyCheck(types);
                    check.value(where, value, choice);
                    return check.problems;
                })
                .toList();
        if (tried.stream().noneMatch(List::isEmpty)) {
            tried.forEach(problems::addAll);
        }
    }

    /** CloudFormation takes numbers and booleans for texts, and texts of numbers and booleans for those. */
    private static boolean isOf(Object value, String type) {
        return switch (type) {
            case "string" -> !(value instanceof Map) && !(value instanceof List);
            case "integer" -> value.toString().matches("-?[0-9]+");
            case "number" -> value.toString().matches("-?[0-9]+(\\.[0-9]+)?");
            case "boolean" -> value.toString().matches("true|false");
            case "json" -> value instanceof Map || value instanceof String;
            case "tag" -> value instanceof Map<?, ?> tag && tag.keySet().equals(Set.of("Key", "Value"));
            default -> throw new IllegalArgumentException("a type of a kind that we do not know: " + type);
        };
    }
}
