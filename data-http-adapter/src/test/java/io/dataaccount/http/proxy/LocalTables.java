package io.dataaccount.http.proxy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
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

/** The portal's tables in DynamoDB Local. Its licence only allows its use in tests. */
final class LocalTables implements AutoCloseable {
    private final DynamoDBProxyServer server;
    private final int port;

    private LocalTables(DynamoDBProxyServer server, int port) {
        this.server = server;
        this.port = port;
    }

    static LocalTables start() throws Exception {
        int port = freePort();
        // shared, because otherwise each access key has its own tables
        DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", String.valueOf(port)});
        server.start();
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            create(client, "dda-portal-usecases", List.of("usecase_id"));
            create(client, "dda-portal-user-roles", List.of("user_id", "usecase_id"));
            create(client, "dda-portal-audit-log", List.of("event_id", "timestamp"));
        }
        return new LocalTables(server, port);
    }

    private static void create(DynamoDbClient client, String name, List<String> keys) {
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys.stream()
                        .map(key -> KeySchemaElement.builder()
                                .attributeName(key)
                                .keyType(key.equals(keys.get(0)) ? KeyType.HASH : KeyType.RANGE)
                                .build())
                        .toList())
                .attributeDefinitions(keys.stream()
                        .map(key -> AttributeDefinition.builder()
                                .attributeName(key)
                                .attributeType(key.equals("timestamp") ? ScalarAttributeType.N : ScalarAttributeType.S)
                                .build())
                        .toList()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
