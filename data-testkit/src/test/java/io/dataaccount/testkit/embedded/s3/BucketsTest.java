package io.dataaccount.testkit.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dataaccount.testkit.embedded.Cloud;
import io.dataaccount.testkit.embedded.Refusal;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

class BucketsTest {
    private static Cloud cloud;
    private static S3Client s3;
    private static S3Client ireland;
    private static S3Client stranger;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = new Cloud(directory);
        s3 = cloud.s3();
        ireland = cloud.s3(cloud.user(), "eu-west-1");
        stranger = cloud.s3(cloud.session(Cloud.OTHERS_ROLE), "us-east-1");
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void createBucket_inUsEast1_isFoundByHeadBucketWithItsRegion() {
        assertThat(s3.createBucket(r -> r.bucket("plain")).location()).isEqualTo("/plain");
        assertThat(s3.headBucket(r -> r.bucket("plain")).bucketRegion()).isEqualTo("us-east-1");
        assertThat(s3.getBucketLocation(r -> r.bucket("plain")).locationConstraintAsString())
                .isNullOrEmpty();
    }

    @Test
    void createBucket_inAnotherRegionWithTags_storesRegionAndTags() {
        List<Tag> tags = List.of(tag("team", "a & b"), tag("cost", ""));
        createInIreland("tagged", tags);
        HeadBucketResponse head = ireland.headBucket(r -> r.bucket("tagged"));
        assertThat(head.bucketRegion()).isEqualTo("eu-west-1");
        assertThat(ireland.getBucketTagging(r -> r.bucket("tagged")).tagSet()).isEqualTo(tags);
        assertThat(s3.getBucketLocation(r -> r.bucket("tagged")).locationConstraintAsString())
                .isEqualTo("eu-west-1");
    }

    @Test
    void createBucket_withDuplicateTags_isRefusedAndCreatesNothing() {
        assertThat(Refusal.of(() -> createInIreland("twice", List.of(tag("a", "1"), tag("a", "2")))))
                .isEqualTo(new Refusal(400, "InvalidTag"));
        assertThat(Refusal.of(() -> ireland.headBucket(r -> r.bucket("twice"))).status())
                .isEqualTo(404);
    }

    @Test
    void createBucket_forAnotherRegionThanTheEndpoint_isRefused() {
        assertThat(Refusal.of(() -> s3.createBucket(
                        r -> r.bucket("misplaced").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")))))
                .isEqualTo(new Refusal(400, "IllegalLocationConstraintException"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xn--bucket", "ends-s3alias"})
    void createBucket_withAReservedName_isRefused(String name) {
        assertThat(Refusal.of(() -> s3.createBucket(r -> r.bucket(name))))
                .isEqualTo(new Refusal(400, "InvalidBucketName"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "Upper-case", "two..dots", "192.168.0.1", "under_score", "-dash", "dash-", ".."})
    void check_ofANameThatTheSdkDoesNotSend_fails(String name) {
        assertThatExceptionOfType(AwsErrorException.class)
                .isThrownBy(() -> BucketNames.check(name))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("InvalidBucketName"));
    }

    @Test
    void createBucket_again_isRepeatableOnlyInUsEast1() {
        s3.createBucket(r -> r.bucket("repeated"));
        s3.createBucket(r -> r.bucket("repeated"));
        createInIreland("repeated-abroad", List.of());
        assertThat(Refusal.of(() -> createInIreland("repeated-abroad", List.of())))
                .isEqualTo(new Refusal(409, "BucketAlreadyOwnedByYou"));
        assertThat(Refusal.of(() -> s3.createBucket(r -> r.bucket("repeated-abroad"))))
                .isEqualTo(new Refusal(409, "BucketAlreadyOwnedByYou"));
    }

    @Test
    void createBucket_withTheNameOfAnotherAccount_isRefused() {
        s3.createBucket(r -> r.bucket("taken"));
        assertThat(Refusal.of(() -> stranger.createBucket(r -> r.bucket("taken"))))
                .isEqualTo(new Refusal(409, "BucketAlreadyExists"));
    }

    @Test
    void call_inTheWrongRegion_getsTheRightOne() {
        createInIreland("abroad", List.of());
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.headBucket(r -> r.bucket("abroad")))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(301);
                    assertThat(regionHeader(e)).isEqualTo("eu-west-1");
                });
        assertThat(Refusal.of(() -> s3.getBucketTagging(r -> r.bucket("abroad"))))
                .isEqualTo(new Refusal(301, "PermanentRedirect"));
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.putObject(r -> r.bucket("abroad").key("k"), RequestBody.fromString("v")))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AuthorizationHeaderMalformed");
                    assertThat(regionHeader(e)).isEqualTo("eu-west-1");
                });
        URL wrong = cloud.presigner(cloud.user())
                .presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(r -> r.bucket("abroad").key("k")))
                .url();
        HttpResponse<String> response =
                cloud.send(HttpRequest.newBuilder(URI.create(wrong.toString())).PUT(BodyPublishers.ofString("v")));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("<Code>AuthorizationQueryParametersError</Code>", "<Region>eu-west-1</Region>");
    }

    @Test
    void call_ofAnotherAccount_isRefusedForDataAndSettings() {
        s3.createBucket(r -> r.bucket("mine"));
        s3.putObject(r -> r.bucket("mine").key("k"), RequestBody.fromString("v"));
        Refusal denied = new Refusal(403, "AccessDenied");
        assertThat(Refusal.of(
                        () -> stranger.getObjectAsBytes(r -> r.bucket("mine").key("k"))))
                .isEqualTo(denied);
        assertThat(Refusal.of(() -> stranger.putObject(r -> r.bucket("mine").key("k"), RequestBody.fromString("x"))))
                .isEqualTo(denied);
        assertThat(Refusal.of(() -> stranger.listObjectsV2(r -> r.bucket("mine"))))
                .isEqualTo(denied);
        assertThat(Refusal.of(() -> stranger.getBucketTagging(r -> r.bucket("mine"))))
                .isEqualTo(denied);
        assertThat(Refusal.of(() -> stranger.deleteBucketCors(r -> r.bucket("mine"))))
                .isEqualTo(denied);
        assertThat(Refusal.of(() -> stranger.deleteBucket(r -> r.bucket("mine"))))
                .isEqualTo(denied);
        assertThat(Refusal.of(() -> stranger.headBucket(r -> r.bucket("mine"))).status())
                .isEqualTo(403);
        stranger.createBucket(r -> r.bucket("theirs"));
        assertThat(Refusal.of(() -> stranger.copyObject(r -> r.sourceBucket("mine")
                        .sourceKey("k")
                        .destinationBucket("theirs")
                        .destinationKey("k"))))
                .isEqualTo(denied);
    }

    @Test
    void call_expectingAnotherOwner_isRefused() {
        s3.createBucket(r -> r.bucket("owned"));
        s3.headBucket(r -> r.bucket("owned").expectedBucketOwner(Cloud.ACCOUNT));
        assertThat(Refusal.of(
                        () -> s3.getBucketTagging(r -> r.bucket("owned").expectedBucketOwner(Cloud.OTHER_ACCOUNT))))
                .isEqualTo(new Refusal(403, "AccessDenied"));
    }

    @Test
    void call_onAMissingBucket_isNotFound() {
        Refusal missing = new Refusal(404, "NoSuchBucket");
        assertThat(Refusal.of(() -> s3.listObjectsV2(r -> r.bucket("nowhere")))).isEqualTo(missing);
        assertThat(Refusal.of(() -> s3.putObject(r -> r.bucket("nowhere").key("k"), RequestBody.fromString("v"))))
                .isEqualTo(missing);
        assertThat(Refusal.of(() -> s3.getBucketCors(r -> r.bucket("nowhere")))).isEqualTo(missing);
        assertThat(Refusal.of(() -> s3.deleteBucket(r -> r.bucket("nowhere")))).isEqualTo(missing);
    }

    @Test
    void deleteBucket_isRefusedUntilItIsEmpty() {
        s3.createBucket(r -> r.bucket("filled"));
        s3.putObject(r -> r.bucket("filled").key("a/b"), RequestBody.fromString("v"));
        assertThat(Refusal.of(() -> s3.deleteBucket(r -> r.bucket("filled"))))
                .isEqualTo(new Refusal(409, "BucketNotEmpty"));
        s3.headBucket(r -> r.bucket("filled"));
        s3.deleteObject(r -> r.bucket("filled").key("a/b"));
        s3.deleteBucket(r -> r.bucket("filled"));
        assertThat(Refusal.of(() -> s3.headBucket(r -> r.bucket("filled"))).status())
                .isEqualTo(404);
    }

    @Test
    void listBuckets_inPages_hasTheBucketsOfTheAccountWithRegions() {
        EmbeddedRole lister = new EmbeddedRole("arn:aws:iam::333333333333:role/lister", null);
        cloud.aws.register(lister);
        S3Client theirs = cloud.s3(cloud.session(lister), "us-east-1");
        for (int i = 0; i < 5; i++) {
            String name = "listed-" + i;
            theirs.createBucket(r -> r.bucket(name));
        }
        theirs.createBucket(r -> r.bucket("other-name"));
        assertThat(theirs.listBuckets().buckets())
                .extracting(Bucket::name)
                .hasSize(6)
                .contains("other-name");

        List<Bucket> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            ListBucketsResponse page =
                    theirs.listBuckets(r -> r.prefix("listed-").maxBuckets(2).continuationToken(from));
            assertThat(page.prefix()).isEqualTo("listed-");
            seen.addAll(page.buckets());
            sizes.add(page.buckets().size());
            token = page.continuationToken();
        } while (token != null);
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(seen)
                .extracting(Bucket::name)
                .containsExactly("listed-0", "listed-1", "listed-2", "listed-3", "listed-4");
        assertThat(seen).extracting(Bucket::bucketRegion).containsOnly("us-east-1");
        assertThat(seen).extracting(Bucket::creationDate).doesNotContainNull();
    }

    private static void createInIreland(String name, List<Tag> tags) {
        ireland.createBucket(r -> r.bucket(name)
                .createBucketConfiguration(
                        c -> c.locationConstraint("eu-west-1").tags(tags)));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static String regionHeader(S3Exception e) {
        return e.awsErrorDetails()
                .sdkHttpResponse()
                .firstMatchingHeader("x-amz-bucket-region")
                .orElse("");
    }
}
