package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each change of a parameter reaches the callers, who call an alias of the function through a deployment of the API. */
class ParameterChangeTest {
    private static final Template TEMPLATE = Template.read(Template.PORTAL);

    /** These properties belong to the function and not to its versions. */
    private static final Set<String> UNVERSIONED = Set.of("ReservedConcurrentExecutions", "Tags");

    private static final long MONDAY = 1_700_000_000;
    private static final long TUESDAY = MONDAY + 86_400;

    /** Two values for each parameter without a list of allowed values. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("CodeBucket", List.of("code-1", "code-2")),
            Map.entry("CodeKey", List.of("1.zip", "2.zip")),
            Map.entry("MemorySize", List.of("1024", "2048")),
            Map.entry("JavaToolOptions", List.of("-Xss1m", "")),
            Map.entry("ArchiveLayer", List.of("archive:1", "none:0")),
            Map.entry("PortalOrigins", List.of("https://a.example", "https://a.example,https://b.example")),
            Map.entry("UserPoolArn", List.of("arn:aws:cognito-idp:eu-central-1:111122223333:userpool/a", "")),
            Map.entry("AuthorizerFunctionArn", List.of("", "arn:aws:lambda:eu-central-1:111122223333:function:a")),
            Map.entry("DataAccessRoleArns", List.of("arn:aws:iam::444455556666:role/A", "")),
            Map.entry("UsecasesTable", List.of("usecases", "usecases-2")),
            Map.entry("UserRolesTable", List.of("roles", "roles-2")),
            Map.entry("AuditLogTable", List.of("audit", "audit-2")),
            Map.entry("AuditLogDays", List.of("365", "30")),
            Map.entry("MaxBatchFiles", List.of("1000", "100")),
            Map.entry("MaxExpiresIn", List.of("3600", "60")),
            Map.entry("ClientIds", List.of("a", "a,b")),
            Map.entry("RequestsPerSecond", List.of("100", "10")),
            Map.entry("RequestsBurst", List.of("200", "20")),
            Map.entry("ReservedConcurrency", List.of("-1", "50")),
            Map.entry("WebAclArn", List.of("", "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/a/b")),
            Map.entry("PermissionsBoundaryArn", List.of("", "arn:aws:iam::111122223333:policy/boundary")),
            Map.entry("TablesKeyArn", List.of("", "arn:aws:kms:eu-central-1:111122223333:key/a")),
            Map.entry("LogsKeyArn", List.of("", "arn:aws:kms:eu-central-1:111122223333:key/a")),
            Map.entry("VpcSubnetIds", List.of("subnet-1", "subnet-1,subnet-2")),
            Map.entry("VpcSecurityGroupIds", List.of("sg-1", "sg-1,sg-2")),
            Map.entry("EndpointVpcId", List.of("vpc-1", "")),
            Map.entry("EndpointRouteTableIds", List.of("rtb-1", "rtb-2")),
            Map.entry("DomainName", List.of("data.example.com", "")),
            Map.entry("CertificateArn", List.of("arn:aws:acm:eu-central-1:111122223333:certificate/a", "")),
            Map.entry("HostedZoneId", List.of("Z1", "")),
            Map.entry("StageName", List.of("live", "next")),
            Map.entry("AlarmTopicArns", List.of("arn:aws:sns:eu-central-1:111122223333:alarms", "")));

    /** The other parameters with which a parameter has an effect, if the first values are not those. */
    private static final Map<String, Map<String, String>> TOGETHER =
            Map.of("AuthorizerFunctionArn", Map.of("UserPoolArn", ""));

    /** The parameters that change the function's configuration. */
    private static final Set<String> OF_THE_VERSION = Set.of(
            "CodeBucket",
            "CodeKey",
            "Architecture",
            "Runtime",
            "MemorySize",
            "JavaToolOptions",
            "ArchiveLayer",
            "PortalOrigins",
            "UsecasesTable",
            "UserRolesTable",
            "AuditLogTable",
            "AuditLogDays",
            "AuditRequired",
            "EnforcePrefix",
            "MaxBatchFiles",
            "MaxExpiresIn",
            "ClientIds",
            "LogLevel",
            "LogFormat",
            "Tracing",
            "VpcSubnetIds",
            "VpcSecurityGroupIds");

    /** The parameters that change the definition of the API. */
    private static final Set<String> OF_THE_DEPLOYMENT =
            Set.of("UserPoolArn", "AuthorizerFunctionArn", "PortalOrigins");

    /** The parameters that change only other resources, on which a change acts at once. */
    private static final Set<String> OF_OTHER_RESOURCES = Set.of(
            "DataAccessRoleArns",
            "CreateTables",
            "TableDeletionProtection",
            "RequestsPerSecond",
            "RequestsBurst",
            "ReservedConcurrency",
            "AccessLog",
            "WebAclArn",
            "Dashboard",
            "PermissionsBoundaryArn",
            "TablesKeyArn",
            "LogsKeyArn",
            "EndpointVpcId",
            "EndpointRouteTableIds",
            "DomainName",
            "CertificateArn",
            "HostedZoneId",
            "StageName",
            "LogRetentionDays",
            "AlarmTopicArns");

    private static Stream<String> parameters() {
        return TEMPLATE.section("Parameters").keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void change_ofTheFunction_publishesAVersion(String parameter) {
        SamTransform before = with(parameter, 0);
        SamTransform after = with(parameter, 1);
        boolean changes = !configuration(before).equals(configuration(after));
        assertThat(changes).as("changes the function").isEqualTo(OF_THE_VERSION.contains(parameter));
        assertThat(before.version("Function").equals(after.version("Function")))
                .as("has the same version; Settings must have exactly the parameters of the function")
                .isEqualTo(!changes);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void change_ofTheApi_isDeployed(String parameter) {
        SamTransform before = with(parameter, 0);
        SamTransform after = with(parameter, 1);
        boolean changes = !definition(before).equals(definition(after));
        assertThat(changes).as("changes the API").isEqualTo(OF_THE_DEPLOYMENT.contains(parameter));
        if (changes) {
            assertThat(after.deploymentId("Api", TUESDAY)).isNotEqualTo(before.deploymentId("Api", MONDAY));
        }
    }

    @Test
    void parameters_areAllKnownHere() {
        assertThat(parameters().toList())
                .as("add a new parameter of %s to one of the sets of this test", Template.PORTAL)
                .allSatisfy(parameter -> assertThat(Stream.of(OF_THE_VERSION, OF_THE_DEPLOYMENT, OF_OTHER_RESOURCES)
                                .filter(each -> each.contains(parameter)))
                        .isNotEmpty());
        assertThat(OF_OTHER_RESOURCES).doesNotContainAnyElementsOf(OF_THE_VERSION);
        assertThat(OF_OTHER_RESOURCES).doesNotContainAnyElementsOf(OF_THE_DEPLOYMENT);
    }

    /** Each resource that the template creates in some case can be evaluated, so no reference leads to nothing. */
    @ParameterizedTest
    @MethodSource("parameters")
    void resources_haveOnlyReferencesThatExist(String parameter) {
        Evaluation evaluation = with(parameter, 1).evaluation();
        TEMPLATE.resources().keySet().stream()
                .filter(evaluation::creates)
                .forEach(resource -> assertThat(evaluation.properties(resource).toString())
                        .as(resource)
                        .doesNotContain("${"));
    }

    private static Object configuration(SamTransform transform) {
        Map<String, Object> configuration = Tree.map(transform.evaluation().properties("Function"));
        configuration.keySet().removeAll(UNVERSIONED);
        configuration.remove("VersionDescription");
        return configuration;
    }

    private static Object definition(SamTransform transform) {
        return Tree.at(transform.evaluation().properties("Api"), "DefinitionBody");
    }

    /** Each parameter has its first value, and this one has the given value. */
    private static SamTransform with(String parameter, int index) {
        Map<String, String> values = new HashMap<>();
        parameters().forEach(each -> values.put(each, values(each).get(each.equals(parameter) ? index : 0)));
        values.putAll(TOGETHER.getOrDefault(parameter, Map.of()));
        return new SamTransform(TEMPLATE, values);
    }

    private static List<String> values(String parameter) {
        Map<String, Object> definition = Tree.map(Tree.at(TEMPLATE.section("Parameters"), parameter));
        Object allowed = definition.get("AllowedValues");
        if (allowed == null) {
            return VALUES.getOrDefault(parameter, List.of("no value", "no value in VALUES"));
        }
        return Tree.list(allowed).stream().map(String::valueOf).toList();
    }
}
