package io.dataaccount.lambda.templates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Accessors for a plain tree of maps, lists, strings, numbers and booleans. */
final class Tree {
    private Tree() {}

    static Map<String, Object> map(Object tree) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) tree).forEach((key, value) -> map.put((String) key, value));
        return map;
    }

    static List<Object> list(Object tree) {
        return List.copyOf((List<?>) tree);
    }

    /** The value at the path. A missing element is an error. */
    static Object at(Object tree, String... path) {
        Object found = tree;
        for (String step : path) {
            Map<String, Object> map = map(found);
            found = Optional.ofNullable(map.get(step))
                    .orElseThrow(() -> new AssertionError("no " + step + " among " + map.keySet()));
        }
        return found;
    }

    /** The values of the key in all maps of the tree. */
    static Stream<Object> all(Object tree, String key) {
        return maps(tree).filter(map -> map.containsKey(key)).map(map -> at(map, key));
    }

    /** All maps of the tree, outer ones before inner ones. */
    static Stream<Map<String, Object>> maps(Object tree) {
        if (tree instanceof List<?> list) {
            return list.stream().flatMap(Tree::maps);
        }
        if (tree instanceof Map<?, ?>) {
            Map<String, Object> map = map(tree);
            return Stream.concat(Stream.of(map), map.values().stream().flatMap(Tree::maps));
        }
        return Stream.empty();
    }

    /** The strings of a list, or a single string that is not in a list. */
    static Stream<String> texts(Object tree) {
        return tree instanceof String text
                ? Stream.of(text)
                : list(tree).stream().map(String.class::cast);
    }
}
