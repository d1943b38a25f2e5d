package io.dataaccount.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dataaccount.aws.testing.TestAws;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * An STS that refuses a session policy with an action that it does not know, in the format of S3. The embedded STS does
 * everything else.
 */
final class OtherMakersSts implements AutoCloseable {
    private static final List<String> UNKNOWN = List.of(
            "s3:GetBucketOwnershipControls",
            "s3:PutBucketOwnershipControls",
            "s3:GetEncryptionConfiguration",
            "s3:PutEncryptionConfiguration",
            "s3:TagResource",
            "kms:");

    private final TestAws aws;
    private final HttpServer server;
    private final AtomicInteger refused = new AtomicInteger();

    OtherMakersSts(TestAws aws) throws IOException {
        this.aws = aws;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many requests it refused because of their policy. */
    int refused() {
        return refused.get();
    }

    private void respond(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Map<String, String> form = Arrays.stream(body.split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], UTF_8)));
        if (UNKNOWN.stream().anyMatch(form.getOrDefault("Policy", "")::contains)) {
            refused.incrementAndGet();
            write(exchange, 400, "<Error><Code>InvalidRequest</Code><Message>invalid action</Message></Error>");
            return;
        }
        try (StsClient sts = aws.sts()) {
            AssumeRoleResponse response = sts.assumeRole(request -> request.roleArn(form.get("RoleArn"))
                    .roleSessionName(form.get("RoleSessionName"))
                    .externalId(form.get("ExternalId"))
                    .policy(form.get("Policy"))
                    .durationSeconds(Integer.valueOf(form.get("DurationSeconds"))));
            write(
                    exchange,
                    200,
                    "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>"
                            + response.credentials().accessKeyId() + "</AccessKeyId><SecretAccessKey>"
                            + response.credentials().secretAccessKey() + "</SecretAccessKey><SessionToken>"
                            + response.credentials().sessionToken() + "</SessionToken><Expiration>"
                            + response.credentials().expiration()
                            + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>");
        } catch (AwsServiceException e) {
            String code = e.awsErrorDetails().errorCode();
            write(exchange, e.statusCode(), "<ErrorResponse><Error><Code>" + code + "</Code></Error></ErrorResponse>");
        }
    }

    private static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
