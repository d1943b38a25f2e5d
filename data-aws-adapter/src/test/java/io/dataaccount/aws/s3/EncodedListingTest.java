package io.dataaccount.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.page.PageToken;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Listings from different servers. A key is decoded exactly once, and only if the response says that it is encoded.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
class EncodedListingTest {
    private static final AccountSession ACCESS = ScriptedS3.ACCESS;
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), Region.US_EAST_1);

    private final List<SdkHttpRequest> requests = new ArrayList<>();

    @Test
    void everyListing_asksForEncodedKeys() {
        S3BucketStore store = store(200, listing("<EncodingType>url</EncodingType>", "", "n/a"));
        list(store, null);
        store.isEmpty(ACCESS, BUCKET);
        assertThat(requests)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.firstMatchingRawQueryParameter("encoding-type"))
                        .contains("url"));
    }

    @Test
    void encodedKeys_areDecodedOnce() {
        S3BucketStore store = store(
                200,
                listing(
                        "<EncodingType>url</EncodingType><Delimiter>%2F</Delimiter>",
                        "n/%EF%BF%BF+%252F/",
                        "n/a%252Fb",
                        "n/a%2Bb",
                        "n/a+b",
                        "n/a%20b",
                        "n/%01%7F%C2%85",
                        "n/%EF%BF%BE%F0%9F%98%80"));
        FolderPage page = list(store, null);
        assertThat(page.folders()).containsExactly("n/\uffff %2F/");
        assertThat(page.files())
                .extracting(FileSummary::key)
                .containsExactly("n/a%2Fb", "n/a+b", "n/a b", "n/a b", "n/\u0001\u007f\u0085", "n/\ufffe\ud83d\ude00");
    }

    @Test
    void keysOfAServerThatIgnoresTheParameter_stayAsTheyAre() {
        FolderPage page =
                list(store(200, listing("", "n/a%2Fb+c d/", "n/a%2Fb", "n/a+b", "n/a b", "n/%zz", "n/&amp;")), null);
        assertThat(page.folders()).containsExactly("n/a%2Fb+c d/");
        assertThat(page.files())
                .extracting(FileSummary::key)
                .containsExactly("n/a%2Fb", "n/a+b", "n/a b", "n/%zz", "n/&");
    }

    /** Prefixes that would be changed if they were normalised like paths. */
    @Test
    void prefixOfOddSegments_isSentAsItIs() {
        for (String prefix : List.of("/", "a//", "./", "a/./b/", "..//", "team-1/../team-2/")) {
            requests.clear();
            S3BucketStore store = store(200, listing("", prefix + "sub/", prefix + "a.txt"));
            FolderPage page = store.list(ACCESS, BUCKET, new Prefix(prefix), PageRequest.first(PageSize.MAX));
            assertThat(page.folders()).containsExactly(prefix + "sub/");
            assertThat(page.files()).extracting(FileSummary::key).containsExactly(prefix + "a.txt");
            assertThat(requests)
                    .singleElement()
                    .satisfies(sent -> assertThat(sent.firstMatchingRawQueryParameter("prefix"))
                            .contains(prefix))
                    .satisfies(sent -> assertThat(sent.getUri().getRawQuery())
                            .contains("prefix=" + URLEncoder.encode(prefix, UTF_8)));
        }
    }

    @Test
    void entriesElsewhere_ofAServerThatNormalisesThePrefix_areNotShown() {
        Prefix folder = new Prefix("team-1/../team-2/");
        for (S3BucketStore store :
                List.of(store(200, listing("", "", "team-2/a.txt")), store(200, listing("", "team-2/sub/")))) {
            DataException refusal = catchThrowableOfType(
                    DataException.class, () -> store.list(ACCESS, BUCKET, folder, PageRequest.first(PageSize.MAX)));
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(refusal.detail()).contains("do not begin with the prefix");
        }
    }

    /** S3 does not encode tokens, and expects them back unchanged. */
    @Test
    void tokens_areNeitherEncodedNorDecoded() {
        String token = "1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J%2Fwm36+Hy4vbOwM=";
        S3BucketStore store = store(
                200,
                listing(
                        "<EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>" + token
                                + "</NextContinuationToken>",
                        "",
                        "n/a"));
        list(store, list(store, null).nextToken());
        assertThat(requests.get(1).firstMatchingRawQueryParameter("continuation-token"))
                .contains(token);
    }

    @Test
    void encodingThatIsBroken_isTheServersFaultAndNotOurs() {
        DataException refusal = catchThrowableOfType(
                DataException.class,
                () -> list(store(200, listing("<EncodingType>url</EncodingType>", "", "n/%zz")), null));
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void tokenThatS3Refuses_isTheCallersFault() {
        S3BucketStore store = store(200, listing("<NextContinuationToken>abc</NextContinuationToken>", "", "n/a"));
        PageToken token = list(store, null).nextToken();
        for (String code : List.of("InvalidArgument", "InvalidToken")) {
            DataException refusal = catchThrowableOfType(
                    DataException.class,
                    () -> list(store(400, "<Error><Code>" + code + "</Code><Message>m</Message></Error>"), token));
            assertThat(refusal.code())
                    .as(code)
                    .isEqualTo(code.equals("InvalidArgument") ? ErrorCode.INVALID_INPUT : ErrorCode.UNAVAILABLE);
        }
    }

    private static FolderPage list(S3BucketStore store, @Nullable PageToken token) {
        return store.list(ACCESS, BUCKET, new Prefix("n/"), new PageRequest(PageSize.MAX, token));
    }

    private static String listing(String head, String folder, String... keys) {
        StringBuilder xml = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult"
                        + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>my-data</Name><Prefix>n/</Prefix><MaxKeys>1000</MaxKeys>");
        xml.append(head);
        Arrays.stream(keys)
                .forEach(
                        key -> xml.append("<Contents><Key>")
                                .append(key)
                                .append(
                                        "</Key><LastModified>2026-11-29T06:00:00.000Z</LastModified><Size>1</Size></Contents>"));
        if (!folder.isEmpty()) {
            xml.append("<CommonPrefixes><Prefix>").append(folder).append("</Prefix></CommonPrefixes>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    private S3BucketStore store(int status, String body) {
        SdkHttpClient http = new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                requests.add(request.httpRequest());
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() {
                        return HttpExecuteResponse.builder()
                                .response(SdkHttpFullResponse.builder()
                                        .statusCode(status)
                                        .putHeader("Content-Type", "application/xml")
                                        .build())
                                .responseBody(
                                        AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))))
                                .build();
                    }

                    @Override
                    public void abort() {}
                };
            }

            @Override
            public void close() {}
        };
        return new S3BucketStore(new S3Clients(http, URI.create("http://localhost"), true), Region.US_EAST_1);
    }
}
