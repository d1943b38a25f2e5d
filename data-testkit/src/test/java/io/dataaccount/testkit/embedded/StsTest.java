package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class StsTest {
    private static final EmbeddedRole LONG =
            new EmbeddedRole("arn:aws:iam::" + Cloud.ACCOUNT + ":role/long", null, 43_200, null);
    private static Cloud cloud;
    private static StsClient sts;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = new Cloud(directory);
        cloud.aws.register(LONG);
        sts = cloud.sts();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void assumeRole_withTheRightExternalId_issuesASessionOfTheAccountOfTheRole() {
        AssumeRoleResponse response = assume(Cloud.OTHERS_ROLE.arn(), "ext-1", "me@x+y=z", 900);
        assertThat(response.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::" + Cloud.OTHER_ACCOUNT + ":assumed-role/stranger/me@x+y=z");
        assertThat(response.assumedRoleUser().assumedRoleId())
                .startsWith("AROA")
                .endsWith(":me@x+y=z");
        assertThat(response.credentials().accessKeyId()).startsWith("ASIA");
        assertThat(response.credentials().expiration())
                .isEqualTo(cloud.clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(900));
        AwsSessionCredentials session = AwsSessionCredentials.create(
                response.credentials().accessKeyId(),
                response.credentials().secretAccessKey(),
                response.credentials().sessionToken());
        S3Client s3 = cloud.s3(session, "us-east-1");
        s3.createBucket(r -> r.bucket("by-session"));
        s3.putObject(r -> r.bucket("by-session").key("k"), RequestBody.fromString("v"));
        s3.headBucket(r -> r.bucket("by-session").expectedBucketOwner(Cloud.OTHER_ACCOUNT));
        GetCallerIdentityResponse who = cloud.sts(session).getCallerIdentity();
        assertThat(who.account()).isEqualTo(Cloud.OTHER_ACCOUNT);
        assertThat(who.arn()).isEqualTo(response.assumedRoleUser().arn());
        assertThat(who.userId()).isEqualTo(response.assumedRoleUser().assumedRoleId());
    }

    @Test
    void assumeRole_ofARoleWithAPath_omitsThePathFromTheSessionArn() {
        assertThat(assume(Cloud.ROLE.arn(), null, "test", 3600)
                        .assumedRoleUser()
                        .arn())
                .isEqualTo("arn:aws:sts::" + Cloud.ACCOUNT + ":assumed-role/owner/test");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"ext-2", "EXT-1", "ext-1 "})
    void assumeRole_withoutTheRightExternalId_isDenied(@Nullable String externalId) {
        assertThat(Refusal.of(() -> assume(Cloud.OTHERS_ROLE.arn(), externalId, "test", 900)))
                .isEqualTo(new Refusal(403, "AccessDenied"));
    }

    @Test
    void assumeRole_ofAnUnknownRole_isDenied() {
        assertThat(Refusal.of(() -> assume("arn:aws:iam::" + Cloud.ACCOUNT + ":role/nobody", null, "test", 900)))
                .isEqualTo(new Refusal(403, "AccessDenied"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "with space", "a/b", "ünïcode"})
    void assumeRole_withAnInvalidSessionName_isRefused(String name) {
        assertThat(Refusal.of(() -> assume(Cloud.ROLE.arn(), null, name, 900)))
                .isEqualTo(new Refusal(400, "ValidationError"));
        assertThat(Refusal.of(() -> assume(Cloud.ROLE.arn(), null, "a".repeat(65), 900)))
                .isEqualTo(new Refusal(400, "ValidationError"));
    }

    @ParameterizedTest
    @CsvSource({"899", "3601", "43201"})
    void assumeRole_withADurationOutOfRange_isRefused(int seconds) {
        assertThat(Refusal.of(() -> assume(Cloud.ROLE.arn(), null, "test", seconds)))
                .isEqualTo(new Refusal(400, "ValidationError"));
    }

    @Test
    void assumeRole_byASession_isLimitedToOneHour() {
        assertThat(assume(LONG.arn(), null, "test", 43_200).credentials().expiration())
                .isAfter(cloud.clock.instant().plus(Duration.ofHours(11)));
        StsClient chained = cloud.sts(cloud.session(Cloud.ROLE));
        chained.assumeRole(r -> r.roleArn(LONG.arn()).roleSessionName("chained").durationSeconds(3600));
        assertThat(Refusal.of(() -> chained.assumeRole(
                        r -> r.roleArn(LONG.arn()).roleSessionName("chained").durationSeconds(3601))))
                .isEqualTo(new Refusal(400, "ValidationError"));
    }

    @Test
    void assumeRole_withAPolicy_recordsIt() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":"
                + "[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::a/ü & +*\"}]}";
        AssumeRoleResponse response = sts.assumeRole(
                r -> r.roleArn(Cloud.ROLE.arn()).roleSessionName("with-policy").policy(policy));
        assertThat(cloud.aws.sessions())
                .filteredOn(
                        each -> each.accessKeyId().equals(response.credentials().accessKeyId()))
                .singleElement()
                .satisfies(session -> {
                    assertThat(session.policy()).isEqualTo(policy);
                    assertThat(session.roleArn()).isEqualTo(Cloud.ROLE.arn());
                    assertThat(session.roleSessionName()).isEqualTo("with-policy");
                    assertThat(session.accountId()).isEqualTo(Cloud.ACCOUNT);
                    assertThat(session.expiresAt())
                            .isEqualTo(response.credentials().expiration());
                });
        assertThat(Refusal.of(() -> sts.assumeRole(
                        r -> r.roleArn(Cloud.ROLE.arn()).roleSessionName("test").policy("not json"))))
                .isEqualTo(new Refusal(400, "MalformedPolicyDocument"));
    }

    @Test
    void session_ofARoleWithAllowedOperations_isDeniedAllOthers() {
        EmbeddedRole reader = new EmbeddedRole("arn:aws:iam::" + Cloud.ACCOUNT + ":role/reader", null)
                .allowing(Set.of("GetObject", "ListObjectsV2", "CreateBucket"));
        cloud.aws.register(reader);
        cloud.s3().createBucket(r -> r.bucket("readable"));
        cloud.s3().putObject(r -> r.bucket("readable").key("k"), RequestBody.fromString("v"));
        S3Client s3 = cloud.s3(cloud.session(reader), "us-east-1");
        assertThat(s3.getObjectAsBytes(r -> r.bucket("readable").key("k")).asUtf8String())
                .isEqualTo("v");
        assertThat(s3.listObjectsV2(r -> r.bucket("readable")).contents()).hasSize(1);
        Refusal denied = new Refusal(403, "AccessDenied");
        assertThat(Refusal.of(() -> s3.putObject(r -> r.bucket("readable").key("k"), RequestBody.fromString("w"))))
                .isEqualTo(denied);
        assertThat(Refusal.of(() -> s3.deleteObject(r -> r.bucket("readable").key("k"))))
                .isEqualTo(denied);
        assertThat(Refusal.of(() -> s3.getBucketTagging(r -> r.bucket("readable"))))
                .isEqualTo(denied);
        assertThat(Refusal.of(s3::listBuckets)).isEqualTo(denied);
        assertThat(Refusal.of(() -> s3.createBucket(r -> r.bucket("with-tags")
                        .createBucketConfiguration(
                                c -> c.tags(Tag.builder().key("k").value("v").build())))))
                .isEqualTo(denied);
        s3.createBucket(r -> r.bucket("without-tags"));
    }

    @Test
    void getCallerIdentity_ofTheUser_returnsTheUser() {
        GetCallerIdentityResponse who = sts.getCallerIdentity();
        assertThat(who.account()).isEqualTo(Cloud.ACCOUNT);
        assertThat(who.arn()).isEqualTo("arn:aws:iam::" + Cloud.ACCOUNT + ":user/local");
        assertThat(who.userId()).startsWith("AIDA");
    }

    @Test
    void call_withBadCredentials_isRefusedWithItsCode() {
        assertThat(Refusal.of(() -> cloud.sts(AwsBasicCredentials.create("AKIANOBODY", "secret"))
                        .getCallerIdentity()))
                .isEqualTo(new Refusal(403, "InvalidClientTokenId"));
        assertThat(Refusal.of(
                        () -> cloud.sts(AwsBasicCredentials.create(cloud.user().accessKeyId(), "secret"))
                                .getCallerIdentity()))
                .isEqualTo(new Refusal(403, "SignatureDoesNotMatch"));
        AwsSessionCredentials one = cloud.session(Cloud.ROLE);
        assertThat(Refusal.of(
                        () -> cloud.sts(AwsSessionCredentials.create(one.accessKeyId(), one.secretAccessKey(), "token"))
                                .getCallerIdentity()))
                .isEqualTo(new Refusal(403, "InvalidClientTokenId"));
    }

    @Test
    void call_ofAnUnknownAction_isInvalid() {
        assertThat(Refusal.of(sts::getSessionToken)).isEqualTo(new Refusal(400, "InvalidAction"));
    }

    @Test
    void call_withoutSignature_isRefusedInTheStsFormat() {
        HttpResponse<String> response = cloud.send(HttpRequest.newBuilder(URI.create(cloud.aws.stsEndpoint() + "/"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("Action=GetCallerIdentity&Version=2011-06-15")));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body())
                .contains("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">")
                .contains("<Code>MissingAuthenticationToken</Code>", "<Type>Sender</Type>");
        HttpResponse<String> broken = cloud.send(HttpRequest.newBuilder(URI.create(cloud.aws.stsEndpoint() + "/"))
                .POST(BodyPublishers.ofString("Action=%zz")));
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("<ErrorResponse");
    }

    private static AssumeRoleResponse assume(String arn, @Nullable String externalId, String name, int seconds) {
        return sts.assumeRole(
                r -> r.roleArn(arn).externalId(externalId).roleSessionName(name).durationSeconds(seconds));
    }
}
