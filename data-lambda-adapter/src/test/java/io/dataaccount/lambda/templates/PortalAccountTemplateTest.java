package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsTables;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.lambda.FunctionVariables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PortalAccountTemplateTest {
    private static final Template TEMPLATE = Template.read(Template.PORTAL);

    /** The alias of the function, as API Gateway calls it. */
    private static final String INTEGRATION =
            "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}:live/invocations";

    /** For a key of the tables, X-Ray and a VPC, which are off by default. */
    private static final Set<String> OPTIONAL = Set.of(
            "kms:Decrypt",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments",
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses");

    private record Method(String path, String verb, Map<String, Object> definition) {
        String route() {
            return verb.toUpperCase(Locale.ROOT) + " " + path;
        }

        boolean isPreflight() {
            return verb.equals("options");
        }

        boolean needsNoToken() {
            return isPreflight() || RestApi.isPublic(verb.toUpperCase(Locale.ROOT), path);
        }
    }

    private static Stream<Method> methods() {
        return Tree.map(Tree.at(TEMPLATE.properties("Api"), "DefinitionBody", "paths")).entrySet().stream()
                .flatMap(path -> Tree.map(path.getValue()).entrySet().stream()
                        .map(verb -> new Method(path.getKey(), verb.getKey(), Tree.map(verb.getValue()))));
    }

    @Test
    void api_hasTheRoutesOfTheContractAndNoOther() {
        List<String> present = methods()
                .filter(method -> !method.isPreflight())
                .map(Method::route)
                .toList();
        List<String> missing = new ArrayList<>(Catalogue.routes());
        missing.removeAll(present);
        assertThat(missing)
                .as("missing in %s; add below paths:%n%s", Template.PORTAL, lines(missing))
                .isEmpty();
        assertThat(present).containsExactlyInAnyOrderElementsOf(Catalogue.routes());
    }

    /** The lines that the template lacks for the routes. A path that is new also needs the preflight request. */
    private static String lines(List<String> routes) {
        Set<String> paths = methods().map(Method::path).collect(Collectors.toSet());
        Map<String, List<String>> byPath = routes.stream()
                .map(route -> route.split(" ", 2))
                .collect(Collectors.groupingBy(
                        route -> route[1],
                        TreeMap::new,
                        Collectors.mapping(route -> route[0].toLowerCase(Locale.ROOT), Collectors.toList())));
        StringBuilder lines = new StringBuilder();
        byPath.forEach((path, verbs) -> {
            lines.append("          ")
                    .append(path)
                    .append(paths.contains(path) ? ": # below the present methods\n" : ":\n");
            verbs.forEach(verb -> lines.append(lines(verb, "\n              security: [{caller: []}]")));
            lines.append(paths.contains(path) ? "" : "            options: # as below the other paths\n");
        });
        return lines.toString();
    }

    private static String lines(String verb, String security) {
        return """
                            %s:%s
                              responses: {}
                              x-amazon-apigateway-integration:
                                {type: aws_proxy, httpMethod: POST, uri: !Sub '%s'}
                """.formatted(verb, security, INTEGRATION);
    }

    @Test
    void api_letsNothingInWithoutTokenThatTheContractWouldNot() {
        assertThat(methods())
                .allSatisfy(method -> assertThat(method.definition().get("security"))
                        .as(method.route())
                        .isEqualTo(method.needsNoToken() ? null : List.of(Map.of("caller", List.of()))));
        assertThat(methods().filter(Method::isPreflight).map(Method::path))
                .hasSameElementsAs(methods().map(Method::path).collect(Collectors.toSet()));
    }

    @Test
    void api_handsEveryCallToTheAliasOfTheFunction() {
        assertThat(methods().filter(method -> !method.isPreflight()))
                .allSatisfy(method -> assertThat(method.definition().get("x-amazon-apigateway-integration"))
                        .as(method.route())
                        .isEqualTo(Map.of(
                                "type", "aws_proxy",
                                "httpMethod", "POST",
                                "uri", Map.of("Fn::Sub", INTEGRATION))));
        assertThat(function("AutoPublishAlias")).isEqualTo("live");
    }

    @Test
    void function_isOurHandlerAndStartsFromSnapshots() {
        assertThat(function("Handler")).isEqualTo("io.dataaccount.lambda.LambdaHandler::handleRequest");
        assertThat(function("SnapStart"))
                .isEqualTo(Map.of("ApplyOn", Map.of("Fn::If", List.of("HasArchive", "None", "PublishedVersions"))));
    }

    private static Object function(String property) {
        return Tree.at(TEMPLATE.properties("Function"), property);
    }

    @Test
    void role_mayDoWithEachTableWhatItsAdapterCallsAndNothingElse() {
        assertThat(allowedOn("${UsecasesTable}"))
                .isEqualTo(union(
                        union(CalledActions.ofDynamoDb("DynamoDbUsecaseRepository"), CalledActions.TRANSACTED),
                        CalledActions.ofDynamoDb("BatchReads")))
                .contains("dynamodb:Scan");
        for (String index : List.of("account", "data-account", "external-id", "data-external-id")) {
            assertThat(allowedOn("${UsecasesTable}/index/" + index + "-index"))
                    .isEqualTo(CalledActions.ofDynamoDb("UsecaseIndexes"))
                    .containsExactly("dynamodb:Query");
        }
        assertThat(allowedOn("${UserRolesTable}"))
                .isEqualTo(union(
                        CalledActions.ofDynamoDb("DynamoDbRoleAssignments"),
                        Set.of("dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem")))
                .contains("dynamodb:Query", "dynamodb:Scan");
        assertThat(allowedOn("${UserRolesTable}/index/usecase-users-index")).containsExactly("dynamodb:Query");
        assertThat(allowedOn("${AuditLogTable}"))
                .isEqualTo(CalledActions.ofDynamoDb("DynamoDbAuditLog"))
                .containsExactly("dynamodb:PutItem");
        for (String index :
                indexes("AuditLog").keySet().stream().map(String::valueOf).toList()) {
            assertThat(allowedOn("${AuditLogTable}/index/" + index))
                    .isEqualTo(CalledActions.ofDynamoDb("DynamoDbAuditReader"))
                    .containsExactly("dynamodb:Query");
        }
        assertThat(allowed("dynamodb:")).isEqualTo(CalledActions.ofDynamoDb());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new HashSet<>(one);
        union.addAll(other);
        return union;
    }

    private static Set<String> allowedOn(String table) {
        return TEMPLATE.statements("FunctionRole")
                .filter(statement -> Tree.all(Tree.at(statement, "Resource"), "Fn::Sub")
                        .anyMatch(resource -> String.valueOf(resource).endsWith(":table/" + table)))
                .flatMap(statement -> Tree.texts(Tree.at(statement, "Action")))
                .collect(Collectors.toSet());
    }

    @Test
    void role_mayAssumeOnlyTheRolesThatItIsTold() {
        assertThat(allowed("sts:")).isEqualTo(CalledActions.ofSts()).containsExactly("sts:AssumeRole");
        assertThat(TEMPLATE.allowing("FunctionRole", "sts:AssumeRole"))
                .containsEntry("Resource", Map.of("Ref", "DataAccessRoleArns"));
    }

    @Test
    void role_mayDoNothingElseButWriteItsLog() {
        Set<String> others = TEMPLATE.allowed("FunctionRole").stream()
                .filter(action -> !action.startsWith("dynamodb:") && !action.startsWith("sts:"))
                .collect(Collectors.toSet());
        assertThat(others)
                .filteredOn(action -> !OPTIONAL.contains(action))
                .containsExactlyInAnyOrder("logs:CreateLogStream", "logs:PutLogEvents");
        Object policies = new Evaluation(TEMPLATE, Map.of()).properties("FunctionRole");
        assertThat(Tree.all(policies, "Action").flatMap(Tree::texts)).doesNotContainAnyElementsOf(OPTIONAL);
        assertThat(TEMPLATE.allowing("FunctionRole", "logs:PutLogEvents"))
                .containsEntry("Resource", Map.of("Fn::GetAtt", List.of("LogGroup", "Arn")));
    }

    private static Set<String> allowed(String service) {
        return TEMPLATE.allowed("FunctionRole").stream()
                .filter(action -> action.startsWith(service))
                .collect(Collectors.toSet());
    }

    @Test
    void gateway_limitsAllRequestsAndThoseWithoutTokenMore() {
        assertThat(Tree.list(Tree.at(TEMPLATE.properties("Api"), "MethodSettings")))
                .satisfiesExactly(
                        all -> assertThat(all)
                                .isEqualTo(Map.of(
                                        "ResourcePath",
                                        "/*",
                                        "HttpMethod",
                                        "*",
                                        "ThrottlingRateLimit",
                                        Map.of("Ref", "RequestsPerSecond"),
                                        "ThrottlingBurstLimit",
                                        Map.of("Ref", "RequestsBurst"))),
                        document -> {
                            String path = ((String) Tree.at(document, "ResourcePath"))
                                    .substring(1)
                                    .replace("~1", "/");
                            assertThat(methods().filter(each -> !each.isPreflight() && each.needsNoToken()))
                                    .extracting(Method::route)
                                    .containsExactly("GET " + path);
                            assertThat(Tree.at(document, "ThrottlingRateLimit")).isEqualTo(2L);
                        });
    }

    /** A response of the gateway's own that clients of the contract understand. */
    @Test
    void gateway_refusesWithTheProblemOfTheContract() {
        Object throttled = Tree.at(
                TEMPLATE.properties("Api"), "DefinitionBody", "x-amazon-apigateway-gateway-responses", "THROTTLED");
        assertThat(Tree.map(Yaml.read((String) Tree.at(throttled, "responseTemplates", "application/json"))))
                .containsEntry("status", 429L)
                .containsEntry("code", ErrorCode.TOO_MANY_REQUESTS.id());
        assertThat(Tree.map(Tree.at(throttled, "responseParameters")))
                .containsEntry("gatewayresponse.header.Retry-After", "'1'")
                .containsEntry("gatewayresponse.header.Content-Type", "'application/problem+json'");
    }

    @Test
    void rules_requireWhatBelongsTogether() {
        assertThat(broken(Map.of("UserPoolArn", "arn"))).containsExactly("ClientsOfThePool");
        assertThat(broken(Map.of("UserPoolArn", "arn", "ClientIds", "a"))).isEmpty();
        assertThat(broken(Map.of("AuthorizerFunctionArn", "arn"))).isEmpty();
        assertThat(broken(Map.of())).containsExactly("OneAuthorizer");
        assertThat(broken(Map.of("AuthorizerFunctionArn", "arn", "VpcSubnetIds", "subnet-1")))
                .containsExactly("WholeVpc");
        assertThat(broken(Map.of(
                        "AuthorizerFunctionArn", "arn", "EndpointVpcId", "vpc-1", "EndpointRouteTableIds", "rtb-1")))
                .containsExactly("WholeVpc");
        assertThat(broken(Map.of("AuthorizerFunctionArn", "arn", "DomainName", "a.example.com")))
                .containsExactly("WholeDomain");
        assertThat(broken(Map.of("AuthorizerFunctionArn", "arn", "HostedZoneId", "Z1")))
                .containsExactly("WholeDomain");
    }

    private static List<String> broken(Map<String, String> parameters) {
        Evaluation evaluation = new Evaluation(TEMPLATE, parameters);
        return TEMPLATE.section("Rules").entrySet().stream()
                .filter(rule -> !evaluation.satisfies(rule.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void environment_isWhatTheConfigurationReads() {
        Environment environment = new Environment();
        environment.put("AWS_REGION", "eu-central-1");
        Map<String, Object> set = Tree.map(Tree.at(function("Environment"), "Variables"));
        set.keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "AWS_LAMBDA_EXEC_WRAPPER")); // for Lambda and Java
        set.forEach((name, value) -> environment.put(name, defaultOf((String) Tree.at(value, "Ref"))));
        AwsConfig config = AwsConfig.fromEnvironment(environment);
        FunctionVariables.check(environment);
        assertThat(environment.asked()).containsAll(set.keySet());
        assertThat(config.tables()).isEqualTo(AwsTables.PORTAL);
        assertThat(config.settings().auditRequired()).isFalse();
        assertThat(config.settings().enforcePrefix()).isFalse();
        assertThat(config.settings().maxBatchFiles()).isEqualTo(1000);
        assertThat(config.settings().maxExpiresIn().seconds()).isEqualTo(3600);
    }

    private static String defaultOf(String parameter) {
        Map<String, Object> definition = Tree.map(Tree.at(TEMPLATE.section("Parameters"), parameter));
        return String.valueOf(definition.getOrDefault("Default", "https://portal.example.com"));
    }

    /** Records the names of the requested values. */
    private static final class Environment extends HashMap<String, String> {
        private static final long serialVersionUID = 1L;
        private final Set<Object> asked = new LinkedHashSet<>();

        @Override
        public @Nullable String get(@Nullable Object key) {
            if (key != null) {
                asked.add(key);
            }
            return super.get(key);
        }

        Set<Object> asked() {
            return asked;
        }
    }

    @Test
    void tables_areThePortals() {
        assertThat(keys("Usecases")).containsExactly("usecase_id");
        assertThat(keys("UserRoles")).containsExactly("user_id", "usecase_id");
        assertThat(keys("AuditLog")).containsExactly("event_id", "timestamp");
        assertThat(indexes("Usecases"))
                .isEqualTo(Map.of(
                        "owner-index", List.of("owner", "created_at"),
                        "account-index", List.of("account_id"),
                        "data-account-index", List.of("data_account_id"),
                        "external-id-index", List.of("external_id"),
                        "data-external-id-index", List.of("data_account_external_id")));
        assertThat(indexes("UserRoles")).isEqualTo(Map.of("usecase-users-index", List.of("usecase_id", "user_id")));
        assertThat(indexes("AuditLog"))
                .isEqualTo(Map.of(
                        "user-actions-index", List.of("user_id", "timestamp"),
                        "usecase-actions-index", List.of("usecase_id", "timestamp")));
        assertThat(Tree.at(TEMPLATE.properties("AuditLog"), "TimeToLiveSpecification"))
                .isEqualTo(Map.of("AttributeName", "ttl", "Enabled", true));
    }

    @Test
    void tables_areRecoverableEncryptedAndKeptButAfterAFailedCreation() {
        for (String table : List.of("Usecases", "UserRoles", "AuditLog")) {
            assertThat(Tree.map(TEMPLATE.properties(table)))
                    .containsEntry("PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true))
                    .hasEntrySatisfying(
                            "SSESpecification",
                            encryption -> assertThat(Tree.at(encryption, "SSEEnabled"))
                                    .isEqualTo(true))
                    .containsEntry("DeletionProtectionEnabled", Map.of("Ref", "TableDeletionProtection"));
            assertThat(Tree.map(Tree.at(TEMPLATE.resources(), table)))
                    .containsEntry("DeletionPolicy", "RetainExceptOnCreate")
                    .containsEntry("UpdateReplacePolicy", "Retain");
            assertThat(Tree.all(TEMPLATE.properties(table), "KeySchema")
                            .flatMap(schema -> Tree.all(schema, "AttributeName"))
                            .collect(Collectors.toSet()))
                    .as("DynamoDB refuses definitions of attributes that no key has")
                    .isEqualTo(Tree.all(Tree.at(TEMPLATE.properties(table), "AttributeDefinitions"), "AttributeName")
                            .collect(Collectors.toSet()));
        }
    }

    /** CloudFormation cannot remove a protected table when it rolls a failed creation back. */
    @Test
    void tables_areNotProtectedByDefault() {
        assertThat(defaultOf("TableDeletionProtection")).isEqualTo("false");
    }

    @Test
    void log_outlivesAFailedDeployment() {
        assertThat(Tree.map(Tree.at(TEMPLATE.resources(), "LogGroup")))
                .containsEntry("DeletionPolicy", "Retain")
                .containsEntry("UpdateReplacePolicy", "Retain");
    }

    @Test
    void auditLog_thatIsNone_isNotCreatedAndCannotBeRequired() {
        Evaluation none = new Evaluation(TEMPLATE, Map.of("AuditLogTable", "none", "AuditRequired", "true"));
        assertThat(none.creates("AuditLog")).isFalse();
        assertThat(none.creates("Usecases")).isTrue();
        Object rule = Tree.at(TEMPLATE.section("Rules"), "RequiredAuditLogExists");
        assertThat(none.satisfies(rule)).isFalse();
        assertThat(new Evaluation(TEMPLATE, Map.of("AuditRequired", "true")).satisfies(rule))
                .isTrue();
        assertThat(new Evaluation(TEMPLATE, Map.of("AuditLogTable", "none")).satisfies(rule))
                .isTrue();
    }

    private static List<Object> keys(String table) {
        return keys(TEMPLATE.properties(table));
    }

    private static List<Object> keys(Object tableOrIndex) {
        return Tree.all(Tree.at(tableOrIndex, "KeySchema"), "AttributeName").toList();
    }

    private static Map<Object, List<Object>> indexes(String table) {
        return Tree.list(Tree.at(TEMPLATE.properties(table), "GlobalSecondaryIndexes")).stream()
                .collect(Collectors.toMap(index -> Tree.at(index, "IndexName"), PortalAccountTemplateTest::keys));
    }
}
