package io.dataaccount.lambda.templates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Ways through a plain tree of maps, lists, strings, numbers and booleans. */
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

    /** What lies at the path; a missing step is an error. */
    static Object at(Object tree, String... path) {
        Object found = tree;
        for (String step : path) {
            Map<String, Object> map = map(found);
            found = Optional.ofNullable(map.get(step))
                    .orElseThrow(() -> new AssertionError("no " + step + " among " + map.keySet()));
        }
        return found;
    }

    /** The value of the key wherever in the tree a map has it. */
    static Stream<Object> all(Object tree, String key) {
        return maps(tree).filter(map -> map.containsKey(key)).map(map -> at(map, key));
    }

    /** Every map of the tree, the outer before the inner. */
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

    /** The texts of a list, or the one text that stands without a list around it. */
    static Stream<String> texts(Object tree) {
        return tree instanceof String text
                ? Stream.of(text)
                : list(tree).stream().map(String.class::cast);
    }
}
