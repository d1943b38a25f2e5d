package io.dataaccount.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc", "a--b", "my.data-1", "0ab"})
    void bucketName_general_isAccepted(String name) {
        assertThat(new BucketName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "Abc",
                "a_b",
                "-ab",
                "ab-",
                ".ab",
                "a..b",
                "192.168.5.4",
                "xn--abc",
                "sthree-abc",
                "amzn-s3-demo-x",
                "abc-s3alias",
                "abc--ol-s3",
                "abc.mrap",
                "abc--x-s3",
                "abc--table-s3"
            })
    void bucketName_reservedOrMalformed_isRefused(String name) {
        assertThatThrownBy(() -> new BucketName(name))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("bucket_name '" + name + "' must");
    }

    @Test
    void objectKey_1024Bytes_isTheMost() {
        assertThat(new ObjectKey("é".repeat(512)).value()).hasSize(512);
        assertThatThrownBy(() -> new ObjectKey("é".repeat(512) + "a")).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "./a", "a/../b", "a\nb", "a\ud800b"})
    void objectKey_rewrittenOnItsWay_isRefused(String key) {
        assertThatThrownBy(() -> new ObjectKey(key)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void prefix_withoutSlash_getsIt() {
        assertThat(new Prefix("a/b")).isEqualTo(new Prefix("a/b/"));
        assertThat(Prefix.ROOT.isRoot()).isTrue();
    }

    @Test
    void region_knowsItsPartition() {
        assertThat(new Region("eu-central-1").partition()).isEqualTo(Partition.AWS);
        assertThat(new Region("cn-north-1").partition()).isEqualTo(Partition.AWS_CN);
        assertThat(new Region("us-gov-west-1").partition()).isEqualTo(Partition.AWS_US_GOV);
        assertThatThrownBy(() -> new Region("us-iso-east-1")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void roleArn_ofRoot_isNoRoleToAssume() {
        RoleArn root = new RoleArn("arn:aws:iam::123456789012:root");
        assertThat(new AccountAccess(root.account(), root, null).role()).isEmpty();
        assertThat(new RoleArn("arn:aws-cn:iam::123456789012:role/a/b/Name")
                        .account()
                        .value())
                .isEqualTo("123456789012");
    }

    @Test
    void externalId_isNeverShown() {
        assertThat(new ExternalId("s3cret-id")).hasToString("<redacted>");
        assertThatThrownBy(() -> new ExternalId("s3cret id"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", "text/csv; charset=utf-8", "a/b;c=\"d e\""})
    void contentType_wellFormed_isAccepted(String type) {
        assertThat(new ContentType(type).value()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image", "image/jpeg ", "a/b;  c=d", "a/b\r\nX: y", "a/é"})
    void contentType_foldable_isRefused(String type) {
        assertThatThrownBy(() -> new ContentType(type)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void expiresIn_outOfRange_isRefused() {
        assertThat(new ExpiresIn(604_800).seconds()).isEqualTo(604_800);
        assertThatThrownBy(() -> new ExpiresIn(0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new ExpiresIn(604_801)).isInstanceOf(InvalidInput.class);
    }
}
