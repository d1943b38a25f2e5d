package io.dataaccount.lambda.templates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Parses YAML like CloudFormation: {@code !Sub x} is {@code {Fn::Sub: x}}, and {@code !GetAtt a.b} is a list. */
final class Yaml {
    private Yaml() {}

    /** A plain tree of maps, lists, strings, numbers and booleans. */
    static Object read(String text) {
        return tree(new Compose(LoadSettings.builder().build())
                .composeString(text)
                .orElseThrow(() -> new IllegalArgumentException("the text is empty")));
    }

    private static Object tree(Node node) {
        String tag = node.getTag().getValue();
        Object value = value(node);
        if (!tag.startsWith("!")) {
            return value;
        }
        return switch (tag) {
            case "!Ref", "!Condition" -> Map.of(tag.substring(1), value);
            case "!GetAtt" -> Map.of("Fn::GetAtt", List.of(((String) value).split("\\.", 2)));
            default -> Map.of("Fn::" + tag.substring(1), value);
        };
    }

    private static Object value(Node node) {
        if (node instanceof MappingNode mapping) {
            return map(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(Yaml::tree).toList();
        }
        return scalar((ScalarNode) node);
    }

    private static Map<String, Object> map(MappingNode mapping) {
        Map<String, Object> map = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = ((ScalarNode) entry.getKeyNode()).getValue();
            if (map.put(key, tree(entry.getValueNode())) != null) {
                twice.add(key);
            }
        }
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException("given twice: " + twice + mapping.getStartMark());
        }
        return map;
    }

    private static Object scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (scalar.getTag().equals(Tag.INT)) {
            return Long.valueOf(text);
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            throw new IllegalArgumentException("null" + scalar.getStartMark());
        }
        return text;
    }
}
