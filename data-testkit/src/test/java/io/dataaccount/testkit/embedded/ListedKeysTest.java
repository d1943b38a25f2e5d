package io.dataaccount.testkit.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.testkit.embedded.SignedRequests.Payload;
import java.io.StringReader;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keys may have characters that XML 1.0 cannot represent. With {@code encoding-type=url} S3 percent-encodes them; without
 * it S3 writes a character reference, which XML 1.0 does not allow either, so that most parsers refuse the page.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">encoding-type</a>
 * @see <a href="https://www.w3.org/TR/xml/#charsets">Characters of XML 1.0</a>
 */
class ListedKeysTest {
    private static final String SPECIAL = IntStream.rangeClosed(1, 31)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            + "\u007f\u0085\u2028\uFFFD\uFFFE\uFFFF<>&\"'+% ~ü";

    private final Cloud cloud;
    private final S3Client s3;
    private final SignedRequests requests;
    private final List<String> keys = SPECIAL.chars()
            .mapToObj(c -> "boto/a" + (char) c + "b/c" + (char) c + ".txt")
            .sorted()
            .toList();

    ListedKeysTest(@TempDir Path directory) {
        cloud = new Cloud(directory);
        s3 = cloud.s3();
        s3.createBucket(r -> r.bucket("data"));
        requests = new SignedRequests(cloud.aws.s3Endpoint(), cloud.user());
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void pages_ofTheSdk_haveEveryKeyOnce(int size) {
        putAll();
        assertThat(s3.listObjectsV2Paginator(r ->
                                r.bucket("data").encodingType(EncodingType.URL).maxKeys(size))
                        .contents())
                .extracting(S3Object::key)
                .containsExactlyElementsOf(keys);
        assertThat(s3.listObjectVersionsPaginator(r ->
                                r.bucket("data").encodingType(EncodingType.URL).maxKeys(size))
                        .versions())
                .extracting(ObjectVersion::key)
                .containsExactlyElementsOf(keys);
        assertThat(s3.listObjectsV2Paginator(r -> r.bucket("data")
                                .encodingType(EncodingType.URL)
                                .prefix("boto/")
                                .delimiter("/")
                                .maxKeys(size))
                        .commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactlyElementsOf(folders());
        assertThat(markers("prefix=&max-keys=" + size, "Key")).containsExactlyElementsOf(keys);
        assertThat(markers("prefix=boto/&delimiter=/&max-keys=" + size, "Prefix"))
                .containsExactlyElementsOf(folders());
    }

    @Test
    void pagesOfUploads_haveEveryKeyOnce() {
        keys.forEach(key -> requests.send("POST", path(key) + "?uploads", "text/plain", "", Payload.SIGNED));
        List<String> seen = new ArrayList<>();
        String key = null;
        String id = null;
        do {
            String fromKey = key;
            String fromId = id;
            ListMultipartUploadsResponse page = s3.listMultipartUploads(r -> r.bucket("data")
                    .encodingType(EncodingType.URL)
                    .maxUploads(3)
                    .keyMarker(fromKey)
                    .uploadIdMarker(fromId));
            page.uploads().stream().map(MultipartUpload::key).forEach(seen::add);
            key = page.isTruncated() ? page.nextKeyMarker() : null;
            id = page.nextUploadIdMarker();
        } while (key != null);
        assertThat(seen).containsExactlyElementsOf(keys);
    }

    /** Every parameter that the response repeats is encoded as the keys are. */
    @Test
    void page_withUrlEncoding_isXml() throws Exception {
        putAll();
        String nasty = URLEncoder.encode("boto/a\u0001b/", UTF_8);
        for (String query : List.of(
                "list-type=2&prefix=" + nasty + "&delimiter=/&start-after=" + nasty,
                "list-type=2&prefix=" + nasty + "%00&delimiter=/&start-after=%00",
                "prefix=" + nasty + "&marker=" + nasty,
                "versions&prefix=" + nasty + "&key-marker=" + nasty,
                "uploads&prefix=" + nasty + "&key-marker=" + nasty)) {
            String body = list(query + "&encoding-type=url");
            assertThat(body).contains("<EncodingType>url</EncodingType>", "<Prefix>boto/a%01b/");
            assertThat(body.chars().filter(c -> (c < ' ' && c != '\n') || c > '~'))
                    .as(body)
                    .isEmpty();
            assertThat(names(body, query.startsWith("uploads") ? "Bucket" : "Name"))
                    .containsExactly("data");
        }
    }

    @Test
    void page_withoutEncoding_hasCharacterReferences() throws Exception {
        for (String key : keys) {
            s3.putObject(r -> r.bucket("data").key(key), RequestBody.fromString("v"));
            for (String query : List.of("list-type=2", "prefix=", "versions")) {
                String body = list(query);
                int character = key.charAt("boto/a".length());
                assertThat(body.chars().filter(c -> !isXml(c))).as(query).isEmpty();
                if (isXml(character)) {
                    assertThat(names(body, "Key")).as(query).containsExactly(key);
                } else {
                    String reference = "&#x" + Integer.toHexString(character) + ";";
                    assertThat(body).contains("<Key>boto/a" + reference + "b/c" + reference + ".txt</Key>");
                    assertThatThrownBy(() -> names(body, "Key")).isInstanceOf(SAXParseException.class);
                }
            }
            s3.deleteObject(r -> r.bucket("data").key(key));
        }
    }

    /** S3 refuses a document with such a reference. */
    @Test
    void deleteObjects_withACharacterReference_isMalformed() {
        putAll();
        for (String text : List.of("boto/a&#x1;b/c&#x1;.txt", "boto/a\u0001b/c\u0001.txt")) {
            HttpResponse<String> response = requests.send(
                    "POST",
                    "/data?delete",
                    "application/xml",
                    "<Delete><Object><Key>" + text + "</Key></Object></Delete>",
                    Payload.SIGNED);
            assertThat(response.body()).contains("<Code>MalformedXML</Code>");
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void parameter_thatS3Refuses_isRefused() {
        for (String query : List.of(
                "list-type=2&encoding-type=base64",
                "encoding-type=",
                "versions&encoding-type=URL",
                "uploads&encoding-type=none",
                "versions&key-marker=a&version-id-marker=%01",
                "uploads&key-marker=a&upload-id-marker=%01",
                "list-type=2&continuation-token=%01",
                "list-type=2&continuation-token=boto%2Fa")) {
            HttpResponse<String> response = requests.send("GET", "/data?" + query, "text/plain", "", Payload.SIGNED);
            assertThat(response.body()).contains("<Code>InvalidArgument</Code>");
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    private void putAll() {
        keys.forEach(key -> s3.putObject(r -> r.bucket("data").key(key), RequestBody.fromString("v")));
    }

    private List<String> folders() {
        return keys.stream()
                .map(key -> key.substring(0, key.indexOf('/', "boto/".length()) + 1))
                .toList();
    }

    /** The names on all pages of ListObjects (version 1), by {@code NextMarker}. */
    private List<String> markers(String query, String element) {
        List<String> seen = new ArrayList<>();
        String marker = "";
        while (true) {
            String body = list(query + "&encoding-type=url&marker=" + URLEncoder.encode(marker, UTF_8));
            Stream.of(body.replaceFirst("(?s).*?<IsTruncated>", "").split("<" + element + ">", -1))
                    .skip(1)
                    .map(part -> URLDecoder.decode(part.substring(0, part.indexOf('<')), UTF_8))
                    .forEach(seen::add);
            var next = Pattern.compile("<NextMarker>([^<]+)</NextMarker>").matcher(body);
            if (!next.find()) {
                return seen;
            }
            marker = URLDecoder.decode(next.group(1), UTF_8);
        }
    }

    private String list(String query) {
        HttpResponse<String> response = requests.send("GET", "/data?" + query, "text/plain", "", Payload.SIGNED);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String path(String key) {
        return "/data/" + URLEncoder.encode(key, UTF_8).replace("+", "%20").replace("%2F", "/");
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c < 0xFFFE);
    }

    private static List<String> names(String xml, String element) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler((ErrorHandler) null);
        Element root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        var found = root.getElementsByTagName(element);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Node::getTextContent)
                .toList();
    }
}
