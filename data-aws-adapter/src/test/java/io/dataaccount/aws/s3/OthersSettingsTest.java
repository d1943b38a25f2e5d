package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/** Settings of others on a bucket stay unchanged when ours are added. */
class OthersSettingsTest {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final BucketSetting POLICY = new BucketSetting.DenyInsecureTransport();

    private Bucket bucket = new Bucket(TestS3.randomName(), TestS3.IRELAND);

    @BeforeEach
    void makeBucket() {
        bucket = S3.newBucket(TestS3.IRELAND);
    }

    @Test
    void policy_keepsStatementsAndElementsOfOthers() throws JsonProcessingException {
        String theirs = """
                {"Version":"2008-10-17","Id":"their \\u00e9 \\"id\\"","Statement":[
                  {"Sid":"A","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root"]},
                   "Action":["s3:GetObject"],"Resource":"arn:aws:s3:::NAME/*",
                   "Condition":{"NumericLessThan":{"s3:max-keys":12345678901234567890},
                                "Bool":{"aws:ViaAWSService":true},"Null":{"aws:x":null}}},
                  {"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:user/a"},"NotAction":"s3:*",
                   "NotResource":["arn:aws:s3:::NAME"],"Condition":{}}]}""".replace("NAME", bucket.name().value());
        putPolicy(theirs);
        assertThat(apply(POLICY)).isTrue();
        JsonNode merged = policy();
        assertThat(merged.get("Version")).isEqualTo(JSON.readTree(theirs).get("Version"));
        assertThat(merged.get("Id")).isEqualTo(JSON.readTree(theirs).get("Id"));
        List<JsonNode> statements = list(merged.get("Statement"));
        assertThat(statements).hasSize(3);
        assertThat(statements.subList(0, 2))
                .isEqualTo(list(JSON.readTree(theirs).get("Statement")));
        assertThat(statements.get(2).get("Sid").textValue()).isEqualTo(SecureTransportPolicy.SID);
        assertThat(statements.get(2).get("Effect").textValue()).isEqualTo("Deny");
        assertThat(apply(POLICY)).isFalse();
    }

    @Test
    void policy_ofOneStatementWithoutAList_keepsIt() throws JsonProcessingException {
        putPolicy("""
                {"Statement":{"Sid":"Only","Effect":"Deny","Principal":"*","Action":"s3:DeleteBucket","Resource":"*"}}""");
        assertThat(apply(POLICY)).isTrue();
        assertThat(list(policy().get("Statement")))
                .extracting(statement -> statement.get("Sid").textValue())
                .containsExactly("Only", SecureTransportPolicy.SID);
    }

    @Test
    void policy_withOurStatementSpoiled_isMended() throws JsonProcessingException {
        apply(POLICY);
        JsonNode wanted = policy();
        putPolicy(wanted.toString().replace("Deny\"", "Allow\"").replace("\"*\"", "{\"AWS\":\"111122223333\"}"));
        assertThat(apply(POLICY)).isTrue();
        assertThat(policy()).isEqualTo(wanted);
    }

    @Test
    void tags_ofOthers_stay() {
        s3().putBucketTagging(request -> request.bucket(name())
                .tagging(tagging -> tagging.tagSet(tag("team", "vision & co <1>"), tag("usecase_id", "old")))
                .overrideConfiguration(as()));
        apply(new BucketSetting.Tags(Map.of("usecase_id", "uc-1", "dda-portal:managed", "true")));
        assertThat(s3().getBucketTagging(request -> request.bucket(name()).overrideConfiguration(as()))
                        .tagSet())
                .containsExactlyInAnyOrder(
                        tag("team", "vision & co <1>"), tag("usecase_id", "uc-1"), tag("dda-portal:managed", "true"));
    }

    @Test
    void corsRules_ofOthers_stayWhileOursChanges() {
        CORSRule unnamed = CORSRule.builder()
                .allowedMethods("GET")
                .allowedOrigins("*")
                .maxAgeSeconds(5)
                .build();
        CORSRule named = CORSRule.builder()
                .id("theirs")
                .allowedMethods("DELETE")
                .allowedOrigins("https://*.example.org")
                .allowedHeaders("x-a")
                .exposeHeaders("x-b")
                .build();
        s3().putBucketCors(request -> request.bucket(name())
                .corsConfiguration(cors -> cors.corsRules(unnamed, named))
                .overrideConfiguration(as()));
        apply(cors("https://a.example.com"));
        apply(cors("https://a.example.com", "https://b.example.com"));
        List<CORSRule> rules = s3().getBucketCors(
                        request -> request.bucket(name()).overrideConfiguration(as()))
                .corsRules();
        assertThat(rules).hasSize(3).startsWith(unnamed, named);
        assertThat(rules.get(2).allowedOrigins()).containsExactly("https://a.example.com", "https://b.example.com");
        assertThat(rules.get(2).allowedMethods()).containsExactlyInAnyOrder("PUT", "GET", "HEAD", "POST", "DELETE");
        assertThat(rules.get(2).exposeHeaders()).contains("ETag", "x-amz-checksum-sha256");
    }

    /** Each rule of others, whether it must stand behind ours, and whether ours then exposes the headers of an upload. */
    private enum Theirs {
        EVERY_ORIGIN(true, rule -> rule.allowedOrigins("*").allowedMethods("PUT")),
        EVERY_ORIGIN_AND_HEADER(
                true,
                rule -> rule.allowedOrigins("*").allowedMethods("GET", "PUT").allowedHeaders("*")),
        PATTERN(true, rule -> rule.allowedOrigins("https://*.example.com").allowedMethods("PUT")),
        PATTERN_OF_PORT(
                true, rule -> rule.allowedOrigins("https://b.example.com*").allowedMethods("PUT", "POST")),
        EXACT(
                true,
                rule -> rule.allowedOrigins("https://x.example", "https://b.example.com")
                        .allowedMethods("PUT")),
        ETAG_ONLY(true, rule -> rule.allowedOrigins("*").allowedMethods("PUT").exposeHeaders("ETag")),
        OTHER_METHODS(false, rule -> rule.allowedOrigins("*").allowedMethods("GET", "HEAD", "POST", "DELETE")),
        OTHER_ORIGIN(false, rule -> rule.allowedOrigins("https://c.example.com").allowedMethods("PUT")),
        OTHER_SCHEME(false, rule -> rule.allowedOrigins("http://*.example.com").allowedMethods("PUT")),
        EXPOSES_ALL(
                false,
                rule -> rule.allowedOrigins("*")
                        .allowedMethods("PUT")
                        .exposeHeaders(
                                "etag",
                                "X-Amz-Checksum-CRC32",
                                "x-amz-checksum-crc32c",
                                "x-amz-checksum-crc64nvme",
                                "x-amz-checksum-sha1",
                                "x-amz-checksum-sha256"));

        private final boolean shadows;
        private final CORSRule rule;

        Theirs(boolean shadows, Consumer<CORSRule.Builder> rule) {
            this.shadows = shadows;
            this.rule = CORSRule.builder().id(name()).applyMutation(rule).build();
        }
    }

    /** S3 answers by the first rule that matches. */
    @TestFactory
    Stream<DynamicTest> corsRule_isWhereS3AnswersByIt() {
        return Stream.of(Theirs.values())
                .flatMap(first -> Stream.of(Theirs.values())
                        .filter(second -> second != first)
                        .map(second -> DynamicTest.dynamicTest(first + ", " + second, () -> {
                            makeBucket();
                            putCors(first.rule, second.rule);
                            assertThat(apply(cors("https://a.example.com", "https://b.example.com")))
                                    .isTrue();
                            int place = first.shadows ? 0 : second.shadows ? 1 : 2;
                            List<CORSRule> rules = corsRules();
                            assertThat(rules.get(place).id()).isEqualTo(CorsRules.ID);
                            List<CORSRule> others = new ArrayList<>(rules);
                            others.remove(place);
                            assertThat(others).containsExactly(first.rule, second.rule);
                            assertUploadsWork("https://a.example.com");
                            assertUploadsWork("https://b.example.com");
                            assertThat(apply(cors("https://a.example.com", "https://b.example.com")))
                                    .isFalse();
                        })));
    }

    @Test
    void corsRule_behindARuleThatMatchesFirst_isMoved() {
        apply(cors("https://a.example.com"));
        CORSRule ours = corsRules().get(0);
        putCors(Theirs.OTHER_ORIGIN.rule, Theirs.EVERY_ORIGIN.rule, ours);
        assertThat(apply(cors("https://a.example.com"))).isTrue();
        assertThat(corsRules()).containsExactly(Theirs.OTHER_ORIGIN.rule, ours, Theirs.EVERY_ORIGIN.rule);
        assertUploadsWork("https://a.example.com");
    }

    @Test
    void corsRule_thatWorks_staysWhereItIs() {
        apply(cors("https://a.example.com"));
        CORSRule ours = corsRules().get(0);
        putCors(ours, Theirs.OTHER_ORIGIN.rule, Theirs.EVERY_ORIGIN.rule);
        assertThat(apply(cors("https://a.example.com"))).isFalse();
        CORSRule reordered = ours.toBuilder()
                .allowedMethods("DELETE", "GET", "HEAD", "POST", "PUT")
                .build();
        putCors(reordered, Theirs.EVERY_ORIGIN.rule);
        assertThat(apply(cors("https://a.example.com"))).isFalse();
    }

    @Test
    void corsRule_thatIsThereTwice_isThereOnce() {
        apply(cors("https://a.example.com"));
        CORSRule ours = corsRules().get(0);
        putCors(ours, ours.toBuilder().allowedOrigins("https://old.example.com").build());
        assertThat(apply(cors("https://a.example.com"))).isTrue();
        assertThat(corsRules()).containsExactly(ours);
    }

    /** What a browser sends and reads when the page of this origin uploads. */
    private void assertUploadsWork(String origin) {
        for (String method : List.of("PUT", "GET", "POST", "DELETE", "HEAD")) {
            for (String headers : List.of("content-type", "content-type,if-none-match,x-amz-checksum-sha256")) {
                HttpResponse<String> preflight = send(request(origin)
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("access-control-request-method", method)
                        .header("access-control-request-headers", headers));
                assertThat(preflight.statusCode()).as(method).isEqualTo(200);
                assertThat(header(preflight, "access-control-allow-origin")).isIn("*", origin);
                assertThat(header(preflight, "access-control-allow-methods")).contains(method);
                assertThat(header(preflight, "access-control-allow-headers")).contains(headers.split(","));
            }
        }
        // without a signature, so it is refused; the headers of CORS are the same
        HttpResponse<String> put = send(request(origin).PUT(BodyPublishers.ofString("x")));
        assertThat(header(put, "access-control-allow-origin")).isIn("*", origin);
        assertThat(header(put, "access-control-expose-headers")
                        .toLowerCase(Locale.ROOT)
                        .split(", "))
                .contains("etag", "x-amz-checksum-sha256", "x-amz-checksum-crc64nvme");
    }

    private HttpRequest.Builder request(String origin) {
        return HttpRequest.newBuilder(URI.create(S3.aws().s3Endpoint() + "/" + name() + "/key"))
                .header("origin", origin);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private void putCors(CORSRule... rules) {
        s3().putBucketCors(request -> request.bucket(name())
                .corsConfiguration(cors -> cors.corsRules(rules))
                .overrideConfiguration(as()));
    }

    private List<CORSRule> corsRules() {
        return s3().getBucketCors(request -> request.bucket(name()).overrideConfiguration(as()))
                .corsRules();
    }

    /** S3 refuses a document that has rules of both forms. */
    @Test
    void lifecycleRule_besideRulesOfTheOlderForm_hasThatForm() {
        LifecycleRule expire = LifecycleRule.builder()
                .id("expire")
                .status(ExpirationStatus.ENABLED)
                .prefix("tmp/")
                .expiration(expiration -> expiration.days(1))
                .build();
        LifecycleRule everything = expire.toBuilder()
                .id("everything")
                .status(ExpirationStatus.DISABLED)
                .prefix("")
                .build();
        for (List<LifecycleRule> theirs : List.of(List.of(expire), List.of(everything), List.of(expire, everything))) {
            makeBucket();
            putLifecycle(theirs.toArray(LifecycleRule[]::new));
            assertThat(apply(new BucketSetting.AbortIncompleteUploads(7))).isTrue();
            assertThat(apply(new BucketSetting.AbortIncompleteUploads(7))).isFalse();
            assertThat(apply(new BucketSetting.AbortIncompleteUploads(3))).isTrue();
            List<LifecycleRule> rules = lifecycleRules();
            assertThat(rules).hasSize(theirs.size() + 1).startsWith(theirs.toArray(LifecycleRule[]::new));
            LifecycleRule ours = rules.get(theirs.size());
            assertThat(ours.prefix()).isEmpty();
            assertThat(ours.filter()).isNull();
            assertThat(ours.abortIncompleteMultipartUpload().daysAfterInitiation())
                    .isEqualTo(3);
        }
    }

    @Test
    void lifecycleRules_ofOthers_stay() {
        LifecycleRule archive = LifecycleRule.builder()
                .id("archive")
                .status(ExpirationStatus.ENABLED)
                .filter(filter ->
                        filter.and(and -> and.prefix("raw/").tags(tag("k", "v")).objectSizeGreaterThan(1024L)))
                .transitions(Transition.builder()
                        .days(30)
                        .storageClass(TransitionStorageClass.GLACIER)
                        .build())
                .noncurrentVersionExpiration(
                        expiration -> expiration.noncurrentDays(9).newerNoncurrentVersions(2))
                .build();
        LifecycleRule expire = LifecycleRule.builder()
                .id("expire")
                .status(ExpirationStatus.DISABLED)
                .filter(filter -> filter.prefix("tmp/"))
                .expiration(expiration -> expiration.days(1))
                .build();
        s3().putBucketLifecycleConfiguration(request -> request.bucket(name())
                .transitionDefaultMinimumObjectSize(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS)
                .lifecycleConfiguration(lifecycle -> lifecycle.rules(archive, expire))
                .overrideConfiguration(as()));
        apply(new BucketSetting.AbortIncompleteUploads(3));
        apply(new BucketSetting.AbortIncompleteUploads(7));
        GetBucketLifecycleConfigurationResponse present = s3().getBucketLifecycleConfiguration(
                        request -> request.bucket(name()).overrideConfiguration(as()));
        List<LifecycleRule> rules = present.rules();
        assertThat(present.transitionDefaultMinimumObjectSize())
                .isEqualTo(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS);
        assertThat(rules).hasSize(3).startsWith(archive, expire);
        assertThat(rules.get(2).abortIncompleteMultipartUpload().daysAfterInitiation())
                .isEqualTo(7);
    }

    /** A rule with our id that does less or more than ours is replaced. */
    @TestFactory
    Stream<DynamicTest> lifecycleRule_ofOurIdThatDoesSomethingElse_isReplaced() {
        Map<String, Consumer<LifecycleRule.Builder>> changes = Map.of(
                "only below a prefix", rule -> rule.filter(filter -> filter.prefix("logs/")),
                "only with a tag", rule -> rule.filter(filter -> filter.tag(tag("k", "v"))),
                "only large objects", rule -> rule.filter(filter -> filter.objectSizeGreaterThan(5L)),
                "only below a prefix, as of old",
                        rule -> rule.filter((LifecycleRuleFilter) null).prefix("logs/"),
                "objects expire too", rule -> rule.expiration(expiration -> expiration.days(1)),
                "versions expire too",
                        rule -> rule.noncurrentVersionExpiration(expiration -> expiration.noncurrentDays(1)),
                "objects move too",
                        rule -> rule.transitions(move -> move.days(1).storageClass(TransitionStorageClass.GLACIER)));
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    BucketSetting wanted = new BucketSetting.AbortIncompleteUploads(7);
                    apply(wanted);
                    LifecycleRule ours = lifecycleRules().get(0);
                    putLifecycle(
                            ours.toBuilder().applyMutation(change.getValue()).build());
                    assertThat(apply(wanted)).isTrue();
                    assertThat(lifecycleRules()).containsExactly(ours);
                    assertThat(apply(wanted)).isFalse();
                }));
    }

    /** S3 returns the filter in the form in which it was written. */
    @Test
    void lifecycleRule_forAllObjectsInAnotherForm_isKept() {
        BucketSetting wanted = new BucketSetting.AbortIncompleteUploads(7);
        apply(wanted);
        LifecycleRule ours = lifecycleRules().get(0);
        putLifecycle(
                ours.toBuilder().filter(LifecycleRuleFilter.builder().build()).build());
        assertThat(apply(wanted)).isFalse();
        putLifecycle(
                ours.toBuilder().filter((LifecycleRuleFilter) null).prefix("").build());
        assertThat(apply(wanted)).isFalse();
    }

    private List<LifecycleRule> lifecycleRules() {
        return s3().getBucketLifecycleConfiguration(
                        request -> request.bucket(name()).overrideConfiguration(as()))
                .rules();
    }

    private void putLifecycle(LifecycleRule... rules) {
        s3().putBucketLifecycleConfiguration(request -> request.bucket(name())
                .lifecycleConfiguration(lifecycle -> lifecycle.rules(rules))
                .overrideConfiguration(as()));
    }

    /** The SDK drops elements that it does not know, so a rule of another maker or a newer one would be lost. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<LifecycleConfiguration><Rule><ID>a</ID><Filter/><Status>Enabled</Status><AllVersionsExpiration><Days>1</Days>"
                        + "</AllVersionsExpiration></Rule></LifecycleConfiguration>",
                "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Rule><ID>a</ID><Status>Enabled"
                        + "</Status><Expiration><Days>1</Days><NewFlag>true</NewFlag></Expiration></Rule>"
                        + "</LifecycleConfiguration>",
                "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
                        + "<AllowNew>true</AllowNew></CORSRule></CORSConfiguration>"
            })
    void documentWithAnUnknownElement_isNotWritten(String document) {
        ScriptedS3 s3 = new ScriptedS3(
                request -> new ScriptedS3.Response(200, request.method() == SdkHttpMethod.GET ? document : ""));
        BucketSetting setting = document.startsWith("<CORS")
                ? cors("https://portal.example.com")
                : new BucketSetting.AbortIncompleteUploads(7);
        DataException refusal =
                catchThrowableOfType(DataException.class, () -> s3.store().apply(ScriptedS3.ACCESS, bucket, setting));
        assertThat(s3.bodies()).isEmpty();
        assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
        assertThat(refusal.detail()).containsAnyOf("'AllVersionsExpiration'", "'NewFlag'", "'AllowNew'");
    }

    /** Everything that the SDK's model has, and values that it does not have, are written back. */
    @Test
    void lifecycleRules_withNewTransitions_areKept() {
        String rule = "<Rule><ID>a</ID><Filter><And><Prefix>p</Prefix><Tag><Key>k</Key><Value>v</Value></Tag>"
                + "<ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></And></Filter><Status>Enabled</Status>"
                + "<Transition><Days>1</Days><StorageClass>NEW_CLASS</StorageClass></Transition>"
                + "<NoncurrentVersionTransition><NoncurrentDays>9</NoncurrentDays><StorageClass>OTHER_NEW</StorageClass>"
                + "<NewerNoncurrentVersions>3</NewerNoncurrentVersions></NoncurrentVersionTransition></Rule>";
        ScriptedS3 s3 = new ScriptedS3(request -> new ScriptedS3.Response(
                200,
                request.method() == SdkHttpMethod.GET
                        ? "<LifecycleConfiguration>" + rule + "</LifecycleConfiguration>"
                        : ""));
        assertThat(s3.store().apply(ScriptedS3.ACCESS, bucket, new BucketSetting.AbortIncompleteUploads(7)))
                .isTrue();
        assertThat(s3.bodies())
                .singleElement()
                .asString()
                .contains("NEW_CLASS", "OTHER_NEW", "<Prefix>p</Prefix>", "<Key>k</Key>", ">5<", ">3<");
    }

    @Test
    void encryption_thatOthersBlocked_staysBlocked() {
        putEncryption(rule -> rule.applyServerSideEncryptionByDefault(byDefault -> byDefault.sseAlgorithm("AES256"))
                .blockedEncryptionTypes(blocked -> blocked.encryptionType(EncryptionType.SSE_C)));
        assertThat(apply(encryption(Encryption.Algorithm.AWS_KMS))).isTrue();
        ServerSideEncryptionRule kms = encryptionRule();
        assertThat(kms.applyServerSideEncryptionByDefault().sseAlgorithmAsString())
                .isEqualTo("aws:kms");
        assertThat(kms.bucketKeyEnabled()).isTrue();
        assertThat(kms.blockedEncryptionTypes().encryptionType()).containsExactly(EncryptionType.SSE_C);
        assertThat(apply(encryption(Encryption.Algorithm.AES256))).isTrue();
        ServerSideEncryptionRule aes = encryptionRule();
        assertThat(aes.applyServerSideEncryptionByDefault().sseAlgorithmAsString())
                .isEqualTo("AES256");
        assertThat(aes.bucketKeyEnabled()).isTrue();
        assertThat(aes.blockedEncryptionTypes().encryptionType()).containsExactly(EncryptionType.SSE_C);
    }

    /** If a server keeps several rules, the ones without effect stay unchanged. */
    @Test
    void encryption_ofARuleWithoutAlgorithm_keepsWhatItBlocks() {
        String blocked = "<BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes>";
        ScriptedS3 s3 = new ScriptedS3(request -> new ScriptedS3.Response(
                200,
                request.method() == SdkHttpMethod.GET
                        ? "<ServerSideEncryptionConfiguration><Rule>" + blocked + "</Rule>"
                                + "<Rule><BucketKeyEnabled>true</BucketKeyEnabled></Rule>"
                                + "</ServerSideEncryptionConfiguration>"
                        : ""));
        assertThat(s3.store().apply(S3.session(), bucket, encryption(Encryption.Algorithm.AWS_KMS)))
                .isTrue();
        assertThat(s3.bodies())
                .singleElement()
                .asString()
                .contains("aws:kms", blocked)
                .containsSubsequence("<Rule>", "<Rule>");
    }

    /** The key of the present rule must not become the key of the new algorithm. */
    @Test
    void encryption_withS3sOwnKeys_leavesNoKmsKey() {
        String key = "arn:aws:kms:eu-west-1:" + S3.session().account() + ":key/1234abcd-12ab-34cd-56ef-1234567890ab";
        putEncryption(rule -> rule.applyServerSideEncryptionByDefault(
                byDefault -> byDefault.sseAlgorithm("aws:kms").kmsMasterKeyID(key)));
        assertThat(apply(encryption(Encryption.Algorithm.AES256))).isTrue();
        assertThat(encryptionRule().applyServerSideEncryptionByDefault().kmsMasterKeyID())
                .isNull();
    }

    private void putEncryption(Consumer<ServerSideEncryptionRule.Builder> rule) {
        s3().putBucketEncryption(request -> request.bucket(name())
                .serverSideEncryptionConfiguration(encryption -> encryption.rules(rule))
                .overrideConfiguration(as()));
    }

    private ServerSideEncryptionRule encryptionRule() {
        return s3().getBucketEncryption(request -> request.bucket(name()).overrideConfiguration(as()))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0);
    }

    private static BucketSetting encryption(Encryption.Algorithm algorithm) {
        return new BucketSetting.DefaultEncryption(new Encryption(algorithm, null));
    }

    private boolean apply(BucketSetting setting) {
        return S3.store().apply(S3.session(), bucket, setting);
    }

    private String name() {
        return bucket.name().value();
    }

    private void putPolicy(String policy) {
        s3().putBucketPolicy(request -> request.bucket(name()).policy(policy).overrideConfiguration(as()));
    }

    private JsonNode policy() throws JsonProcessingException {
        return JSON.readTree(
                s3().getBucketPolicy(request -> request.bucket(name()).overrideConfiguration(as()))
                        .policy());
    }

    private static S3Client s3() {
        return S3.at(TestS3.IRELAND);
    }

    private static Consumer<AwsRequestOverrideConfiguration.Builder> as() {
        return S3.as();
    }

    private static BucketSetting cors(String... origins) {
        return new BucketSetting.CorsForOrigins(
                List.of(origins).stream().map(Origin::new).toList());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static List<JsonNode> list(JsonNode array) {
        return new ArrayList<>(StreamSupport.stream(array.spliterator(), false).toList());
    }
}
