package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract of the REST calls for buckets. */
abstract class RestBucketContract extends RestAuditContract {
    @Test
    protected void createBucket_ofTheSeed_answersAsTheSeed() {
        String name = randomBucket();
        ObjectNode body = object().put("bucket_name", name)
                .put("region", "us-east-1")
                .put("enable_versioning", true)
                .put("encryption", "AES256");

        RecordedResponse response = post(data(newUsecase(), "buckets"), body).expect(201);

        assertThat(response.text("bucket_name")).isEqualTo(name);
        assertThat(response.text("region")).isEqualTo("us-east-1");
        assertThat(response.text("arn")).isEqualTo("arn:aws:s3:::" + name);
        assertThat(response.json().get("created").isBoolean()).isTrue();
        assertThat(response.json().get("created").asBoolean()).isTrue();
        assertThat(response.json().get("versioning_enabled").asBoolean()).isTrue();
        assertThat(response.text("encryption")).isEqualTo("AES256");
        assertThat(response.json().get("cors_configured").asBoolean()).isTrue();
        assertThat(response.texts("steps", "outcome"))
                .isSubsetOf("done", "unchanged")
                .isNotEmpty();
        assertThat(response.json().get("warnings")).isEmpty();
    }

    @Test
    protected void createBucket_again_bringsItToTheWantedState() {
        String usecase = newUsecase();
        ObjectNode body = object().put("bucket_name", randomBucket()).put("region", "eu-central-1");
        RecordedResponse first = post(data(usecase, "buckets"), body).expect(201);
        RecordedResponse again = post(data(usecase, "buckets"), body).expect(200);
        assertThat(again.json().get("created").asBoolean()).isFalse();
        assertThat(again.texts("steps", "outcome")).containsOnly("unchanged");
        assertThat(again.texts("steps", "step")).isEqualTo(first.texts("steps", "step"));
    }

    /** Regression: in an attack, each of these calls returned 200 and weakened the bucket. */
    @Test
    protected void createBucket_onAnExistingBucket_keepsWhatIsNotNamed() {
        String usecase = newUsecase();
        ObjectNode body = object().put("bucket_name", randomBucket())
                .put("region", "eu-central-1")
                .put("enable_versioning", false)
                .put("encryption", "aws:kms")
                .put("kms_key_id", "alias/data");
        post(data(usecase, "buckets"), body).expect(201);

        ObjectNode plain = object().set("bucket_name", body.get("bucket_name"));
        RecordedResponse again = post(data(usecase, "buckets"), plain).expect(200);
        assertThat(again.text("region")).isEqualTo("eu-central-1");
        assertThat(again.text("versioning_enabled")).isEqualTo("false");
        assertThat(again.text("encryption")).isEqualTo("aws:kms");
        assertThat(again.text("kms_key_id")).isEqualTo("alias/data");
        assertThat(again.texts("steps", "outcome")).containsOnly("unchanged");

        plain.put("enable_versioning", true);
        assertThat(post(data(usecase, "buckets"), plain).expect(200).text("versioning_enabled"))
                .isEqualTo("true");
    }

    @Test
    protected void createBucket_weakeningAnExistingBucket_isAConflictWithTheDifferences() {
        String usecase = newUsecase();
        ObjectNode body = object().put("bucket_name", randomBucket())
                .put("encryption", "aws:kms")
                .put("kms_key_id", "alias/data");
        post(data(usecase, "buckets"), body).expect(201);
        body.put("enable_versioning", false).put("encryption", "AES256").remove("kms_key_id");
        RecordedResponse refused = post(data(usecase, "buckets"), body);
        refused.expectProblem(409, "conflict", "enable_versioning");
        assertThat(refused.json().get("differences").toString())
                .isEqualTo("[{\"field\":\"enable_versioning\",\"is\":\"true\",\"wanted\":\"false\"},"
                        + "{\"field\":\"encryption\",\"is\":\"aws:kms\",\"wanted\":\"AES256\"},"
                        + "{\"field\":\"kms_key_id\",\"is\":\"alias/data\"}]");
        post(data(usecase, "buckets"), body.put("update_existing", false)).expect(409);

        RecordedResponse changed = post(data(usecase, "buckets"), body.put("update_existing", true))
                .expect(200);
        assertThat(changed.text("versioning_enabled")).isEqualTo("false");
        assertThat(changed.text("encryption")).isEqualTo("AES256");
        assertThat(changed.json().has("kms_key_id")).isFalse();
        assertThat(changed.texts("steps", "outcome")).contains("done");
    }

    @Test
    protected void createBucket_withAKeyOfAnotherAccountOrRegion_isRefused() {
        String usecase = newCrossAccountUsecase();
        String existing = newBucket(usecase);
        String data = accounts().data().account().value();
        for (String arn : List.of(
                "arn:aws:kms:us-east-1:999966663333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:us-east-1:999966663333:alias/data",
                "arn:aws:kms:eu-west-1:" + data + ":alias/data",
                "arn:aws-cn:kms:us-east-1:" + data + ":alias/data")) {
            for (String bucket : List.of(existing, randomBucket())) {
                ObjectNode body = object().put("bucket_name", bucket)
                        .put("encryption", "aws:kms")
                        .put("kms_key_id", arn)
                        .put("update_existing", true);
                RecordedResponse response = post(data(usecase, "buckets"), body);
                response.expectProblem(400, "invalid_input", "kms_key_id");
                assertThat(response.text("detail")).contains(arn);
            }
        }
        for (String account : List.of(data, accounts().own().account().value())) {
            ObjectNode body = object().put("bucket_name", randomBucket())
                    .put("encryption", "aws:kms")
                    .put("kms_key_id", "arn:aws:kms:us-east-1:" + account + ":alias/data");
            post(data(usecase, "buckets"), body).expect(201);
        }
    }

    @Test
    protected void createBucket_inAnotherRegionThanItIsIn_isConflict() {
        String usecase = newUsecase();
        ObjectNode body = object().put("bucket_name", newBucket(usecase)).put("region", "eu-west-1");
        post(data(usecase, "buckets"), body).expectProblem(409, "conflict", "region");
    }

    /** The servers behind the contract are S3-compatible ones, which have regions of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"garage", "auto", "RegionOne"})
    protected void createBucket_inARegionOfAnotherServer_isUsableThere(String region) {
        String usecase = newUsecase();
        String name = randomBucket();
        ObjectNode body = object().put("bucket_name", name).put("region", region);
        RecordedResponse created = post(data(usecase, "buckets"), body).expect(201);
        assertThat(created.text("region")).isEqualTo(region);
        JsonNode listed = get(data(usecase, "buckets")).expect(200).json().get("buckets");
        assertThat(listed)
                .anySatisfy(bucket -> assertThat(bucket.get("name").asText() + " "
                                + bucket.get("region").asText())
                        .isEqualTo(name + " " + region));
        ObjectNode upload = object().put("bucket", name).put("key", "a.txt");
        assertThat(post(data(usecase, "upload-url"), upload).expect(200).text("upload_url"))
                .contains(name);
    }

    @Test
    protected void createBucket_ofAnotherUsecase_isTaken() {
        String name = newBucket(newUsecase());
        ObjectNode body = object().put("bucket_name", name);
        RecordedResponse sameAccount = post(data(newUsecase(), "buckets"), body);
        sameAccount.expectProblem(409, "bucket_name_taken", "bucket_name");
        assertThat(sameAccount.text("detail")).contains("data_s3_bucket");
        post(data(newCrossAccountUsecase(), "buckets"), body).expectProblem(409, "bucket_name_taken", "bucket_name");
    }

    @Test
    protected void createBucket_inAnotherPartitionThanTheRole_isRefused() {
        post(
                        data(newUsecase(), "buckets"),
                        object().put("bucket_name", randomBucket()).put("region", "cn-north-1"))
                .expectProblem(400, "invalid_input", "region");
    }

    @Test
    protected void createBucket_withTheServersOwnCredentials_needsNoRole() {
        ObjectNode body =
                usecaseBody().put("account_id", accounts().ambient().account().value());
        body.remove(List.of("cross_account_role_arn", "external_id"));
        post(USECASES, body).expect(201);
        String usecase = body.get("usecase_id").asText();
        post(data(usecase, "buckets"), object().put("bucket_name", randomBucket()))
                .expect(201);
    }

    @Test
    protected void createBucket_withARoleThatCannotBeAssumed_namesTheRole() {
        ObjectNode body = usecaseBody().put("external_id", "not-the-external-id");
        post(USECASES, body).expect(201);
        RecordedResponse response =
                post(data(body.get("usecase_id").asText(), "buckets"), object().put("bucket_name", randomBucket()));
        response.expectProblem(502, "assume_role_denied", "");
        assertThat(response.text("detail"))
                .contains(arn(accounts().own()).value())
                .doesNotContain("not-the-external-id");
    }

    @Test
    protected void listBuckets_ofTheDataAccount_namesTheAccount() {
        String usecase = newCrossAccountUsecase();
        String name = newDataBucket(usecase, "");
        RecordedResponse response = get(data(usecase, "buckets?prefix=" + name)).expect(200);
        JsonNode bucket = response.json().get("buckets").get(0);
        assertThat(bucket.get("name").asText()).isEqualTo(name);
        assertThat(bucket.get("region").asText()).isEqualTo("us-east-1");
        assertThat(Instant.parse(bucket.get("creation_date").asText())).isAfter(BucketStoreHarness.A_PAST_MOMENT);
        assertThat(bucket.get("is_configured").asBoolean()).isTrue();
        assertThat(response.text("current_data_bucket")).isEqualTo(name);
        assertThat(response.text("target_account"))
                .isEqualTo(accounts().data().account().value());
        assertThat(response.json().get("has_data_account_role").asBoolean()).isTrue();
        assertThat(get(data(newUsecase(), "buckets?prefix=" + name)).texts("buckets", "name"))
                .isEmpty();
    }

    @Test
    protected void listBuckets_inPages_hasEachOnce() {
        String usecase = newUsecase();
        String common = randomBucket().substring(0, 30);
        List<String> names = List.of(common + "-a", common + "-b", common + "-c");
        names.forEach(name -> post(data(usecase, "buckets"), object().put("bucket_name", name))
                .expect(201));
        List<String> found = new ArrayList<>();
        String target = data(usecase, "buckets?page_size=2&prefix=" + common);
        RecordedResponse page = get(target).expect(200);
        found.addAll(page.texts("buckets", "name"));
        assertThat(found).hasSize(2);
        found.addAll(get(target + "&page_token=" + page.text("next_token"))
                .expect(200)
                .texts("buckets", "name"));
        assertThat(found).isEqualTo(names);
    }
}
