package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.policy.ConflictRetries;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB Local in this JVM and in memory, for one test class. Its licence only allows its use in tests. */
final class LocalDynamoDb implements BeforeAllCallback, AfterAllCallback {
    static final String TABLE = "dda-portal-usecases";
    static final String ROLES = "dda-portal-user-roles";
    static final String AUDIT = "dda-portal-audit-log";

    private static final String INDEX_OF_ROLES = "usecase-users-index";

    private @Nullable DynamoDBProxyServer server;
    private @Nullable URI endpoint;
    private @Nullable DynamoDbClient client;
    private final SentRequests sent = new SentRequests();

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        String port = String.valueOf(freePort());
        server = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-disableTelemetry", "-port", port});
        server.start();
        endpoint = URI.create("http://127.0.0.1:" + port);
        client = client(UrlConnectionHttpClient.create());
        createUsecasesTable(TABLE, List.of(UsecaseIndex.values()));
        createPortalTable(
                ROLES,
                Map.of("user_id", ScalarAttributeType.S, "usecase_id", ScalarAttributeType.S),
                List.of("user_id", "usecase_id"),
                Map.of(INDEX_OF_ROLES, List.of("usecase_id", "user_id")));
        createPortalTable(
                AUDIT,
                Map.of(
                        "event_id", ScalarAttributeType.S,
                        "timestamp", ScalarAttributeType.N,
                        "usecase_id", ScalarAttributeType.S,
                        "user_id", ScalarAttributeType.S),
                List.of("event_id", "timestamp"),
                Map.of(
                        "usecase-actions-index", List.of("usecase_id", "timestamp"),
                        "user-actions-index", List.of("user_id", "timestamp")));
    }

    /** Creates a table of use cases with these indexes. */
    void createUsecasesTable(String name, List<UsecaseIndex> indexes) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        attributes.add(attribute("usecase_id", ScalarAttributeType.S));
        indexes.forEach(index -> attributes.add(attribute(index.attribute(), ScalarAttributeType.S)));
        CreateTableRequest.Builder table = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(hash("usecase_id"))
                .attributeDefinitions(attributes);
        if (!indexes.isEmpty()) {
            table.globalSecondaryIndexes(indexes.stream()
                    .map(index -> GlobalSecondaryIndex.builder()
                            .indexName(index.id())
                            .keySchema(hash(index.attribute()))
                            .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                            .build())
                    .toList());
        }
        client().createTable(table.build());
    }

    /** Adds an index to a table of use cases. */
    void addIndex(String table, UsecaseIndex index) {
        client().updateTable(update -> update.tableName(table)
                .attributeDefinitions(attribute(index.attribute(), ScalarAttributeType.S))
                .globalSecondaryIndexUpdates(change -> change.create(create -> create.indexName(index.id())
                        .keySchema(hash(index.attribute()))
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY)))));
    }

    /** Forgets which guarded writes were recent, as if none had happened in the last hour. */
    void forgetRecentWrites(DynamoDbClient of) {
        AttributeValue one = AttributeValue.fromN("1");
        Map<String, AttributeValue> item = new HashMap<>(new RecentWrites(Instant.EPOCH, Map.of()).attributes(one));
        item.putAll(UsecaseRevision.KEY);
        item.put(UsecaseRevision.NAME, one);
        of.putItem(put -> put.tableName(ROLES).item(item));
    }

    /** Creates one of the portal's tables; each key has a hash and a range attribute. */
    private void createPortalTable(
            String name, Map<String, ScalarAttributeType> types, List<String> key, Map<String, List<String>> indexes) {
        client().createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(hash(key.get(0)), range(key.get(1)))
                .attributeDefinitions(types.entrySet().stream()
                        .map(each -> attribute(each.getKey(), each.getValue()))
                        .toList())
                .globalSecondaryIndexes(indexes.entrySet().stream()
                        .map(index -> GlobalSecondaryIndex.builder()
                                .indexName(index.getKey())
                                .keySchema(
                                        hash(index.getValue().get(0)),
                                        range(index.getValue().get(1)))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                .build())
                        .toList()));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    private static KeySchemaElement range(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.RANGE)
                .build();
    }

    /** Another client of the same tables. The caller closes it. */
    DynamoDbClient client(SdkHttpClient http) {
        return client(http, sent);
    }

    /** A new client with the interceptor. The caller closes it. */
    DynamoDbClient client(ExecutionInterceptor interceptor) {
        return client(UrlConnectionHttpClient.create(), interceptor);
    }

    private DynamoDbClient client(SdkHttpClient http, ExecutionInterceptor interceptor) {
        return DynamoDbClient.builder()
                .endpointOverride(requireNonNull(endpoint, "not started"))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(http)
                .overrideConfiguration(override -> override.addExecutionInterceptor(interceptor))
                .build();
    }

    DynamoDbClient client() {
        return requireNonNull(client, "not started");
    }

    /** The requests that the client sent. */
    SentRequests sent() {
        return sent;
    }

    DynamoDbUsecaseRepository repository() {
        return repository(client(), TABLE, Clock.systemUTC());
    }

    DynamoDbUsecaseRepository repository(DynamoDbClient of, String table, Clock clock) {
        return new DynamoDbUsecaseRepository(of, table, ROLES, ConflictRetries.atOnce(), clock);
    }

    DynamoDbRoleAssignments roles() {
        return new DynamoDbRoleAssignments(client(), ROLES, TABLE);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.stop();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
