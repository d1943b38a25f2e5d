package io.dataaccount.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class DynamoDbErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "ProvisionedThroughputExceededException, 400, THROTTLED",
        "ThrottlingException, 400, THROTTLED",
        "RequestLimitExceeded, 400, THROTTLED",
        ", 429, THROTTLED",
        "TransactionConflictException, 400, CONFLICT",
        "TransactionInProgressException, 400, UNAVAILABLE",
        "ExpiredTokenException, 400, UNAVAILABLE",
        "InternalServerError, 500, UNAVAILABLE",
        ", 503, UNAVAILABLE",
        "SomethingNew, 502, UNAVAILABLE",
        "ResourceNotFoundException, 400, UNAVAILABLE",
        "AccessDeniedException, 400, UNAVAILABLE",
        "UnrecognizedClientException, 400, UNAVAILABLE",
        "InvalidSignatureException, 400, UNAVAILABLE",
        "MissingAuthenticationToken, 403, UNAVAILABLE",
        "ValidationException, 400, UNAVAILABLE",
        "SomethingNew, 400, UNAVAILABLE",
        ", 400, UNAVAILABLE"
    })
    void translate_byNameThenStatus(@Nullable String name, int status, ErrorCode code) {
        DataException e = translate(answer(name, status));
        assertThat(e.code()).isEqualTo(code);
        assertThat(e.detail())
                .contains("dynamodb:GetItem", "'dda-portal-usecases'")
                .doesNotContain("SECRET");
    }

    @Test
    void translate_noAnswer_isUnavailable() {
        assertThat(translate(SdkClientException.create("SECRET timed out")).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void translate_whatTheOperatorCorrects_saysWhatToDo() {
        assertThat(translate(answer("ResourceNotFoundException", 400)).detail()).contains("create it");
        assertThat(translate(answer("AccessDeniedException", 400)).detail()).contains("allow that action");
        assertThat(translate(answer("UnrecognizedClientException", 400)).detail())
                .contains("credentials");
    }

    private static DataException translate(SdkException e) {
        return DynamoDbErrors.translate(e, "dynamodb:GetItem", "dda-portal-usecases");
    }

    private static SdkException answer(@Nullable String name, int status) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(name)
                        .errorMessage("SECRET")
                        .build())
                .build();
    }
}
