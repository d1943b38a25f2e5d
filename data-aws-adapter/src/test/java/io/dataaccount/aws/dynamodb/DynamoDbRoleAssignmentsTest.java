package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.testkit.contract.RoleAssignmentsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbRoleAssignmentsTest extends RoleAssignmentsContract {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    @Override
    protected RoleAssignments assignments() {
        return DYNAMODB.roles();
    }

    @Override
    protected UsecaseRepository usecases() {
        return DYNAMODB.repository();
    }
}
