package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.testkit.contract.UsecaseRepositoryContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbUsecaseRepositoryTest extends UsecaseRepositoryContract {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    private static DynamoDbClient client;

    @BeforeAll
    static void connect() {
        client = DYNAMODB.builder().build();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    protected UsecaseRepository repository() {
        return new DynamoDbUsecaseRepository(client, LocalDynamoDb.TABLE);
    }
}
