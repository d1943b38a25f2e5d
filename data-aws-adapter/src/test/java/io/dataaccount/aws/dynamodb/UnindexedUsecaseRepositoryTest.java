package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.testkit.contract.UsecaseRepositoryContract;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table of an existing portal, without our indexes. */
class UnindexedUsecaseRepositoryTest extends UsecaseRepositoryContract {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    private static final String TABLE = "without-indexes";
    private static final Clock CLOCK = new FastClock();

    @BeforeAll
    static void create() {
        DYNAMODB.createUsecasesTable(TABLE, List.of());
    }

    @Override
    protected UsecaseRepository repository() {
        return DYNAMODB.repository(DYNAMODB.client(), TABLE, CLOCK);
    }
}
