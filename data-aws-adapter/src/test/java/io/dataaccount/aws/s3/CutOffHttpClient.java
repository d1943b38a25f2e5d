package io.dataaccount.aws.s3;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client whose connection fails at one request. For use by one thread. */
final class CutOffHttpClient implements SdkHttpClient {
    enum Cut {
        /** The server does not receive the request, and the SDK does not retry. */
        REQUEST_LOST,
        /** The server executes the request, but its response is lost. */
        ANSWER_LOST,
        /** The server executes the request, its response is lost, and the SDK retries. */
        ANSWER_LOST_AND_ASKED_AGAIN
    }

    private final SdkHttpClient http;
    private final Cut cut;
    private final int at;
    private int requests;

    /** @param at index of the request, from 0 */
    CutOffHttpClient(SdkHttpClient http, Cut cut, int at) {
        this.http = http;
        this.cut = cut;
        this.at = at;
    }

    boolean wasCut() {
        return requests > at;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        boolean isCut = requests == at;
        requests++;
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                if (isCut && cut == Cut.REQUEST_LOST) {
                    throw SdkClientException.create("the request was lost");
                }
                HttpExecuteResponse answer = prepared.call();
                if (!isCut) {
                    return answer;
                }
                if (answer.responseBody().isPresent()) {
                    answer.responseBody().get().close();
                }
                if (cut == Cut.ANSWER_LOST) {
                    throw SdkClientException.create("the answer was lost");
                }
                throw new IOException("the answer was lost");
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    /** Does not close the underlying client, which others use too. */
    @Override
    public void close() {}
}
