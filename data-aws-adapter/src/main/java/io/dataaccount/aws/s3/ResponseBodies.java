package io.dataaccount.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Reads the beginning of each response before the SDK does, because the SDK keeps only a few elements of it.
 *
 * <ul>
 *   <li>The SDK reads an HTML page, and no body at all, with status 200 as a response without elements. Such a response
 *       would say that a bucket is in us-east-1, that its versioning was never set, or that a write is done. It becomes
 *       an exception with the cause {@link NotFromS3Exception}.
 *   <li>The region in the body of an error response becomes the header {@link BucketRegions#NAMED_IN_BODY}.
 * </ul>
 */
final class ResponseBodies implements ExecutionInterceptor {
    /** Enough for every error response of S3, and for the first element of any other one. */
    private static final int READ = 4096;

    private static final ExecutionAttribute<InputStream> BODY = new ExecutionAttribute<>("DataAccountResponseBody");

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        @Nullable InputStream body = context.responseBody().orElse(null);
        byte[] beginning = new byte[0];
        if (body != null) {
            try {
                beginning = body.readNBytes(READ);
            } catch (IOException e) {
                attributes.putAttribute(BODY, new Failed(e));
                return response;
            }
            attributes.putAttribute(BODY, new SequenceInputStream(new ByteArrayInputStream(beginning), body));
        }
        String text = new String(beginning, UTF_8).strip();
        if (response.isSuccessful()) {
            check(context.httpRequest().method(), response.statusCode(), text);
            return response;
        }
        return BucketRegions.inBody(text)
                .map(region -> (SdkHttpResponse) response.toBuilder()
                        .putHeader(BucketRegions.NAMED_IN_BODY, region)
                        .build())
                .orElse(response);
    }

    private static void check(SdkHttpMethod method, int status, String text) {
        String start = text.substring(0, Math.min(20, text.length())).toLowerCase(Locale.ROOT);
        if (start.startsWith("<html") || start.startsWith("<!doctype html")) {
            throw notFromS3("HTTP status " + status + " and an HTML page");
        }
        if (text.isEmpty() && method == SdkHttpMethod.GET) {
            throw notFromS3("HTTP status " + status + " and no body");
        }
    }

    private static SdkClientException notFromS3(String content) {
        return SdkClientException.create("The response does not come from S3.", new NotFromS3Exception(content));
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        InputStream body = attributes.getAttribute(BODY);
        attributes.putAttribute(BODY, null);
        return body == null ? context.responseBody() : Optional.of(body);
    }

    /** The SDK receives the exception when it reads the body, as it would without this interceptor. */
    private static final class Failed extends InputStream {
        private final IOException failure;

        private Failed(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }
    }
}
