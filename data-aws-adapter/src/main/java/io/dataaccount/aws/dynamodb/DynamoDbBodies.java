package io.dataaccount.aws.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.aws.sdk.FailedBody;
import io.dataaccount.aws.sdk.ForeignResponseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Reads the beginning of each response with status 200 before the SDK does. The SDK reads no body at all, and an object
 * without an element of DynamoDB, as a response without elements. Such a response of a proxy would say that an item does
 * not exist, so that a caller had no role, or that a write is done.
 *
 * <p>The elements of all responses of DynamoDB begin with a capital letter. Those of an error do not.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html">GetItem</a>
 */
public final class DynamoDbBodies implements ExecutionInterceptor {
    /** Enough for the name of the first element. */
    private static final int READ = 256;

    private static final Pattern BEGINNING = Pattern.compile("\\{\\s*+(?:\\}|\"(?!Message\")[A-Z]).*", Pattern.DOTALL);

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (!context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        InputStream body = context.responseBody().orElseGet(InputStream::nullInputStream);
        byte[] beginning;
        try {
            beginning = body.readNBytes(READ);
        } catch (IOException e) {
            return Optional.of(new FailedBody(e));
        }
        String text = new String(beginning, UTF_8).strip();
        if (!BEGINNING.matcher(text).matches()) {
            throw ForeignResponseException.of(
                    "DynamoDB",
                    "HTTP status " + context.httpResponse().statusCode() + " and "
                            + (text.isEmpty() ? "no body" : "a body of another service"));
        }
        return Optional.of(new SequenceInputStream(new ByteArrayInputStream(beginning), body));
    }
}
