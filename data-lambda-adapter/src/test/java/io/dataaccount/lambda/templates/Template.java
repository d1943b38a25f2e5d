package io.dataaccount.lambda.templates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A CloudFormation template. */
record Template(Map<String, Object> root) {
    static final String PORTAL = "portal-account.yaml";
    static final String DATA = "data-account.yaml";
    static final String USECASE = "usecase-account.yaml";

    static Template read(String name) {
        try {
            return parse(Files.readString(Path.of("src/main/cloudformation", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Template parse(String text) {
        return new Template(Tree.map(Yaml.read(text)));
    }

    /** A section such as {@code Parameters}; empty if there is none. */
    Map<String, Object> section(String name) {
        return Tree.map(root.getOrDefault(name, Map.of()));
    }

    Map<String, Object> resources() {
        return section("Resources");
    }

    Object properties(String resource) {
        return Tree.at(resources(), resource, "Properties");
    }

    /** The actions that the policies of the resource allow, without those of its trust policy. */
    Set<String> allowed(String resource) {
        return Tree.all(properties(resource), "PolicyDocument")
                .flatMap(document -> Tree.all(document, "Action"))
                .flatMap(Tree::texts)
                .collect(Collectors.toSet());
    }

    /** The statements of the policies of the resource. */
    Stream<Map<String, Object>> statements(String resource) {
        return Tree.all(properties(resource), "PolicyDocument")
                .flatMap(Tree::maps)
                .filter(map -> map.containsKey("Action"));
    }

    /** The policy statement that allows the action. */
    Map<String, Object> allowing(String resource, String action) {
        return statements(resource)
                .filter(map -> Tree.texts(Tree.at(map, "Action")).anyMatch(action::equals))
                .findFirst()
                .orElseThrow(() -> new AssertionError(action + " is not allowed"));
    }
}
