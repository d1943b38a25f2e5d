package io.dataaccount.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.aws.s3.presign.RegionalHost;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.KmsKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.PartitionMetadata;

/** Our rules about regions and partitions, compared with the metadata and the clients of the SDK. */
class PartitionsTest {
    private static final SdkEndpoints SDK = new SdkEndpoints(null, true);

    static Stream<software.amazon.awssdk.regions.Region> regions() {
        return software.amazon.awssdk.regions.Region.regions().stream().filter(each -> !each.isGlobalRegion());
    }

    @ParameterizedTest
    @MethodSource("regions")
    void region_ofTheSdk_isAccepted_withTheSdksPartitionAndHost(software.amazon.awssdk.regions.Region theirs) {
        Region ours = new Region(theirs.id());
        PartitionMetadata partition = theirs.metadata().partition();
        assertThat(ours.partition().id()).isEqualTo(partition.id());
        assertThat(ours.hasAwsForm()).isTrue();
        assertThat(DnsSuffix.of(ours)).isEqualTo(partition.dnsSuffix());
        assertThat(DnsSuffix.ofPartition(partition.id())).isEqualTo(partition.dnsSuffix());
        assertThat(RegionalHost.of(ours))
                .isEqualTo(
                        SDK.upload(new Bucket(new BucketName("my-data"), ours)).host());
        assertThat(new KnownRegions(Region.US_EAST_1).contains(ours)).isTrue();
        String account = ":123456789012:";
        assertThat(new RoleArn("arn:" + partition.id() + ":iam:" + account + "role/a").account())
                .hasToString("123456789012");
        assertThat(new KmsKey("arn:" + partition.id() + ":kms:" + ours + account + "alias/a"))
                .isNotNull();
    }

    /** Names for all regions of a partition, which an S3 client would sign for another region. */
    @Test
    void region_ofTheSdkThatIsGlobal_isRefused() {
        List<String> global = software.amazon.awssdk.regions.Region.regions().stream()
                .filter(software.amazon.awssdk.regions.Region::isGlobalRegion)
                .map(software.amazon.awssdk.regions.Region::id)
                .toList();
        assertThat(global)
                .contains("aws-global", "aws-cn-global")
                .allSatisfy(
                        name -> assertThatThrownBy(() -> new Region(name)).isInstanceOf(InvalidInputException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fips-us-gov-west-1", "us-east-1-fips", "a_b", "a.b", "", "-a", "a-", "é"})
    void region_thatIsNone_isRefused(String name) {
        assertThatThrownBy(() -> new Region(name)).isInstanceOf(InvalidInputException.class);
    }

    /** A region that is opened after this version of the SDK. */
    @ParameterizedTest
    @ValueSource(strings = {"eu-west-9", "us-isob-west-9", "cn-south-9", "us-gov-north-9", "eu-isoe-north-9"})
    void region_thatTheSdkDoesNotList_isInThePartitionThatTheSdkDerives(String name) {
        assertThat(new Region(name).partition().id())
                .isEqualTo(PartitionMetadata.of(software.amazon.awssdk.regions.Region.of(name))
                        .id());
    }

    @Test
    void contains_withACustomEndpoint_isLimitedAndAsksOnlyForOtherRegions() {
        AtomicInteger asked = new AtomicInteger();
        KnownRegions known = new KnownRegions(Region.US_EAST_1, () -> asked.incrementAndGet() > 0);
        assertThat(known.contains(new Region("eu-west-1"))).isTrue();
        assertThat(asked).hasValue(0);
        for (int i = 0; i < KnownRegions.MAX_OTHERS; i++) {
            assertThat(known.contains(new Region("other" + i))).isTrue();
        }
        assertThat(known.contains(new Region("one-more"))).isFalse();
        assertThat(known.contains(new Region("other0"))).isTrue();
    }
}
