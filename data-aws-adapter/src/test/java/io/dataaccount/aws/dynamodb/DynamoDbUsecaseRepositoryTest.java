package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.testkit.contract.UsecaseRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbUsecaseRepositoryTest extends UsecaseRepositoryContract {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    @Override
    protected UsecaseRepository repository() {
        return DYNAMODB.repository();
    }
}
