package io.dataaccount.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.DataAccount;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("bucket_name '" + name + "' must");
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "日", "😀"})
    void objectKey_1024Bytes_isTheMost(String letter) {
        String bytes = letter.repeat(1024 / letter.getBytes(UTF_8).length);
        String full = bytes + "a".repeat(1024 - bytes.getBytes(UTF_8).length);
        assertThat(new ObjectKey(full).value()).isEqualTo(full);
        assertThatThrownBy(() -> new ObjectKey(full + "a"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("must be at most 1,024 bytes as UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "...", "a/...", ".a/..b/c.", "a b/+%2F~*", "😀/é", "a/%2e%2e/b", "a\\b"})
    void objectKey_thatEveryoneEncodesAlike_isAccepted(String key) {
        assertThat(new ObjectKey(key).value()).isEqualTo(key);
        assertThat(new Prefix(key).value()).isEqualTo(key + "/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/a|must not begin with a slash",
                "a//b|must not have an empty segment",
                ".|must not have a segment '.'",
                "./a|must not have a segment '.'",
                "a/./b|must not have a segment '.'",
                "a/.|must not have a segment '.'",
                "..|must not have a segment '..'",
                "a/../b|must not have a segment '..'",
                "a/..|must not have a segment '..'",
            })
    void keyOrPrefix_rewrittenOnItsWay_isRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> new ObjectKey(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> Prefix.toWrite(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(reason);
        Prefix read = new Prefix(text);
        assertThat(read.value()).isEqualTo(text + "/");
        assertThatThrownBy(() -> new DataAccount(null, null, null, null, read))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("data_s3_prefix '")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "a//", "./", "a/../"})
    void prefix_ofAnotherProgram_isReadAsItIs(String text) {
        assertThat(new Prefix(text).value()).isEqualTo(text);
        assertThatThrownBy(() -> Prefix.toWrite(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void prefix_coversLiterally() {
        assertThat(new Prefix("team-1").covers("team-1/../team-2/")).isTrue();
        assertThat(new Prefix("team-1").covers("team-2/../team-1/")).isFalse();
        assertThat(new Prefix("team-1").covers("./team-1/")).isFalse();
        assertThat(new Prefix("team-1").covers("/team-1/")).isFalse();
    }

    /** Every character of these kinds, and their neighbours, which are accepted. */
    @Test
    void keyOrPrefix_withControlOrNoncharacter_isNotWrittenButRead() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                continue;
            }
            String text = "a" + Character.toString(c) + "b";
            boolean nonCharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFF) >= 0xFFFE;
            if (nonCharacter || c < 0x20 || (c >= 0x7F && c < 0xA0)) {
                String name = "leave out U+" + String.format("%04X", c);
                assertThatThrownBy(() -> new ObjectKey(text))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageStartingWith("key 'a\\u")
                        .hasMessageContaining(nonCharacter ? "noncharacters" : "control characters")
                        .hasMessageContaining(name);
                assertThatThrownBy(() -> Prefix.toWrite(text))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining(name);
                assertThat(new Prefix(text).value()).isEqualTo(text + "/");
            } else if (c != '/') {
                assertThat(new ObjectKey(text).value()).isEqualTo(text);
                assertThat(Prefix.toWrite(text).value()).isEqualTo(text + "/");
            }
        }
    }

    /** An unpaired surrogate: some programs encode it as {@code ?}, others as three bytes. */
    @Test
    void keyOrPrefix_withHalfASurrogatePair_isRefused() {
        for (String half : List.of("\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00")) {
            for (String text : List.of(half, "a" + half, half + "a", "a/" + half + "/b")) {
                assertThatThrownBy(() -> new ObjectKey(text))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("unpaired surrogates");
                assertThatThrownBy(() -> new Prefix(text))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("unpaired surrogates");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/"})
    void objectKey_ofNoObject_isRefused(String key) {
        assertThatThrownBy(() -> new ObjectKey(key)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void prefix_withoutSlash_getsIt() {
        assertThat(new Prefix("a/b")).isEqualTo(new Prefix("a/b/"));
        assertThat(Prefix.ROOT.isRoot()).isTrue();
    }

    @Test
    void region_knowsItsPartition() {
        assertThat(new Region("eu-central-1").partition().id()).isEqualTo("aws");
        assertThat(new Region("cn-north-1").partition().id()).isEqualTo("aws-cn");
        assertThat(new Region("us-gov-west-1").partition().id()).isEqualTo("aws-us-gov");
        assertThat(new Region("eusc-de-east-1").partition().id()).isEqualTo("aws-eusc");
        assertThat(new Region("us-iso-east-1").partition().id()).isEqualTo("aws-iso");
        assertThat(new Region("us-isob-east-1").partition().id()).isEqualTo("aws-iso-b");
        assertThat(new Region("garage").partition().id()).isEqualTo("aws");
    }

    @Test
    void roleArn_ofRoot_isNoRoleToAssume() {
        RoleArn root = new RoleArn("arn:aws:iam::123456789012:root");
        assertThat(new AccountRole(root.account(), root, null).role()).isEmpty();
        assertThat(new RoleArn("arn:aws-cn:iam::123456789012:role/a/b/Name")
                        .account()
                        .value())
                .isEqualTo("123456789012");
    }

    @Test
    void externalId_isNeverShown() {
        assertThat(new ExternalId("s3cret-id")).hasToString("<redacted>");
        assertThatThrownBy(() -> new ExternalId("s3cret id"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", "text/csv; charset=utf-8", "a/b;c=\"d e\""})
    void contentType_wellFormed_isAccepted(String type) {
        assertThat(new ContentType(type).value()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "image",
                " image/jpeg",
                "image/jpeg ",
                "image/jpeg\t",
                "a/b;  c=d",
                "a/b  ;c=d",
                "a/b;\tc=d",
                "a/b;c=\"d  e\"",
                "a/b;c=\"d\te\"",
                "a/b;c=\" d\"",
                "a/b;c=\"d \"",
                "a/b\r\nX: y",
                "a/b\0",
                "a/é",
                "a/b;c=\"é\"",
                "a/b\u00a0",
                "a/b;c=\"\ud800\""
            })
    void contentType_foldable_isRefused(String type) {
        assertThatThrownBy(() -> new ContentType(type)).isInstanceOf(InvalidInputException.class);
    }

    /**
     * Only the form that S3 computes is accepted. With whitespace, without padding or URL-safe, the header would
     * differ.
     */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "AAAA", "é"})
    void uploadGuards_checksumOfAnotherForm_isRefused(String edge) {
        String checksum = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assertThat(new UploadConditions(null, checksum, true).sha256()).hasValue(checksum);
        for (String other : List.of(
                edge + checksum + " ",
                checksum.substring(0, 43) + edge,
                checksum.replace('+', '-').replace('/', '_'),
                "AAAA" + checksum)) {
            assertThatThrownBy(() -> new UploadConditions(null, other, true)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void expiresIn_outOfRange_isRefused() {
        assertThat(new UrlLifetime(604_800).seconds()).isEqualTo(604_800);
        assertThatThrownBy(() -> new UrlLifetime(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new UrlLifetime(604_801)).isInstanceOf(InvalidInputException.class);
    }
}
