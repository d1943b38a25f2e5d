package io.dataaccount.lambda;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB Local in this JVM and in memory, with the portal's tables. Its licence only allows its use in tests. */
final class PortalTables implements AutoCloseable {
    private final DynamoDBProxyServer server;
    private final URI endpoint;

    private PortalTables(DynamoDBProxyServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    static PortalTables start() throws Exception {
        String port = String.valueOf(freePort());
        // shared, because otherwise each access key has its own tables
        DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", port});
        server.start();
        PortalTables tables = new PortalTables(server, URI.create("http://127.0.0.1:" + port));
        tables.create();
        return tables;
    }

    private void create() {
        try (DynamoDbClient client = client()) {
            create(client, "dda-portal-usecases", key("usecase_id", KeyType.HASH));
            create(client, "dda-portal-user-roles", key("user_id", KeyType.HASH), key("usecase_id", KeyType.RANGE));
            create(client, "dda-portal-audit-log", key("event_id", KeyType.HASH), key("timestamp", KeyType.RANGE));
        }
    }

    private static void create(DynamoDbClient client, String name, KeySchemaElement... keys) {
        List<AttributeDefinition> attributes = Stream.of(keys)
                .map(key -> AttributeDefinition.builder()
                        .attributeName(key.attributeName())
                        .attributeType(
                                key.attributeName().equals("timestamp") ? ScalarAttributeType.N : ScalarAttributeType.S)
                        .build())
                .toList();
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys)
                .attributeDefinitions(attributes));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** A client of the tables. The caller closes it. */
    DynamoDbClient client() {
        return client(calls -> {});
    }

    /** A client with time limits. The caller closes it. */
    DynamoDbClient client(Consumer<ClientOverrideConfiguration.Builder> calls) {
        return DynamoDbClient.builder()
                .overrideConfiguration(calls)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
