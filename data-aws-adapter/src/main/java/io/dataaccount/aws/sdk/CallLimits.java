package io.dataaccount.aws.sdk;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;

/**
 * Limits the time of each SDK call, all attempts together: to a fixed duration and to the {@link Deadline} of the
 * thread.
 */
public final class CallLimits implements ExecutionInterceptor {
    private final Duration call;
    private final Duration attempt;

    private CallLimits(Duration call, Duration attempt) {
        this.call = call;
        this.attempt = attempt;
    }

    /**
     * Sets time limits and the standard retry mode for all calls of a client.
     *
     * @param calls the configuration of the client
     * @param call the limit of all attempts and of the waits between them
     * @param attempt the limit of one attempt
     */
    public static void set(ClientOverrideConfiguration.Builder calls, Duration call, Duration attempt) {
        calls.apiCallTimeout(call)
                .apiCallAttemptTimeout(attempt)
                .retryStrategy(RetryMode.STANDARD)
                .addExecutionInterceptor(new CallLimits(call, attempt));
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        Optional<Duration> left = Deadline.left();
        if (left.isEmpty() || !(context.request() instanceof AwsRequest request)) {
            return context.request();
        }
        if (left.get().isZero()) {
            throw SdkClientException.create("The deadline of this request has passed, so the call was not sent.");
        }
        AwsRequestOverrideConfiguration.Builder limited = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder)
                .apiCallTimeout(shorter(call, left.get()))
                .apiCallAttemptTimeout(shorter(attempt, left.get()));
        return request.toBuilder().overrideConfiguration(limited.build()).build();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
