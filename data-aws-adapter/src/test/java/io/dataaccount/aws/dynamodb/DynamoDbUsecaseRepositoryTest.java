package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.testkit.contract.UsecaseRepositoryContract;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A table with all indexes. Guarded writes become old fast, so that most of the others are found by the indexes. */
class DynamoDbUsecaseRepositoryTest extends UsecaseRepositoryContract {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    private static final Clock CLOCK = new FastClock();

    @Override
    protected UsecaseRepository repository() {
        return DYNAMODB.repository(DYNAMODB.client(), LocalDynamoDb.TABLE, CLOCK);
    }
}
