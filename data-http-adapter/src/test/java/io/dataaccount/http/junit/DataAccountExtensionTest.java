package io.dataaccount.http.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.http.DataAccountServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DataAccountExtension.class)
class DataAccountExtensionTest {
    private final DataAccountServer shared;

    DataAccountExtensionTest(DataAccountServer server) {
        this.shared = server;
    }

    /** As the README shows it. */
    @Test
    void failAlways_isSeenByThePortal(DataAccountServer server) throws Exception {
        assertThat(buckets(server).statusCode()).isEqualTo(200);
        server.aws().failAlways("ListBuckets", "AccessDenied", 403);
        assertThat(buckets(server).statusCode()).isEqualTo(502);
        assertThat(buckets(server).body()).contains("data_account_denied", "s3:ListAllMyBuckets");
        server.aws().stopFailing();
    }

    @Nested
    class Inside {
        @Test
        void nestedClass_sharesTheServer(DataAccountServer server) {
            assertThat(server).isSameAs(shared);
        }
    }

    private static HttpResponse<String> buckets(DataAccountServer server) throws Exception {
        URI target = server.uri().resolve("/api/v1/usecases/demo/data/buckets");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofString());
    }
}
