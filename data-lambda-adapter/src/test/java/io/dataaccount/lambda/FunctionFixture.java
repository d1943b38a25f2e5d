package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import io.dataaccount.testkit.embedded.EmbeddedAws;
import io.dataaccount.testkit.embedded.EmbeddedAwsConfig;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The servers that a function calls: embedded S3 and STS, and DynamoDB Local, all with real HTTP. */
final class FunctionFixture implements AutoCloseable {
    static final String USECASES = "/api/v1/usecases";
    static final String ROLE = "arn:aws:iam::444455556666:role/DDADataAccessRole";
    static final String EXTERNAL_ID = "external-id-of-the-team";

    private static final String UPLOADER = "data-scientist-of-the-team";

    private static final JsonMapper JSON = new JsonMapper();

    private final EmbeddedAws aws;
    private final PortalTables tables;

    private FunctionFixture(EmbeddedAws aws, PortalTables tables) {
        this.aws = aws;
        this.tables = tables;
    }

    static FunctionFixture start(Path data) throws Exception {
        return start(data, request -> {});
    }

    /** @param listener is called for each request to S3 and STS, before the response */
    static FunctionFixture start(Path data, Consumer<ReceivedRequest> listener) throws Exception {
        EmbeddedAws aws = EmbeddedAws.start(EmbeddedAwsConfig.inDirectory(data)
                .withRoles(new EmbeddedRole(ROLE, EXTERNAL_ID))
                .withListener(listener));
        return new FunctionFixture(aws, PortalTables.start());
    }

    EmbeddedAws aws() {
        return aws;
    }

    /** The environment variables with which a function finds these servers. */
    Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                aws.user().accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                aws.user().secretAccessKey(),
                "AWS_ENDPOINT_URL_S3",
                aws.s3Endpoint().toString(),
                "AWS_ENDPOINT_URL_STS",
                aws.stsEndpoint().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB",
                tables.endpoint().toString(),
                "S3_PATH_STYLE",
                "true",
                "PORTAL_ORIGINS",
                "https://portal.example.com"));
    }

    /** Creates a use case with its bucket and a DataScientist, for uploads. */
    static void createTeam(FunctionProcess function) {
        post(function, USECASES, """
                {"usecase_id": "team", "name": "The team", "account_id": "444455556666",
                 "cross_account_role_arn": "%s", "external_id": "%s"}
                """.formatted(ROLE, EXTERNAL_ID), 201);
        post(function, USECASES + "/team/data/buckets", "{\"bucket_name\": \"team-data\"}", 201);
        post(function, USECASES + "/team/data/configure", "{\"data_s3_bucket\": \"team-data\"}", 200);
        post(
                function,
                USECASES + "/team/roles",
                "{\"user_id\": \"%s\", \"role\": \"DataScientist\"}".formatted(UPLOADER),
                201);
    }

    static JsonNode post(FunctionProcess function, String target, String body, int status) {
        RecordedResponse response = function.invoke(event(target, body));
        if (response.status() != status) {
            throw new AssertionError("not " + status + " but " + response + "\n" + function.log());
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An event of a caller who may only upload. */
    static byte[] uploadEvent(String target, String body) {
        ObjectNode event = Gateway.REST_API.event(call(target, body));
        Gateway.context(event)
                .withObject("/authorizer/claims")
                .put("sub", UPLOADER)
                .put("cognito:groups", "Viewers");
        return event.toString().getBytes(UTF_8);
    }

    /** An event of an administrator. */
    static byte[] event(String target, String body) {
        return Gateway.REST_API.event(call(target, body)).toString().getBytes(UTF_8);
    }

    static RestCall call(String target, String body) {
        return new RestCall("POST", target, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
    }

    @Override
    public void close() {
        tables.close();
        aws.close();
    }
}
