package io.dataaccount.http.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The Helm chart in docs/deploy, rendered by Helm itself. */
final class Chart {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Helm HELM = new Helm(Path.of("../docs/deploy/helm/data-account"));

    /** The variables without which the server does not start. */
    static final Map<String, Object> REQUIRED = Map.of(
            "AWS_REGION", "eu-central-1",
            "PORTAL_ORIGINS", "https://data.example.com",
            "OIDC_ISSUER", "https://issuer.example.com",
            "OIDC_AUDIENCE", "client");

    private Chart() {}

    static LintResult lint() {
        return HELM.lint().strict().call();
    }

    /** The required variables and another one. */
    static Map<String, Object> environment(String name, Object value) {
        Map<String, Object> all = new TreeMap<>(REQUIRED);
        all.put(name, value);
        return all;
    }

    /** Everything that is off by default. */
    static Map<String, Object> everything() {
        return Map.of(
                "env", REQUIRED,
                "serviceAccount", Map.of("roleArn", "arn:aws:iam::111122223333:role/DataAccountServer"),
                "ingress",
                        Map.of("enabled", true, "host", "data.example.com", "tlsSecret", "tls", "className", "nginx"),
                "autoscaling", Map.of("enabled", true),
                "serviceMonitor", Map.of("enabled", true, "labels", Map.of("release", "prometheus")),
                "caBundle", Map.of("configMap", "ca"),
                "networkPolicy",
                        Map.of(
                                "ingressFrom", List.of(Map.of("podSelector", Map.of())),
                                "monitoringFrom", List.of(Map.of("namespaceSelector", Map.of()))));
    }

    /**
     * Renders the chart.
     *
     * @return YAML documents
     * @throws IllegalStateException with Helm's message, if the values are refused
     */
    static String render(Map<String, ?> values) throws IOException {
        Path file = Files.createTempFile("values", ".yaml");
        try {
            Files.writeString(file, JSON.writeValueAsString(values)); // JSON is YAML
            return HELM.template()
                    .withName("data")
                    .withNamespace("ml")
                    .withKubeVersion("1.31.0")
                    .withValuesFile(file)
                    .call();
        } finally {
            Files.delete(file);
        }
    }

    /** The rendered objects by their kind. */
    static Map<String, JsonNode> objects(Map<String, ?> values) throws IOException {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(render(values))
                .forEach(documents::add);
        Map<String, JsonNode> byKind = new TreeMap<>();
        for (Object document : documents) {
            JsonNode object = JSON.valueToTree(document);
            byKind.put(object.path("kind").asText(), object);
        }
        return byKind;
    }
}
