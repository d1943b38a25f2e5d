package io.dataaccount.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.aws.sdk.FailedBody;
import io.dataaccount.aws.sdk.ForeignResponseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;

/**
 * Reads the beginning of each response before the SDK does, because the SDK keeps only a few elements of it.
 *
 * <ul>
 *   <li>The SDK reads an HTML page, an error document, and no body at all, with status 200 as a response without elements.
 *       Such a response would say that a bucket is in us-east-1, that its versioning was never set, or that a write is
 *       done. It becomes an exception with the cause {@link ForeignResponseException}.
 *   <li>The SDK drops elements that it does not know. A document that is written back would lose them, so reading it becomes
 *       an exception with the cause {@link UnknownElementException}.
 *   <li>The region in the body of an error response becomes the header {@link BucketRegions#NAMED_IN_BODY}.
 * </ul>
 */
final class ResponseBodies implements ExecutionInterceptor {
    /** Enough for every error response of S3, and for the first element of any other one. */
    private static final int READ = 4096;

    /** The root elements of the responses that mean something without any element. */
    private static final Map<String, String> ROOTS =
            Map.of("GetBucketLocation", "LocationConstraint", "GetBucketVersioning", "VersioningConfiguration");

    /** The name of the root element without its namespace, after declarations, comments and the type of the document. */
    private static final Pattern ROOT =
            Pattern.compile("(?s)\\A(?:\\s++|<\\?.*?\\?>|<!--.*?-->|<!(?!--)[^>]*>)*+<(?:[\\w.-]+:)?([\\w.-]+)");

    /** The fields of the documents that are written back with all rules of others. */
    private static final Map<String, List<SdkField<?>>> WRITTEN_BACK = Map.of(
            "GetBucketCors", GetBucketCorsResponse.builder().build().sdkFields(),
            "GetBucketLifecycleConfiguration",
                    GetBucketLifecycleConfigurationResponse.builder().build().sdkFields());

    /** More than S3 allows for 1,000 rules. */
    private static final int READ_DOCUMENT = 4 * 1024 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final ExecutionAttribute<InputStream> BODY = new ExecutionAttribute<>("DataAccountResponseBody");

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        @Nullable InputStream body = context.responseBody().orElse(null);
        @Nullable String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        @Nullable List<SdkField<?>> fields = operation == null ? null : WRITTEN_BACK.get(operation);
        byte[] beginning = new byte[0];
        if (body != null) {
            try {
                beginning = body.readNBytes(fields == null ? READ : READ_DOCUMENT);
            } catch (IOException e) {
                attributes.putAttribute(BODY, new FailedBody(e));
                return response;
            }
            attributes.putAttribute(BODY, new SequenceInputStream(new ByteArrayInputStream(beginning), body));
        }
        String text = new String(beginning, 0, Math.min(READ, beginning.length), UTF_8).strip();
        if (response.isSuccessful()) {
            String problem = problem(operation, context.httpRequest().method(), text);
            if (problem != null) {
                throw ForeignResponseException.of("S3", "HTTP status " + response.statusCode() + " and " + problem);
            }
            if (fields != null && root(text).endsWith("Configuration")) {
                UnknownElements.first(beginning, fields).ifPresent(element -> {
                    throw SdkClientException.create(
                            "The response has an unknown element.", new UnknownElementException(element));
                });
            }
            return response;
        }
        return BucketRegions.inBody(text)
                .map(region -> (SdkHttpResponse) response.toBuilder()
                        .putHeader(BucketRegions.NAMED_IN_BODY, region)
                        .build())
                .orElse(response);
    }

    /** What shows that the body does not come from S3; null if nothing does. */
    private static @Nullable String problem(@Nullable String operation, SdkHttpMethod method, String text) {
        if (text.isEmpty()) {
            return method == SdkHttpMethod.GET ? "no body" : null;
        }
        String root = root(text);
        String expected = operation == null ? null : ROOTS.get(operation);
        return switch (root.toLowerCase(Locale.ROOT)) {
            case "html" -> "an HTML page";
            case "error" -> "an error document";
            default -> expected == null || root.equals(expected) ? null : "no " + expected;
        };
    }

    /** The name of the root element; empty if there is none. */
    private static String root(String text) {
        Matcher matcher = ROOT.matcher(!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        InputStream body = attributes.getAttribute(BODY);
        attributes.putAttribute(BODY, null);
        return body == null ? context.responseBody() : Optional.of(body);
    }
}
