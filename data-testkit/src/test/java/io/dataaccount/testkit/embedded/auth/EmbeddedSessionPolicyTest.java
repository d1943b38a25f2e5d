package io.dataaccount.testkit.embedded.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dataaccount.testkit.embedded.Cloud;
import io.dataaccount.testkit.embedded.Refusal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The enforcement of session policies. */
class EmbeddedSessionPolicyTest {
    private static final Refusal DENIED = new Refusal(403, "AccessDenied");

    @TempDir
    static Path directory;

    private static Cloud cloud;

    @BeforeAll
    static void open() {
        cloud = new Cloud(directory);
        S3Client owner = cloud.s3();
        for (String bucket : List.of("mine", "theirs")) {
            owner.createBucket(request -> request.bucket(bucket));
            for (String key : List.of("a/1", "a*b/1", "b/1")) {
                put(owner, bucket, key);
            }
        }
    }

    @AfterAll
    static void close() {
        cloud.close();
    }

    private record Case(String name, ThrowingCallable call, boolean allowed) {}

    @TestFactory
    Stream<DynamicTest> session_mayDoOnlyWhatItsPolicyAllows() {
        S3Client s3 = s3("""
                {"Effect":"Allow","Action":["s3:PutObject","S3:getobject"],"Resource":"arn:aws:s3:::mine/a/*"},
                {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::mine",
                 "Condition":{"StringLike":{"s3:prefix":["a/*"]}}},
                {"Effect":"Allow","Action":"s3:GetBucketLocation","Resource":"arn:aws:s3:::m?ne"}""");
        return run(
                new Case("put", () -> put(s3, "mine", "a/2"), true),
                new Case("put elsewhere", () -> put(s3, "mine", "b/2"), false),
                new Case("put into another bucket", () -> put(s3, "theirs", "a/2"), false),
                new Case("get", () -> s3.getObject(r -> r.bucket("mine").key("a/1")), true),
                new Case(
                        "get elsewhere",
                        () -> s3.getObject(r -> r.bucket("mine").key("b/1")),
                        false),
                new Case("delete", () -> s3.deleteObject(r -> r.bucket("mine").key("a/1")), false),
                new Case(
                        "delete several",
                        () -> s3.deleteObjects(r -> r.bucket("mine").delete(d -> d.objects(o -> o.key("a/1")))),
                        false),
                new Case("list", () -> s3.listObjectsV2(r -> r.bucket("mine").prefix("a/")), true),
                new Case(
                        "list below",
                        () -> s3.listObjectsV2(r -> r.bucket("mine").prefix("a/x")),
                        true),
                new Case("list all", () -> s3.listObjectsV2(r -> r.bucket("mine")), false),
                new Case(
                        "list the root",
                        () -> s3.listObjectsV2(r -> r.bucket("mine").prefix("")),
                        false),
                new Case(
                        "list another",
                        () -> s3.listObjectsV2(r -> r.bucket("theirs").prefix("a/")),
                        false),
                new Case("location", () -> s3.getBucketLocation(r -> r.bucket("mine")), true),
                new Case("list buckets", s3::listBuckets, false),
                new Case("create a bucket", () -> s3.createBucket(r -> r.bucket("third")), false),
                new Case("tags", () -> s3.getBucketTagging(r -> r.bucket("mine")), false),
                new Case(
                        "copy within",
                        () -> s3.copyObject(r -> r.sourceBucket("mine")
                                .sourceKey("a/1")
                                .destinationBucket("mine")
                                .destinationKey("a/3")),
                        true),
                new Case(
                        "copy from elsewhere",
                        () -> s3.copyObject(r -> r.sourceBucket("theirs")
                                .sourceKey("a/1")
                                .destinationBucket("mine")
                                .destinationKey("a/3")),
                        false));
    }

    @TestFactory
    Stream<DynamicTest> deny_overridesAllow_andEscapesAreLiteral() {
        S3Client s3 = s3("""
                {"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::mine","arn:aws:s3:::mine/a${*}b/*",
                 "arn:aws:s3:::mine/*/"]},
                {"Effect":"Deny","Action":"s3:GetObject","NotResource":"arn:aws:s3:::mine/*/"},
                {"Effect":"Deny","NotAction":["s3:GetObject","s3:PutObject"],"Resource":"*"}""");
        return run(
                new Case("put", () -> put(s3, "mine", "a*b/2"), true),
                new Case("put what the escape is not", () -> put(s3, "mine", "aXb/2"), false),
                new Case("get", () -> s3.getObject(r -> r.bucket("mine").key("a*b/1")), false),
                new Case("list", () -> s3.listObjectsV2(r -> r.bucket("mine")), false));
    }

    @Test
    void headObject_outsideThePolicy_isForbidden() {
        S3Client s3 = s3("""
                {"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}""");
        assertThat(Refusal.of(() -> s3.headBucket(r -> r.bucket("mine"))).status())
                .isEqualTo(403);
        assertThat(Refusal.of(() -> s3.headObject(r -> r.bucket("mine").key("a/1")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void createBucket_withTags_requiresTheTagAction() {
        S3Client s3 = s3("""
                {"Effect":"Allow","Action":"s3:CreateBucket","Resource":"arn:aws:s3:::new-*"}""");
        s3.createBucket(r -> r.bucket("new-plain"));
        assertThat(Refusal.of(() -> s3.createBucket(r -> r.bucket("new-tagged")
                        .createBucketConfiguration(c -> c.tags(t -> t.key("a").value("b"))))))
                .isEqualTo(DENIED);
    }

    @Test
    void presignedUrl_obeysThePolicyOfItsSession() {
        AwsSessionCredentials session = session(policy("""
                {"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::mine/a/*"}"""));
        assertThat(putByUrl(session, "a/by-url")).isEqualTo(200);
        assertThat(putByUrl(session, "b/by-url")).isEqualTo(403);
    }

    private static int putByUrl(AwsSessionCredentials session, String key) {
        String url = cloud.presigner(session)
                .presignPutObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(put -> put.bucket("mine").key(key)))
                .url()
                .getFile();
        return cloud.send(cloud.request(url).PUT(BodyPublishers.ofString("x"))).statusCode();
    }

    @Test
    void assumeRole_byASessionWithoutPermission_isDenied() {
        AwsSessionCredentials session = session(policy("""
                {"Effect":"Allow","Action":"s3:*","Resource":"*"}"""));
        assertThat(Refusal.of(() -> cloud.sts(session)
                        .assumeRole(r -> r.roleArn(Cloud.ROLE.arn()).roleSessionName("chained"))))
                .isEqualTo(DENIED);
        assertThatCode(() -> cloud.sts(session).getCallerIdentity()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"Statement\":[]}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\"}}",
                "{\"Statement\":{\"Effect\":\"allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":[],\"Resource\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Principal\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"a/${*}\"}}",
                "{\"Version\":\"2012-10-17\",\"Statement\":"
                        + "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"a/${aws:username}\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:username\":\"ana\"}}}}"
            })
    void assumeRole_withAnInvalidOrUnsupportedPolicy_isRefused(String policy) {
        assertThat(Refusal.of(() -> session(policy))).isEqualTo(new Refusal(400, "MalformedPolicyDocument"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2049 characters", "中"})
    void assumeRole_withAPolicyThatViolatesStsLimits_isRefused(String what) {
        String key = what.equals("中") ? what : "x".repeat(2049);
        String policy = policy("""
                {"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::mine/%s"}""".formatted(key));
        assertThat(Refusal.of(() -> session(policy))).isEqualTo(new Refusal(400, "ValidationError"));
    }

    private static Stream<DynamicTest> run(Case... cases) {
        return Stream.of(cases)
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    if (each.allowed()) {
                        assertThatCode(each.call()).doesNotThrowAnyException();
                    } else {
                        assertThat(Refusal.of(each.call())).isEqualTo(DENIED);
                    }
                }));
    }

    private static void put(S3Client s3, String bucket, String key) {
        s3.putObject(r -> r.bucket(bucket).key(key).metadata(Map.of("a", "b")), RequestBody.fromString("x"));
    }

    private static S3Client s3(String statements) {
        return cloud.s3(session(policy(statements)), "us-east-1");
    }

    private static String policy(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    private static AwsSessionCredentials session(String policy) {
        Credentials issued = cloud.sts()
                .assumeRole(
                        r -> r.roleArn(Cloud.ROLE.arn()).roleSessionName("test").policy(policy))
                .credentials();
        return AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }
}
