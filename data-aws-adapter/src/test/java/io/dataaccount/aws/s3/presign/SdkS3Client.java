package io.dataaccount.aws.s3.presign;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.testing.TestAws;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where an S3 client of the SDK, in the environment of this process, sends an upload, and where our upload URL points.
 * The client is built with nothing but a region, a path style and an endpoint.
 */
final class SdkS3Client {
    private static final AccountSession SESSION =
            new AccountSession(TestAws.DATA, "a role", new Credentials("AKIATEST", "secret", null, null));
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "us-gov-west-1", "cn-north-1");
    private static final List<String> NAMES = List.of("my-data", "my.data");

    private SdkS3Client() {}

    /** Prints the targets that differ, and at last how many were compared. */
    public static void main(String[] arguments) {
        compare().forEach(System.out::println);
        System.out.println("compared");
    }

    /** One line for each difference. */
    static List<String> compare() {
        List<String> differences = new ArrayList<>();
        for (String region : REGIONS) {
            for (String name : NAMES) {
                for (boolean pathStyle : new boolean[] {false, true}) {
                    Bucket bucket = new Bucket(new BucketName(name), new Region(region));
                    String theirs = theirs(bucket, pathStyle, null);
                    String ours = ours(bucket, pathStyle, null);
                    if (!ours.equals(theirs)) {
                        differences.add("ours " + ours + " but the SDK's " + theirs);
                    }
                }
            }
        }
        return differences;
    }

    static String ours(Bucket bucket, boolean pathStyle, @Nullable URI endpoint) {
        try {
            URI url = URI.create(new S3UploadPresigner(endpoint, pathStyle)
                    .batch(SESSION, bucket, Instant.EPOCH, new UrlLifetime(60))
                    .sign(new Upload(new ObjectKey("a/k"), ContentType.OCTET_STREAM, UploadConditions.NONE))
                    .url());
            String scope = url.getRawQuery().replaceFirst(".*X-Amz-Credential=[^&]*?%2F[0-9]*%2F([^&]*)&.*", "$1");
            return url.toString().replaceAll("X-Amz-[^&]*&?", "").replaceFirst("[?&]$", "") + " "
                    + scope.replace("%2F", "/");
        } catch (DataException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
            return String.valueOf(requireNonNull(e.getCause()).getMessage());
        }
    }

    static String theirs(Bucket bucket, boolean pathStyle, @Nullable URI endpoint) {
        List<SdkHttpRequest> sent = new ArrayList<>();
        try (S3Client client = S3Client.builder()
                .httpClient(new NotSending(sent))
                .region(software.amazon.awssdk.regions.Region.of(bucket.region().value()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
                .endpointOverride(endpoint)
                .forcePathStyle(pathStyle)
                .build()) {
            client.putObject(put -> put.bucket(bucket.name().value()).key("a/k"), RequestBody.empty());
            String authorization =
                    sent.get(0).firstMatchingHeader("Authorization").orElseThrow();
            return sent.get(0).getUri() + " "
                    + authorization.replaceFirst(".*Credential=[^/]*/[0-9]*/([^,]*),.*", "$1");
        } catch (SdkClientException | IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private record NotSending(List<SdkHttpRequest> sent) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            sent.add(request.httpRequest());
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(InputStream.nullInputStream()))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
