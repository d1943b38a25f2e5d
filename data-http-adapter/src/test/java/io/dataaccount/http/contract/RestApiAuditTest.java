package io.dataaccount.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.RequestObserver;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.testkit.contract.AuditContract;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The audit events of hostile calls to the REST API, without an adapter. */
class RestApiAuditTest extends AuditContract {
    private final InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec());

    @Override
    protected RecordedResponse send(Caller caller, RestCall call) {
        return fixture.send(caller, call);
    }

    @Override
    protected InMemoryFixture fixture() {
        return fixture;
    }

    @Test
    void longUseCaseId_isCutInTheRequestLog() {
        List<RequestObserver.Completed> completed = new ArrayList<>();
        InMemoryFixture watched = new InMemoryFixture(new JacksonCodec(), new FakeUploadPresigner(), completed::add);
        String id = "x".repeat(100_000);
        RestCall call = new RestCall("GET", "/api/v1/usecases/" + id, Map.of(), new byte[0]);
        assertThat(watched.send(CallerAuthenticator.ADMINISTRATOR, call).status())
                .isEqualTo(400);
        assertThat(completed)
                .singleElement()
                .extracting(RequestObserver.Completed::usecaseId)
                .isEqualTo("x".repeat(128) + "…");
    }
}
