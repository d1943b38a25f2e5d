package io.dataaccount.core.model.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.Region;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KmsKeyTest {
    private static final AccountId DATA = new AccountId("111122223333");
    private static final AccountId USECASE = new AccountId("444455556666");
    private static final Region IRELAND = new Region("eu-west-1");

    /** The forms in the AWS documentation, and the multi-Region key of its examples. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234abcd-12ab-34cd-56ef-1234567890ab",
                "mrk-1234abcd12ab34cd56ef1234567890ab",
                "alias/ExampleAlias",
                "alias/team/data_key-1",
                "alias/awsome/key",
                "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:us-east-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws-cn:kms:cn-north-1:111122223333:alias/ExampleAlias",
                "arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/team/x",
            })
    void form_ofTheDocumentation_isAccepted(String key) {
        assertThat(new KmsKey(key)).hasToString(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data",
                "alias/",
                "alias/a b",
                "alias/data\n",
                "1234abcd-12ab-34cd-56ef-1234567890ab\n",
                "1234ABCD-12ab-34cd-56ef-1234567890ab",
                "mrk-1234abcd",
                "key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:us-east-2:111122223333:1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:us-east-2:11112222333:alias/a",
                "arn:aws:kms:us-east-2::alias/a",
                "arn:aws:s3:us-east-2:111122223333:alias/a",
                "arn:aws-x:kms:us-east-2:111122223333:alias/a",
                "arn:aws:kms:US_EAST:111122223333:alias/a",
                " alias/a",
            })
    void otherForm_isRefused(String key) {
        assertThatThrownBy(() -> new KmsKey(key))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("kms_key_id '")
                .hasMessageContaining("must be the id of a KMS key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws/s3",
                "aws/ebs",
                "alias/aws/s3",
                "arn:aws:kms:us-east-2:111122223333:alias/aws/s3",
                "arn:aws:kms:us-east-2:111122223333:aws/s3",
                "arn:aws:kms:::aws/s3",
            })
    void keyThatAwsManages_isRefusedAsThat(String key) {
        assertThatThrownBy(() -> new KmsKey(key))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is an AWS managed key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alias/a",
                "1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:eu-west-1:111122223333:alias/a",
                "arn:aws:kms:eu-west-1:444455556666:alias/a",
            })
    void keyOfItsAccountsAndRegion_isTaken(String key) {
        assertThatCode(() -> new KmsKey(key).requireIn(Set.of(DATA, USECASE), IRELAND))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:kms:eu-west-1:666666666666:alias/a,is a key of account 666666666666",
        "arn:aws:kms:eu-west-2:111122223333:alias/a,is not a key of region eu-west-1",
        "arn:aws-cn:kms:eu-west-1:111122223333:alias/a,is not a key of region eu-west-1 and partition aws",
    })
    void keyOfElsewhere_isRefused(String key, String reason) {
        assertThatThrownBy(() -> new KmsKey(key).requireIn(Set.of(DATA, USECASE), IRELAND))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void keyOfAnotherAccount_isRefusedBeforeTheRegionIsKnown() {
        KmsKey foreign = new KmsKey("arn:aws:kms:eu-west-1:666666666666:alias/a");
        assertThatThrownBy(() -> foreign.requireIn(Set.of(DATA), null)).isInstanceOf(InvalidInputException.class);
        assertThatCode(() -> new KmsKey("arn:aws:kms:eu-west-1:111122223333:alias/a").requireIn(Set.of(DATA), null))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "alias/a,alias/a,true",
        "alias/a,arn:aws:kms:eu-west-1:111122223333:alias/a,true",
        "arn:aws:kms:eu-west-1:111122223333:alias/a,alias/a,true",
        "alias/a,alias/b,false",
        "alias/a,1234abcd-12ab-34cd-56ef-1234567890ab,false",
        "1234abcd-12ab-34cd-56ef-1234567890ab,arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab,true",
        // a key without ARN belongs to the bucket's account, not to the use case's
        "arn:aws:kms:eu-west-1:444455556666:alias/a,alias/a,false",
        "alias/a,arn:aws:kms:eu-west-1:666666666666:alias/a,false",
        "alias/a,arn:aws:kms:eu-west-1:111122223333:alias/aws/s3,false",
    })
    void storedKey_isTheSameUnderItsOtherName(String wanted, String stored, boolean same) {
        StoredEncryption present = new StoredEncryption("aws:kms", stored);
        Encryption encryption = new Encryption(Encryption.Algorithm.AWS_KMS, new KmsKey(wanted));
        assertThat(present.satisfies(encryption, DATA, IRELAND)).isEqualTo(same);
    }

    /** Values that other programs set and this project never sets. */
    @Test
    void dsseAndTheManagedKey_areToldAsTheyAre() {
        Encryption kms = new Encryption(Encryption.Algorithm.AWS_KMS, null);
        assertThat(new StoredEncryption("aws:kms:dsse", null).satisfies(kms, DATA, IRELAND))
                .isFalse();
        assertThat(new StoredEncryption("aws:kms:dsse", null).keyName()).contains("aws/s3");
        assertThat(new StoredEncryption("aws:kms", "alias/a").satisfies(kms, DATA, IRELAND))
                .isTrue();
        assertThat(StoredEncryption.of(Encryption.AES256).keyName()).isEmpty();
    }
}
