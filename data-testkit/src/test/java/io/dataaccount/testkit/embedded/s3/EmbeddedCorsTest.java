package io.dataaccount.testkit.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.testkit.embedded.Cloud;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;

class EmbeddedCorsTest {
    private static final String APP = "https://app.example.com";
    private static final List<String> CORS_HEADERS = List.of(
            "access-control-allow-origin",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-allow-credentials",
            "access-control-expose-headers",
            "access-control-max-age");
    private static Cloud cloud;
    private static S3Client s3;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = new Cloud(directory);
        s3 = cloud.s3();
        s3.createBucket(r -> r.bucket("open"));
        s3.createBucket(r -> r.bucket("closed"));
        s3.createBucket(r -> r.bucket("public"));
        CORSRule app = CORSRule.builder()
                .allowedOrigins(APP, "https://*.trusted.example")
                .allowedMethods("PUT", "GET")
                .allowedHeaders("content-type", "X-Amz-*")
                .exposeHeaders("ETag", "x-amz-version-id")
                .maxAgeSeconds(300)
                .build();
        CORSRule everybody =
                CORSRule.builder().allowedOrigins("*").allowedMethods("GET").build();
        s3.putBucketCors(r -> r.bucket("open").corsConfiguration(c -> c.corsRules(app)));
        s3.putBucketCors(r -> r.bucket("public").corsConfiguration(c -> c.corsRules(app, everybody)));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @CsvSource({APP, "https://a.trusted.example"})
    void preflight_thatARuleAllows_isAllowed(String origin) {
        HttpResponse<String> response = preflight("/open/k", origin, "PUT", "Content-Type, x-amz-meta-by");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "access-control-allow-origin")).isEqualTo(origin);
        assertThat(header(response, "access-control-allow-methods")).isEqualTo("PUT, GET");
        assertThat(header(response, "access-control-allow-headers").toLowerCase(Locale.ROOT))
                .isEqualTo("content-type, x-amz-meta-by");
        assertThat(header(response, "access-control-expose-headers")).isEqualTo("ETag, x-amz-version-id");
        assertThat(header(response, "access-control-max-age")).isEqualTo("300");
        assertThat(header(response, "vary")).startsWith("Origin");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/open/k, https://evil.example, PUT, content-type",
        "/open/k, https://trusted.example, PUT, content-type",
        "/open/k, https://app.example.com.evil.example, PUT, content-type",
        "/open/k, http://app.example.com, PUT, content-type",
        "/open/k, https://app.example.com, DELETE, content-type",
        "/open/k, https://app.example.com, PUT, authorization",
        "/closed/k, https://app.example.com, PUT, content-type",
        "/nowhere/k, https://app.example.com, PUT, content-type",
        "/, https://app.example.com, GET, content-type"
    })
    void preflight_thatNoRuleAllows_isForbidden(String path, String origin, String method, String headers) {
        HttpResponse<String> response = preflight(path, origin, method, headers);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("<Code>AccessForbidden</Code>");
        assertNoCors(response);
    }

    @Test
    void options_thatIsNotAPreflight_isABadRequest() {
        assertThat(cloud.send(cloud.request("/open/k").method("OPTIONS", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void responses_toAnAllowedOrigin_mayBeRead() {
        HttpResponse<String> put = put("open", "k", APP, "text/plain");
        assertThat(put.statusCode()).isEqualTo(200);
        assertReadable(put);
        assertThat(put.headers().firstValue("etag")).isPresent();
        HttpResponse<String> got = get("open", "k", APP);
        assertThat(got.statusCode()).isEqualTo(200);
        assertReadable(got);
    }

    @Test
    void errors_toAnAllowedOrigin_mayBeRead() {
        HttpResponse<String> refused = put("open", "k", APP, "text/html");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertReadable(refused);
        HttpResponse<String> missing = get("open", "never", APP);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertReadable(missing);
        HttpResponse<String> anonymous =
                cloud.send(cloud.request("/open/k").header("origin", APP).GET());
        assertThat(anonymous.statusCode()).isEqualTo(403);
        assertReadable(anonymous);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example.com",
                "https://app.example.com.evil.example",
                "https://app.example.com:444",
                "https://app.example.com, https://evil.example",
                "HTTPS://APP.EXAMPLE.COM",
                "null",
                ""
            })
    void change_byAPageOfAnotherOrigin_isForbiddenAndHasVary(String origin) {
        HttpResponse<String> put = put("open", "of-another-origin", origin, "text/plain");
        assertThat(put.statusCode()).isEqualTo(403);
        assertThat(put.body()).contains("<Code>AccessForbidden</Code>");
        assertNoCors(put);
        assertThat(header(put, "vary")).startsWith("Origin");
        assertThat(s3.listObjectsV2(r -> r.bucket("open").prefix("of-another-origin"))
                        .contents())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /made-by-a-page, 403",
        "POST, /open?delete, 403",
        "POST, /open/k?uploads, 403",
        "DELETE, /open, 403",
        "DELETE, /open/k, 403",
        "PUT, /open?cors, 403",
        "PATCH, /open/k, 403",
        "GET, /open/k, 200",
        "HEAD, /open/k, 200",
        "GET, /, 200"
    })
    void signedRequest_byAPageOfAnotherOrigin_isForbiddenIfItChangesSomething(String method, String path, int status) {
        s3.putObject(r -> r.bucket("open").key("k"), RequestBody.fromString("body"));
        HttpResponse<String> response = cloud.send(signed(method, path).header("origin", "https://evil.example"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertNoCors(response);
        if (status == 403 && !method.equals("HEAD")) {
            assertThat(response.body()).contains("web page of another origin");
        }
        assertThat(s3.listBuckets().buckets()).hasSize(3);
        assertThat(s3.headObject(r -> r.bucket("open").key("k")).contentLength())
                .isEqualTo(4);
    }

    @Test
    void twoOrigins_areForbidden() {
        HttpRequest.Builder two =
                signed("PUT", "/open/two").header("origin", APP).header("origin", APP);
        assertThat(cloud.send(two).statusCode()).isEqualTo(403);
        assertThat(cloud.send(signed("PUT", "/open/two").header("origin", APP)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", APP, "null", ""})
    void sts_calledByAWebPage_isForbidden(String origin) {
        HttpResponse<String> response = cloud.send(callerIdentity().header("origin", origin));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("<Code>AccessDenied</Code>").doesNotContain(Cloud.ACCOUNT);
        assertNoCors(response);
        assertThat(cloud.send(callerIdentity()).body()).contains(Cloud.ACCOUNT);
    }

    @Test
    void responses_toEveryOrigin_doNotAllowCredentials() {
        put("public", "k", APP, "text/plain");
        HttpResponse<String> got = get("public", "k", "https://anybody.example");
        assertThat(header(got, "access-control-allow-origin")).isEqualTo("*");
        assertThat(got.headers().firstValue("access-control-allow-credentials")).isEmpty();
        HttpResponse<String> app = get("public", "k", APP);
        assertThat(header(app, "access-control-allow-origin")).isEqualTo(APP);
        assertThat(header(app, "access-control-allow-credentials")).isEqualTo("true");
    }

    @Test
    void responses_ofABucketWithoutCors_haveNoCorsHeaders() {
        HttpResponse<String> put = put("closed", "k", APP, "text/plain");
        assertThat(put.statusCode()).isEqualTo(403);
        assertNoCors(put);
        assertThat(put.headers().firstValue("vary")).isEmpty();
        assertNoCors(get("closed", "never", APP));
    }

    private static HttpResponse<String> preflight(String path, String origin, String method, String headers) {
        return cloud.send(cloud.request(path)
                .header("origin", origin)
                .header("access-control-request-method", method)
                .header("access-control-request-headers", headers)
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    /** The request without a body, signed with the keys of the user. */
    private static HttpRequest.Builder signed(String method, String path) {
        return sign(cloud.aws.s3Endpoint(), "s3", method, path, "");
    }

    private static HttpRequest.Builder callerIdentity() {
        return sign(cloud.aws.stsEndpoint(), "sts", "POST", "/", "Action=GetCallerIdentity&Version=2011-06-15");
    }

    private static HttpRequest.Builder sign(URI endpoint, String service, String method, String path, String body) {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .uri(URI.create(endpoint + path))
                .method(SdkHttpMethod.fromValue(method))
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(cloud.user())
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(body.getBytes(UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false))
                .request();
        HttpRequest.Builder sent =
                HttpRequest.newBuilder(signed.getUri()).method(method, BodyPublishers.ofString(body));
        signed.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                values.forEach(value -> sent.header(name, value));
            }
        });
        return sent;
    }

    private static HttpResponse<String> put(String bucket, String key, String origin, String type) {
        String url = cloud.presigner(cloud.user())
                .presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(r -> r.bucket(bucket).key(key).contentType("text/plain")))
                .url()
                .toString();
        return cloud.send(HttpRequest.newBuilder(URI.create(url))
                .header("origin", origin)
                .header("content-type", type)
                .PUT(BodyPublishers.ofString("body")));
    }

    private static HttpResponse<String> get(String bucket, String key, String origin) {
        String url = cloud.presigner(cloud.user())
                .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(r -> r.bucket(bucket).key(key)))
                .url()
                .toString();
        return cloud.send(
                HttpRequest.newBuilder(URI.create(url)).header("origin", origin).GET());
    }

    private static void assertReadable(HttpResponse<String> response) {
        assertThat(response.headers().allValues("access-control-allow-origin")).containsExactly(APP);
        assertThat(response.headers().allValues("access-control-expose-headers"))
                .containsExactly("ETag, x-amz-version-id");
        assertThat(response.headers().allValues("vary"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Origin");
    }

    private static void assertNoCors(HttpResponse<String> response) {
        assertThat(response.headers().map().keySet()).doesNotContainAnyElementsOf(CORS_HEADERS);
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
