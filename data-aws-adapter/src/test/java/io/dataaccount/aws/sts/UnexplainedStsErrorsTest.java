package io.dataaccount.aws.sts;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.testing.CannedHttp;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Error responses at both requests to STS that do not say the reason, of proxies and of other servers. */
class UnexplainedStsErrorsTest {
    private static final List<Integer> STATUSES = List.of(301, 307, 400, 401, 403, 404, 409, 412, 500, 503);
    private static final String UNKNOWN =
            "<ErrorResponse><Error><Code>SomethingNew</Code><Message>SECRET</Message></Error></ErrorResponse>";

    /** @param named whether the response has an error code, but one that nobody knows */
    private record Form(String name, @Nullable String body, String type, boolean named) {}

    private static final List<Form> FORMS = List.of(
            new Form("no body", null, "text/xml", false),
            new Form("an empty body", "", "text/xml", false),
            new Form("HTML", "<!DOCTYPE html>\n<html><body>SECRET<hr></body></html>", "text/html", false),
            new Form("XML without a code", "<ErrorResponse><Error></Error></ErrorResponse>", "text/xml", false),
            new Form("XML without ErrorResponse", "<Error><Code>InvalidParameter</Code></Error>", "text/xml", false),
            new Form("unknown code", UNKNOWN, "text/xml", true),
            new Form("truncated XML", "<ErrorResponse><Error><Code>Access", "text/xml", false),
            new Form("XML of another type", UNKNOWN, "text/plain", true),
            new Form("JSON", "{\"message\":\"SECRET\"}", "application/json", false));

    private static final Map<String, Consumer<StsCredentialResolver>> OPERATIONS = Map.of(
            "sts:AssumeRole",
            resolver -> resolver.resolve(new SessionRequest(
                    new Caller("u-1", "Ana", true),
                    new AccountRole(
                            new AccountId("111122223333"),
                            new RoleArn("arn:aws:iam::111122223333:role/Data"),
                            new ExternalId("external-id")),
                    SessionRequest.Purpose.BROWSE,
                    SessionScope.ACCOUNT,
                    Duration.ofHours(1))),
            "sts:GetCallerIdentity",
            StsCredentialResolver::ownAccount);

    @TestFactory
    Stream<DynamicTest> errorWithoutAReason_isNamedAndNeverGuessed() {
        System.out.println("STS: " + OPERATIONS.size() + " operations x " + STATUSES.size() + " statuses x "
                + FORMS.size() + " forms = " + OPERATIONS.size() * STATUSES.size() * FORMS.size() + " error responses");
        return OPERATIONS.keySet().stream()
                .flatMap(action -> STATUSES.stream()
                        .map(status -> DynamicTest.dynamicTest(
                                action + ", " + status, () -> FORMS.forEach(form -> check(action, status, form)))));
    }

    private static void check(String action, int status, Form form) {
        StaticCredentialsProvider own =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));
        try (StsClient sts = StsClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(own)
                .httpClient(new CannedHttp(any -> new CannedHttp.Response(status, form.type(), form.body())))
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build()) {
            StsCredentialResolver resolver = new StsCredentialResolver(sts, own);
            DataException refusal = catchThrowableOfType(
                    DataException.class,
                    () -> requireNonNull(OPERATIONS.get(action)).accept(resolver));
            String name = action + ", " + status + " with " + form.name();
            assertThat(refusal).as(name).isNotNull();
            boolean clearlyRefused = form.named() && status < 500 && action.equals("sts:AssumeRole");
            assertThat(refusal.code())
                    .as(name + ": " + refusal.detail())
                    .isEqualTo(clearlyRefused ? ErrorCode.ASSUME_ROLE_DENIED : ErrorCode.UNAVAILABLE);
            assertThat(refusal.detail())
                    .as(name)
                    .contains("STS", action, "HTTP status " + status, "check", "no request id")
                    .contains(form.named() ? "'SomethingNew'" : "no error code")
                    .doesNotContain("trust policy", "refused the server's own", "throttled", "SECRET", "external-id");
        }
    }
}
