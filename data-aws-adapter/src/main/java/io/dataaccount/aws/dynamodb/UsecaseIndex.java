package io.dataaccount.aws.dynamodb;

import java.util.List;

/** A global secondary index of the table of use cases. Its key is one attribute, and only the keys are projected. */
enum UsecaseIndex {
    ACCOUNT("account-index", "account_id"),
    DATA_ACCOUNT("data-account-index", "data_account_id"),
    EXTERNAL_ID("external-id-index", "external_id"),
    DATA_EXTERNAL_ID("data-external-id-index", "data_account_external_id");

    /** The indexes that contain a use case under each of its accounts. */
    static final List<UsecaseIndex> OF_ACCOUNTS = List.of(ACCOUNT, DATA_ACCOUNT);

    /** The indexes that contain a use case under each of its external ids. */
    static final List<UsecaseIndex> OF_EXTERNAL_IDS = List.of(EXTERNAL_ID, DATA_EXTERNAL_ID);

    private final String id;
    private final String attribute;

    UsecaseIndex(String id, String attribute) {
        this.id = id;
        this.attribute = attribute;
    }

    String id() {
        return id;
    }

    String attribute() {
        return attribute;
    }

    /** The command of the AWS CLI that adds the index. */
    String command(String table) {
        return "aws dynamodb update-table --table-name " + table + " --attribute-definitions AttributeName=" + attribute
                + ",AttributeType=S --global-secondary-index-updates '[{\"Create\":{\"IndexName\":\"" + id
                + "\",\"KeySchema\":[{\"AttributeName\":\"" + attribute
                + "\",\"KeyType\":\"HASH\"}],\"Projection\":{\"ProjectionType\":\"KEYS_ONLY\"}}}]'";
    }
}
