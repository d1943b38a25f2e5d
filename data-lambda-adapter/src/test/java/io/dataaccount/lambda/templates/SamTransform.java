package io.dataaccount.lambda.templates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules by which SAM names the two resources that decide whether a change reaches the callers. SAM's translator is a
 * Python package that this build cannot get, so these rules are modelled; {@code SamTransformTest} compares the names of
 * versions with those of the translator.
 *
 * <ul>
 *   <li>A function version is named after the function's properties ({@code AutoPublishAliasAllProperties}). SAM replaces
 *       references to parameters only in the location of the code, so other parameters do not change the name
 *       (<a href="https://github.com/aws/serverless-application-model/issues/3820">issue 3820</a>).
 *   <li>An API deployment is named after the definition of the API, in which SAM replaces no references, or after the
 *       time in seconds ({@code AlwaysDeploy}).
 * </ul>
 *
 * @see <a href="https://github.com/aws/serverless-application-model/blob/develop/samtranslator/model/sam_resources.py">
 *     SamFunction._construct_version</a>
 * @see <a href="https://github.com/aws/serverless-application-model/blob/develop/samtranslator/translator/logical_id_generator.py">
 *     LogicalIdGenerator</a>
 * @see <a href="https://github.com/aws/serverless-application-model/blob/develop/samtranslator/model/apigateway.py">
 *     ApiGatewayDeployment.make_auto_deployable</a>
 */
final class SamTransform {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final int HASH_LENGTH = 10;

    /** Properties that SAM reads and CloudFormation does not get. */
    private static final Set<String> OF_SAM =
            Set.of("AutoPublishAlias", "AutoPublishAliasAllProperties", "VersionDescription", "CodeUri", "Tracing");

    private final Template template;
    private final Evaluation evaluation;

    SamTransform(Template template, Map<String, String> parameters) {
        this.template = template;
        this.evaluation = new Evaluation(template, parameters);
    }

    Evaluation evaluation() {
        return evaluation;
    }

    /** The logical id of the function's version. */
    String versionId(String function) {
        return function + "Version" + hash(json(functionProperties(function)));
    }

    /** What identifies the version for CloudFormation: another logical id or another description makes a new version. */
    List<Object> version(String function) {
        Object description = Tree.map(template.properties(function)).getOrDefault("VersionDescription", "");
        return List.of(versionId(function), evaluation.value(description));
    }

    /**
     * The logical id of the API's deployment. Its hash is not the one of SAM, which hashes the text that Python makes of
     * the definition, but it changes in the same cases.
     *
     * @param seconds the time of the update
     */
    String deploymentId(String api, long seconds) {
        Map<String, Object> properties = Tree.map(template.properties(api));
        boolean always = Boolean.TRUE.equals(properties.get("AlwaysDeploy"));
        return api + "Deployment" + hash(always ? Long.toString(seconds) : json(Tree.at(properties, "DefinitionBody")));
    }

    private Map<String, Object> functionProperties(String function) {
        Map<String, Object> own = Tree.map(template.properties(function));
        Map<String, Object> properties = new LinkedHashMap<>(own);
        properties.keySet().removeAll(OF_SAM);
        Object location = evaluation.value(Tree.at(own, "CodeUri"));
        properties.put("Code", Map.of("S3Bucket", Tree.at(location, "Bucket"), "S3Key", Tree.at(location, "Key")));
        if (own.containsKey("Tracing")) {
            properties.put("TracingConfig", Map.of("Mode", Tree.at(own, "Tracing")));
        }
        properties.put("Tags", List.of(Map.of("Key", "lambda:createdBy", "Value", "SAM")));
        return properties;
    }

    private static String json(Object tree) {
        try {
            return JSON.writeValueAsString(tree instanceof Map<?, ?> map ? new TreeMap<>(Tree.map(map)) : tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
