package io.dataaccount.lambda.templates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** AWS's own specification of the resource types that the templates use; see {@code extract-types.mjs}. */
final class ResourceTypes {
    /**
     * Properties of SAM's function that its published schema lacks.
     *
     * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html">
     *     AWS::Serverless::Function</a>: SnapStart and LoggingConfig are passed on to the function of Lambda as they are
     */
    private static final Set<String> PASSED_ON = Set.of("SnapStart", "LoggingConfig");

    private static final String SAM_FUNCTION = "AWS::Serverless::Function";
    private static final String LAMBDA_FUNCTION = "AWS::Lambda::Function";

    private final Object specification;

    private ResourceTypes(Object specification) {
        this.specification = specification;
    }

    static ResourceTypes read() {
        try (InputStream in = requireNonNull(ResourceTypes.class.getResourceAsStream("cloudformation-types.json"))) {
            return new ResourceTypes(Yaml.read(new String(in.readAllBytes(), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean knows(String type) {
        return Tree.map(Tree.at(specification, "resources")).containsKey(type);
    }

    /** What each property is, by its name. */
    Map<String, Object> properties(String type) {
        Map<String, Object> properties = new LinkedHashMap<>(Tree.map(Tree.at(resource(type), "properties")));
        if (type.equals(SAM_FUNCTION)) {
            Map<String, Object> passed = properties(LAMBDA_FUNCTION);
            PASSED_ON.forEach(name -> properties.put(name, Tree.at(passed, name)));
            properties.put("AutoPublishAliasAllProperties", Map.of("type", "boolean"));
        }
        return properties;
    }

    Set<String> attributes(String type) {
        Object resource = resource(type.equals(SAM_FUNCTION) ? LAMBDA_FUNCTION : type);
        return new LinkedHashSet<>(Tree.texts(Tree.at(resource, "attributes")).toList());
    }

    /** What each property of a part of a resource is. */
    Map<String, Object> propertiesOfPart(String reference) {
        return Tree.map(Tree.at(specification, "types", reference));
    }

    private Object resource(String type) {
        return Tree.at(specification, "resources", type);
    }
}
