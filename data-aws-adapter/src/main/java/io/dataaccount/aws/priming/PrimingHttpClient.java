package io.dataaccount.aws.priming;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Returns the responses of S3, STS and DynamoDB that {@link Priming} needs, without a network. */
final class PrimingHttpClient implements SdkHttpClient {
    private static final String NO_ITEM = "{\"Count\":0}";
    private static final String SESSION = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
            <AssumedRoleUser><Arn>arn</Arn><AssumedRoleId>id</AssumedRoleId></AssumedRoleUser>
            <Credentials><AccessKeyId>none</AccessKeyId><SecretAccessKey>none</SecretAccessKey>
            <SessionToken>none</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials>
            </AssumeRoleResult></AssumeRoleResponse>""";

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpRequest http = request.httpRequest();
        if (http.method() == SdkHttpMethod.HEAD) {
            return new CannedResponse("", "x-amz-bucket-region", "us-east-1");
        }
        return http.firstMatchingHeader("X-Amz-Target").isPresent()
                ? new CannedResponse(NO_ITEM, "Content-Type", "application/x-amz-json-1.0")
                : new CannedResponse(SESSION, "Content-Type", "text/xml");
    }

    @Override
    public void close() {}

    private record CannedResponse(String body, String header, String value) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() {
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder()
                            .statusCode(200)
                            .putHeader(header, value)
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))))
                    .build();
        }

        @Override
        public void abort() {}
    }
}
