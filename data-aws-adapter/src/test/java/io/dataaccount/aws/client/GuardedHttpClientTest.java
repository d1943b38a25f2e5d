package io.dataaccount.aws.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.dynamodb.DynamoDbUsecaseRepository;
import io.dataaccount.aws.s3.S3BucketStore;
import io.dataaccount.aws.sdk.ForeignResponseException;
import io.dataaccount.aws.sts.StsCredentialResolver;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.usecase.UsecaseId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;

class GuardedHttpClientTest {
    private static final Credentials OWN = new Credentials("AKIAEXAMPLE", "secret", null, null);
    private static final AccountSession ACCESS = new AccountSession(new AccountId("444455556666"), "a role", OWN);
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), Region.US_EAST_1);
    private static final URI SERVER = URI.create("http://localhost");

    private final AtomicInteger aborted = new AtomicInteger();

    /** Never ends. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            Arrays.fill(bytes, offset, offset + length, (byte) 'x');
            return length;
        }
    }

    private interface Reaction {
        HttpExecuteResponse call() throws IOException;
    }

    private static SdkHttpClient client(Reaction reaction) {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        return reaction.call();
                    }

                    @Override
                    public void abort() {}
                };
            }

            @Override
            public void close() {}
        };
    }

    private HttpExecuteResponse response(int status, String encoding, InputStream body) {
        SdkHttpFullResponse.Builder head = SdkHttpFullResponse.builder().statusCode(status);
        if (!encoding.isEmpty()) {
            head.putHeader("Content-Encoding", encoding);
        }
        return HttpExecuteResponse.builder()
                .response(head.build())
                .responseBody(AbortableInputStream.create(body, aborted::incrementAndGet))
                .build();
    }

    private static HttpExecuteResponse call(SdkHttpClient http) throws IOException {
        return new GuardedHttpClient(http)
                .prepareRequest(HttpExecuteRequest.builder()
                        .request(SdkHttpFullRequest.builder()
                                .uri(URI.create("https://s3.example/"))
                                .method(SdkHttpMethod.GET)
                                .build())
                        .build())
                .call();
    }

    @ParameterizedTest
    @CsvSource({"'', 8388608", "gzip, 65536"})
    void body_isReadToTheLimit_andNotFurther(String encoding, int max) throws IOException {
        InputStream allowed = call(client(() -> response(200, encoding, new ByteArrayInputStream(new byte[max]))))
                .responseBody()
                .orElseThrow();
        assertThat(allowed.readAllBytes()).hasSize(max);
        InputStream endless = call(client(() -> response(200, encoding, new Endless())))
                .responseBody()
                .orElseThrow();
        assertThatThrownBy(endless::readAllBytes).hasRootCauseInstanceOf(ForeignResponseException.class);
        assertThat(aborted).hasValue(1);
    }

    @Test
    void endlessResponseOfS3_isNamed() {
        byte[] beginning = "<ListBucketResult><Name>".getBytes(UTF_8);
        SdkHttpClient http = client(
                () -> response(200, "", new SequenceInputStream(new ByteArrayInputStream(beginning), new Endless())));
        assertThat(listing(http))
                .hasMessageContaining("my-data' in account 444455556666 has a body of more than 8388608");
        assertThat(listing(client(() -> response(400, "", new Endless()))))
                .hasMessageContaining("S3 returned HTTP status 400, no error code");
    }

    @Test
    void endlessResponseOfSts_isNamed() {
        byte[] beginning = "<GetCallerIdentityResponse><Name>".getBytes(UTF_8);
        SdkHttpClient http = client(
                () -> response(200, "", new SequenceInputStream(new ByteArrayInputStream(beginning), new Endless())));
        try (AwsClients clients = clients(http)) {
            StsCredentialResolver resolver = new StsCredentialResolver(clients.sts(), clients.ownCredentials());
            DataException refusal = catchThrowableOfType(DataException.class, resolver::ownAccount);
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(refusal.detail())
                    .startsWith("The STS response has a body of more than 8388608 bytes")
                    .contains("STS endpoint");
        }
    }

    @Test
    void endlessResponseOfDynamoDb_isNamed() {
        byte[] beginning = "{\"Item\":{\"usecase_id\":{\"S\":\"".getBytes(UTF_8);
        SdkHttpClient http = client(
                () -> response(200, "", new SequenceInputStream(new ByteArrayInputStream(beginning), new Endless())));
        try (AwsClients clients = clients(http)) {
            DynamoDbUsecaseRepository table = new DynamoDbUsecaseRepository(clients.dynamoDb(), "usecases", "roles");
            assertThatThrownBy(() -> table.find(UsecaseId.random()))
                    .hasMessageContaining("table 'usecases' has a body of more than 8388608 bytes");
        }
    }

    private static DataException listing(SdkHttpClient http) {
        try (AwsClients clients = clients(http)) {
            S3BucketStore store = new S3BucketStore(clients.s3(), Region.US_EAST_1);
            DataException refusal = catchThrowableOfType(
                    DataException.class,
                    () -> store.list(ACCESS, BUCKET, Prefix.ROOT, PageRequest.first(PageSize.MAX)));
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            return refusal;
        }
    }

    private static AwsClients clients(SdkHttpClient http) {
        return new AwsClients(
                AwsConfig.in(Region.US_EAST_1, List.of()).onServers(SERVER, SERVER, OWN), AwsObserver.NONE, http);
    }

    @ParameterizedTest
    @CsvSource({"200", "400"})
    void endlessResponsesOfStsAndDynamoDb_endTheCall(int status) {
        try (AwsClients clients = clients(client(() -> response(status, "", new Endless())))) {
            StsClient sts = clients.sts();
            DynamoDbClient dynamoDb = clients.dynamoDb();
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(SdkException.class);
            assertThatThrownBy(() -> dynamoDb.listTables()).isInstanceOf(SdkException.class);
        }
    }

    @Test
    void endlessInterimResponses_areAnIoException() {
        assertThatThrownBy(() -> call(client(() -> {
                    throw new StackOverflowError();
                })))
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusedCertificate_isNamedWithItsHost() {
        IOException failure = new SSLHandshakeException("PKIX");
        failure.initCause(new CertPathBuilderException("no path"));
        SdkHttpClient http = client(() -> {
            throw new UncheckedIOException(failure);
        });
        assertThatThrownBy(() -> call(http)).hasMessageContaining("received for s3.example is not trusted");
        assertThat(listing(http))
                .hasMessageContaining("There is no connection to S3. The certificate that was received for ")
                .hasMessageContaining("AWS_CA_BUNDLE");
    }
}
