package io.dataaccount.lambda.templates;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a template refers to: parameters, resources and their attributes, conditions. */
final class References {
    /** {@code ${!x}} stands for itself. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private static final Set<String> PSEUDO = Set.of(
            "AWS::AccountId", "AWS::NoValue", "AWS::Partition", "AWS::Region", "AWS::StackName", "AWS::URLSuffix");

    private final Template template;
    private final ResourceTypes types;

    References(Template template, ResourceTypes types) {
        this.template = template;
        this.types = types;
    }

    /** References to what is not there, and parameters and conditions that nothing refers to. */
    List<String> problems() {
        Set<String> used = used().collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> conditions = conditions().collect(Collectors.toSet());
        Set<String> defined = template.section("Conditions").keySet();
        return Stream.of(
                        used.stream().filter(name -> !exists(name)).map(name -> name + " does not exist"),
                        unused(template.section("Parameters").keySet(), used),
                        unused(defined, conditions),
                        unused(conditions, defined).map(problem -> problem + ": no such condition"))
                .flatMap(problems -> problems)
                .toList();
    }

    private static Stream<String> unused(Set<String> names, Set<String> used) {
        return names.stream().filter(name -> !used.contains(name)).map(name -> name + " is not used");
    }

    private boolean exists(String name) {
        if (PSEUDO.contains(name)
                || template.section("Parameters").containsKey(name)
                || template.resources().containsKey(name)) {
            return true;
        }
        String[] parts = name.split("\\.", 2);
        return parts.length == 2
                && template.resources().containsKey(parts[0])
                && attributes(parts[0]).contains(parts[1]);
    }

    /** SAM names the alias that it publishes as an attribute of its function. */
    private Set<String> attributes(String resource) {
        Map<String, Object> definition = Tree.map(Tree.at(template.resources(), resource));
        Set<String> attributes = types.attributes((String) Tree.at(definition, "Type"));
        if (Tree.map(definition.getOrDefault("Properties", Map.of())).containsKey("AutoPublishAlias")) {
            attributes.add("Alias");
        }
        return attributes;
    }

    private Stream<String> used() {
        return Stream.of("Rules", "Conditions", "Resources", "Outputs")
                .map(template::section)
                .flatMap(section -> Stream.of(
                                Tree.all(section, "Ref").map(String.class::cast),
                                Tree.all(section, "Fn::GetAtt")
                                        .map(names -> String.join(
                                                ".", Tree.texts(names).toList())),
                                Tree.all(section, "Fn::Sub").flatMap(References::variables))
                        .flatMap(names -> names));
    }

    private static Stream<String> variables(Object substitution) {
        boolean hasOwn = substitution instanceof List;
        String text = (String) (hasOwn ? Tree.list(substitution).get(0) : substitution);
        Set<String> own = hasOwn ? Tree.map(Tree.list(substitution).get(1)).keySet() : Set.of();
        return VARIABLE.matcher(text).results().map(match -> match.group(1)).filter(name -> !own.contains(name));
    }

    private Stream<String> conditions() {
        Stream<String> ofResources = template.resources().values().stream()
                .map(Tree::map)
                .filter(resource -> resource.containsKey("Condition"))
                .map(resource -> (String) Tree.at(resource, "Condition"));
        Stream<String> ofValues = Tree.all(template.root(), "Fn::If")
                .map(branches -> (String) Tree.list(branches).get(0));
        return Stream.concat(ofResources, ofValues);
    }
}
