package io.dataaccount.testkit.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.IoUtils;

/** Sends requests that no client of the SDK sends, signed with the SDK's signer. */
final class SignedRequests {
    /** How a request is signed and its body is sent. */
    enum Payload {
        /** The header has the signature, and the hash of the body is signed. */
        SIGNED,
        /** The header has the signature, and {@code UNSIGNED-PAYLOAD} stands for the hash. */
        UNSIGNED,
        /** {@code STREAMING-AWS4-HMAC-SHA256-PAYLOAD}. */
        SIGNED_CHUNKS,
        /** {@code STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER}. */
        SIGNED_CHUNKS_WITH_TRAILER,
        /** {@code STREAMING-UNSIGNED-PAYLOAD-TRAILER}. */
        CHUNKS_WITH_TRAILER,
        /** The query has the signature. */
        PRESIGNED
    }

    /** Headers that the JDK's client sets itself. */
    private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length");

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final AwsCredentialsIdentity credentials;

    SignedRequests(URI endpoint, AwsCredentialsIdentity credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /** Sends a request with the checksum that S3 requires for some documents. */
    HttpResponse<String> send(String method, String path, String contentType, String body, Payload payload) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", contentType);
        if (path.endsWith("?delete") || path.endsWith("?tagging")) {
            SdkChecksum checksum = SdkChecksum.forAlgorithm(DefaultChecksumAlgorithm.CRC32);
            checksum.update(body.getBytes(UTF_8));
            headers.put("x-amz-checksum-crc32", BinaryUtils.toBase64(checksum.getChecksumBytes()));
        }
        boolean document = method.equals("POST");
        return switch (payload) {
            case PRESIGNED -> sendPresigned(method, path, headers, Map.of(), body);
            case SIGNED -> sign(method, path, headers, body, true, any -> {});
            case UNSIGNED -> sign(method, path, headers, body, false, any -> {});
            // no client sends documents in chunks
            case SIGNED_CHUNKS -> sign(method, path, headers, body, true, document ? any -> {} : chunks(false));
            case SIGNED_CHUNKS_WITH_TRAILER ->
                sign(method, path, headers, body, true, document ? any -> {} : chunks(true));
            case CHUNKS_WITH_TRAILER -> sign(method, path, headers, body, false, document ? any -> {} : chunks(true));
        };
    }

    /** Sends a presigned request with headers that the URL signs and headers that it does not sign. */
    HttpResponse<String> sendPresigned(
            String method, String path, Map<String, String> signed, Map<String, String> unsigned, String body) {
        SignedRequest request = signer.sign(of(
                method,
                path,
                signed,
                body,
                false,
                change -> change.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5))));
        Map<String, String> headers = new TreeMap<>(signed);
        headers.putAll(unsigned);
        return send(request.request(), headers, body.getBytes(UTF_8));
    }

    private static Consumer<SignRequest.Builder<AwsCredentialsIdentity>> chunks(boolean trailer) {
        return change -> {
            change.putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true);
            if (trailer) {
                change.putProperty(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
            }
        };
    }

    private HttpResponse<String> sign(
            String method,
            String path,
            Map<String, String> headers,
            String body,
            boolean payloadSigned,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> change) {
        SignedRequest signed = signer.sign(of(method, path, headers, body, payloadSigned, change));
        byte[] sent = signed.payload().map(SignedRequests::bytes).orElseThrow();
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        signed.request().forEachHeader((name, values) -> all.put(name, values.get(0)));
        return send(signed.request(), all, sent);
    }

    private SignRequest<AwsCredentialsIdentity> of(
            String method,
            String path,
            Map<String, String> headers,
            String body,
            boolean payloadSigned,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> change) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(URI.create(endpoint + path))
                // over HTTP the signer always signs the body
                .protocol("https");
        headers.forEach(request::putHeader);
        SignRequest.Builder<AwsCredentialsIdentity> sign = SignRequest.builder(credentials)
                .request(request.build())
                .payload(ContentStreamProvider.fromUtf8String(body))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, payloadSigned);
        change.accept(sign);
        return sign.build();
    }

    private HttpResponse<String> send(SdkHttpRequest signed, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(signed.getUri().toString().replaceFirst("^https", "http")))
                .method(signed.method().name(), BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> {
            if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, value);
            }
        });
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no response", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static byte[] bytes(ContentStreamProvider content) {
        try {
            return IoUtils.toByteArray(content.newStream());
        } catch (IOException e) {
            throw new AssertionError("cannot read the signed body", e);
        }
    }
}
