package io.dataaccount.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A connection to DynamoDB with a fault in the first request of one operation. For use by one thread. */
final class FaultyHttp implements SdkHttpClient {
    /** The fault. */
    interface Fault {
        HttpExecuteResponse to(ExecutableHttpRequest request) throws IOException;
    }

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final String operation;
    private final Fault fault;
    private boolean happened;

    private FaultyHttp(String operation, Fault fault) {
        this.operation = operation;
        this.fault = fault;
    }

    /** Runs the work with a client whose first request of the operation has the fault. */
    static void with(LocalDynamoDb dynamoDb, String operation, Fault fault, Consumer<DynamoDbClient> work) {
        try (FaultyHttp http = new FaultyHttp(operation, fault);
                DynamoDbClient client = dynamoDb.client(http)) {
            work.accept(client);
            assertThat(http.happened).as("a request of %s", operation).isTrue();
        }
    }

    /** DynamoDB executes the request, but its response is lost. Then the given action runs. */
    static Fault lost(Runnable then) {
        return request -> {
            HttpExecuteResponse response = request.call();
            if (response.responseBody().isPresent()) {
                response.responseBody().get().close();
            }
            then.run();
            throw new IOException("the response was lost");
        };
    }

    /** The given action runs before the request arrives. */
    static Fault overtaken(Runnable by) {
        return request -> {
            by.run();
            return request.call();
        };
    }

    /** The client gives up before the request arrives. The test receives the request and sends it later. */
    static Fault late(List<ExecutableHttpRequest> kept) {
        return request -> {
            kept.add(request);
            throw new IOException("the request is on its way for too long");
        };
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        boolean first = !happened
                && request.httpRequest()
                        .firstMatchingHeader("X-Amz-Target")
                        .filter(target -> target.endsWith("." + operation))
                        .isPresent();
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                if (!first) {
                    return prepared.call();
                }
                happened = true;
                return fault.to(prepared);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
