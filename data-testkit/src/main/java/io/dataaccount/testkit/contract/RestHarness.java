package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The abstract methods and the helpers of the REST suites. */
abstract class RestHarness {
    static final String USECASES = "/api/v1/usecases";
    static final String AUDIT = "/api/v1/audit";
    static final String OPEN_API = "/api/v1/openapi.json";

    private static final JsonMapper JSON = new JsonMapper();

    /** Sends a request to the adapter under test, as a caller with all permissions. */
    protected abstract RecordedResponse send(RestCall call);

    /** The accounts that exist for the adapter under test. */
    protected abstract TestAccounts accounts();

    /** Puts an object into a bucket of the adapter under test, as a client with an upload URL does. */
    protected abstract void put(BucketName bucket, String key, byte[] content);

    /** Whether the adapter compresses long responses for clients that accept gzip. */
    protected boolean compresses() {
        return true;
    }

    /** Sends a request, and checks it and the response against the OpenAPI document. */
    final RecordedResponse sendAndCheck(RestCall call) {
        return OpenApiCheck.check(OpenApi.SERVED, call, send(call));
    }

    final RecordedResponse get(String target) {
        return sendAndCheck(RestCall.of("GET", target));
    }

    /** All pages of a listing, from the first to the last. */
    final List<RecordedResponse> pages(String target) {
        List<RecordedResponse> pages = new ArrayList<>();
        String more = "";
        do {
            RecordedResponse page = get(target + more).expect(200);
            pages.add(page);
            more = page.json().has("next_token")
                    ? (target.contains("?") ? "&" : "?") + "page_token=" + encoded(page.text("next_token"))
                    : "";
        } while (!more.isEmpty());
        return pages;
    }

    /** The text as a part of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    final RecordedResponse post(String target, ObjectNode body) {
        return sendAndCheck(RestCall.json("POST", target, body.toString()));
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Creates a use case whose data is in its own account; returns its id. */
    protected final String newUsecase() {
        return newUsecase(object());
    }

    /** Creates a use case whose data is in a separate data account; returns its id. */
    final String newCrossAccountUsecase() {
        return newUsecase(dataAccount());
    }

    final ObjectNode dataAccount() {
        AccountRole data = accounts().data();
        return object().put("data_account_id", data.account().value())
                .put("data_account_role_arn", arn(data).value())
                .put("data_account_external_id", id(data).value());
    }

    /** Settings of a data account; the account need not exist. */
    static ObjectNode dataAccount(String account) {
        return object().put("data_account_id", account)
                .put("data_account_role_arn", "arn:aws:iam::" + account + ":role/DDADataAccessRole")
                .put("data_account_external_id", "external-id-of-" + account);
    }

    /** Creates a use case with additional fields; returns its id. */
    final String newUsecase(ObjectNode more) {
        ObjectNode body = usecaseBody();
        body.setAll(more);
        post(USECASES, body).expect(201);
        return body.get("usecase_id").asText();
    }

    final ObjectNode usecaseBody() {
        return usecaseBody("uc-" + UUID.randomUUID(), accounts());
    }

    static ObjectNode usecaseBody(String id, TestAccounts accounts) {
        AccountRole own = accounts.own();
        return object().put("usecase_id", id)
                .put("name", "A use case")
                .put("account_id", own.account().value())
                .put("cross_account_role_arn", arn(own).value())
                .put("external_id", id(own).value());
    }

    static RoleArn arn(AccountRole accountRole) {
        return requireNonNull(accountRole.roleArn(), "the account has no role");
    }

    static ExternalId id(AccountRole accountRole) {
        return requireNonNull(accountRole.externalId(), "the role has no external id");
    }

    static String usecase(String id) {
        return USECASES + "/" + id;
    }

    static String data(String usecase, String call) {
        return usecase(usecase) + "/data/" + call;
    }

    static String randomBucket() {
        return BucketStoreHarness.randomName().value();
    }

    protected final String newBucket(String usecase) {
        String name = randomBucket();
        post(data(usecase, "buckets"), object().put("bucket_name", name)).expect(201);
        return name;
    }

    /**
     * Creates a bucket and configures it as the data bucket, the default of calls that name no bucket; returns its
     * name.
     */
    final String newDataBucket(String usecase, String prefix) {
        String name = newBucket(usecase);
        post(data(usecase, "configure"), object().put("data_s3_bucket", name).put("data_s3_prefix", prefix))
                .expect(200);
        return name;
    }
}
