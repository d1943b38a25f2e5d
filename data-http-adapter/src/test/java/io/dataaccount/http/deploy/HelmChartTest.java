package io.dataaccount.http.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HelmChartTest {
    /** A name in the first column of the table of variables. */
    private static final Pattern VARIABLE = Pattern.compile("`([A-Z][A-Z0-9_]+)`");

    @Test
    void lint_findsNothing() {
        LintResult result = Chart.lint();
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).allMatch(each -> each.startsWith("[INFO]"));
    }

    @Test
    void defaults_haveTheObjectsThatEveryClusterKnows() throws IOException {
        assertThat(Chart.objects(Map.of("env", Chart.REQUIRED)))
                .containsOnlyKeys("Deployment", "NetworkPolicy", "PodDisruptionBudget", "Service", "ServiceAccount");
        assertThat(Chart.objects(Chart.everything()))
                .containsOnlyKeys(
                        "Deployment",
                        "HorizontalPodAutoscaler",
                        "Ingress",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "Service",
                        "ServiceAccount",
                        "ServiceMonitor");
    }

    @Test
    void variables_ofTheDocumentation_reachTheServer() throws IOException {
        Map<String, Object> variables = new TreeMap<>(Chart.REQUIRED);
        Files.readString(Path.of("../docs/configuration.md"))
                .lines()
                .filter(line -> line.matches("\\| `.*\\| (all|server(, function)?) \\|"))
                .forEach(line -> VARIABLE.matcher(line.split("\\|")[1])
                        .results()
                        .forEach(name -> variables.putIfAbsent(name.group(1), "value of " + name.group(1))));
        variables.put("MAX_CONNECTIONS", 1_000_000);
        variables.put("SHUTDOWN_DRAIN_SECONDS", 5);
        assertThat(variables).containsKeys("AWS_ENDPOINT_URL_S3", "STS_POLICY_DIALECT", "DATA_ACCOUNT_LOG_FORMAT");
        Map<String, String> expected = new TreeMap<>();
        variables.forEach((name, value) -> expected.put(name, String.valueOf(value)));

        assertThat(environment(container(Map.of("env", variables)))).isEqualTo(expected);
    }

    @Test
    void extraVariables_andCaBundle_reachTheServer() throws IOException {
        JsonNode container = container(Map.of(
                "env",
                Chart.REQUIRED,
                "extraEnv",
                new Object[] {
                    Map.of(
                            "name",
                            "HTTPS_PROXY",
                            "valueFrom",
                            Map.of("secretKeyRef", Map.of("name", "proxy", "key", "url")))
                },
                "caBundle",
                Map.of("configMap", "ca", "key", "root.pem")));

        assertThat(environment(container))
                .containsEntry("AWS_CA_BUNDLE", "/etc/data-account/root.pem")
                .containsEntry("HTTPS_PROXY", "");
    }

    @Test
    void requiredVariable_thatIsMissing_isNamed() {
        for (String name : Chart.REQUIRED.keySet()) {
            Map<String, Object> others = new TreeMap<>(Chart.REQUIRED);
            others.remove(name);
            assertThatThrownBy(() -> Chart.render(Map.of("env", others)))
                    .hasMessageContaining("env." + name + " is missing");
        }
    }

    @Test
    void valueThatTheChartDoesNotHave_isRefused() {
        assertThatThrownBy(() -> Chart.render(Map.of("env", Chart.REQUIRED, "replicas", 3)))
                .hasMessageContaining("replicas");
    }

    @Test
    void gracePeriod_shorterThanTheStopOfTheServer_isRefused() throws IOException {
        Map<String, Object> env = Chart.environment("SHUTDOWN_DRAIN_SECONDS", 60);
        assertThatThrownBy(() -> Chart.render(Map.of("env", env))).hasMessageContaining("must be at least 85");
        assertThat(Chart.render(Map.of("env", env, "terminationGracePeriodSeconds", 85)))
                .contains("terminationGracePeriodSeconds: 85");
    }

    @Test
    void pod_isNotRoot_writesOneDirectory_andHasProbes() throws IOException {
        JsonNode pod = pod(Map.of("env", Chart.REQUIRED));
        JsonNode container = pod.at("/containers/0");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/volumeMounts").findValuesAsText("mountPath")).containsExactly("/data");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/healthz");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
    }

    @Test
    void role_isAnAnnotationOfTheServiceAccount() throws IOException {
        Map<String, JsonNode> objects = Chart.objects(Chart.everything());
        assertThat(requireNonNull(objects.get("ServiceAccount"))
                        .at("/metadata/annotations/eks.amazonaws.com~1role-arn")
                        .asText())
                .isEqualTo("arn:aws:iam::111122223333:role/DataAccountServer");
        assertThat(pod(Chart.everything()).at("/serviceAccountName").asText()).isEqualTo("data");
    }

    private static JsonNode pod(Map<String, ?> values) throws IOException {
        return requireNonNull(Chart.objects(values).get("Deployment")).at("/spec/template/spec");
    }

    private static JsonNode container(Map<String, ?> values) throws IOException {
        return pod(values).at("/containers/0");
    }

    private static Map<String, String> environment(JsonNode container) {
        Map<String, String> variables = new TreeMap<>();
        container
                .get("env")
                .forEach(each -> variables.put(
                        each.get("name").asText(), each.path("value").asText()));
        return variables;
    }
}
