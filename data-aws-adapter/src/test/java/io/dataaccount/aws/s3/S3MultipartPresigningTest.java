package io.dataaccount.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.s3.presign.S3UploadPresigner;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PartNumber;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.UploadId;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.port.UploadPresigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3MultipartPresigningTest {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    private static final Region IRELAND = new Region("eu-west-1");
    private static final UrlLifetime HOUR = new UrlLifetime(3600);
    private static final ContentType TYPE = new ContentType("video/mp4");
    private static final byte[] FIRST =
            "a".repeat(5 << 20).getBytes(UTF_8); // the minimum size of a part except the last
    private static final byte[] SECOND = "b".getBytes(UTF_8);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void parts_sentAndCompleted_areTheObject() {
        Bucket bucket = S3.newBucket(IRELAND);
        ObjectKey key = new ObjectKey("raw/film é.mp4");
        UploadId id = begin(bucket, key);
        String first = send(bucket, part(key, id, 1), FIRST)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        String second = send(bucket, part(key, id, 2), SECOND)
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        String listed = send(bucket, new MultipartRequest.ListParts(key, id), new byte[0])
                .body();
        assertThat(listed).contains("<PartNumber>1</PartNumber>", "<PartNumber>2</PartNumber>");

        HttpResponse<String> completed =
                send(bucket, new MultipartRequest.Complete(key, id, false), completion(List.of(first, second)));
        assertThat(completed.statusCode()).isEqualTo(200);
        byte[] stored = S3.at(IRELAND)
                .getObjectAsBytes(request ->
                        request.bucket(bucket.name().value()).key(key.value()).overrideConfiguration(S3.as()))
                .asByteArray();
        assertThat(stored)
                .hasSize(FIRST.length + 1)
                .startsWith(new byte[] {'a'})
                .endsWith(SECOND);
    }

    @Test
    void complete_overWhatIsThere_isRefusedUnlessItMay() {
        Bucket bucket = S3.newBucket(IRELAND);
        ObjectKey key = new ObjectKey("film.mp4");
        upload(bucket, key, true);
        assertThat(upload(bucket, key, false).statusCode()).isEqualTo(412);
        assertThat(upload(bucket, key, true).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> upload(Bucket bucket, ObjectKey key, boolean overwrite) {
        UploadId id = begin(bucket, key);
        String etag = send(bucket, part(key, id, 1), SECOND)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        return send(bucket, new MultipartRequest.Complete(key, id, overwrite), completion(List.of(etag)));
    }

    @Test
    void abort_forgetsTheParts() {
        Bucket bucket = S3.newBucket(IRELAND);
        ObjectKey key = new ObjectKey("film.mp4");
        UploadId id = begin(bucket, key);
        send(bucket, part(key, id, 1), SECOND);
        assertThat(send(bucket, new MultipartRequest.Abort(key, id), new byte[0])
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(bucket, new MultipartRequest.ListParts(key, id), new byte[0])
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void urlOfAPart_isForThatPartAlone() {
        Bucket bucket = S3.newBucket(IRELAND);
        ObjectKey key = new ObjectKey("film.mp4");
        UploadId id = begin(bucket, key);
        PresignedUpload signed = batch(bucket).sign(part(key, id, 1));
        PresignedUpload other = new PresignedUpload(
                signed.url().replace("partNumber=1", "partNumber=2"), signed.method(), signed.headers());
        assertThat(send(other, SECOND).statusCode()).isEqualTo(403);
    }

    private static MultipartRequest part(ObjectKey key, UploadId id, int number) {
        return new MultipartRequest.UploadPart(key, id, new PartNumber(number));
    }

    private static byte[] completion(List<String> etags) {
        StringBuilder xml = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < etags.size(); i++) {
            xml.append("<Part><PartNumber>")
                    .append(i + 1)
                    .append("</PartNumber><ETag>")
                    .append(etags.get(i))
                    .append("</ETag></Part>");
        }
        return xml.append("</CompleteMultipartUpload>").toString().getBytes(UTF_8);
    }

    private UploadId begin(Bucket bucket, ObjectKey key) {
        String answer = send(bucket, new MultipartRequest.Create(key, TYPE), new byte[0])
                .body();
        Matcher id = Pattern.compile("<UploadId>(.+)</UploadId>").matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        return new UploadId(id.group(1));
    }

    private HttpResponse<String> send(Bucket bucket, MultipartRequest call, byte[] body) {
        return send(batch(bucket).sign(call), body);
    }

    private static UploadPresigner.Batch batch(Bucket bucket) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        return new S3UploadPresigner(S3.aws().s3Endpoint(), true).batch(S3.session(), bucket, now, HOUR);
    }

    private HttpResponse<String> send(PresignedUpload signed, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(signed.url()))
                .method(signed.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        signed.headers().forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
