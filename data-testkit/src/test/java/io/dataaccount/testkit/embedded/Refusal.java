package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The status and the error code of a call of the AWS SDK that must fail. */
public record Refusal(int status, String code) {
    public static Refusal of(ThrowingCallable call) {
        AwsServiceException[] caught = new AwsServiceException[1];
        assertThatExceptionOfType(AwsServiceException.class).isThrownBy(call).satisfies(e -> caught[0] = e);
        String code = caught[0].awsErrorDetails() == null
                ? null
                : caught[0].awsErrorDetails().errorCode();
        return new Refusal(caught[0].statusCode(), code == null ? "" : code);
    }
}
