package io.dataaccount.core.rest;

import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSummary;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.KmsKey;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.service.CreateBucket;
import io.dataaccount.core.service.ListBuckets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON of the two bucket calls. */
final class BucketJson {
    private BucketJson() {}

    static CreateBucket.Command create(RequestReader input) {
        RequestFields body =
                input.body("bucket_name", "region", "enable_versioning", "encryption", "kms_key_id", "update_existing");
        return new CreateBucket.Command(
                input.usecaseId(),
                body.required("bucket_name", BucketName::new),
                body.optional("region", Region::new),
                body.has("enable_versioning") ? body.bool("enable_versioning", true) : null,
                encryption(body),
                body.bool("update_existing", false));
    }

    private static @Nullable Encryption encryption(RequestFields body) {
        if (!body.has("encryption") && !body.has("kms_key_id")) {
            return null;
        }
        return new Encryption(
                body.optional("encryption", Encryption.Algorithm::of, Encryption.Algorithm.AES256),
                body.optional("kms_key_id", KmsKey::new));
    }

    static Map<String, Object> created(CreateBucket.Result result) {
        return new JsonObjectBuilder()
                .putText("bucket_name", result.bucket().name())
                .putText("region", result.bucket().region())
                .put("arn", result.bucket().arn())
                .put("created", result.created())
                .put("versioning_enabled", result.versioning())
                .put("encryption", result.encryption().algorithm())
                .putText("kms_key_id", result.encryption().kmsKeyId())
                .put("cors_configured", result.corsConfigured())
                .put("steps", result.steps().stream().map(BucketJson::step).toList())
                .put(
                        "warnings",
                        result.warnings().stream().map(BucketJson::warning).toList())
                .done();
    }

    private static Map<String, Object> step(CreateBucket.Step step) {
        return new JsonObjectBuilder()
                .put("step", step.name())
                .put("outcome", step.outcome().name().toLowerCase(Locale.ROOT))
                .done();
    }

    private static Map<String, Object> warning(CreateBucket.Warning warning) {
        return new JsonObjectBuilder()
                .put("step", warning.step())
                .put("detail", warning.detail())
                .putText("action", warning.action())
                .done();
    }

    static ListBuckets.Command list(RequestReader input) {
        RequestFields query = input.query("page_size", "page_token", "prefix");
        return new ListBuckets.Command(
                input.usecaseId(), query.optional("prefix", Function.identity(), ""), Paging.read(query));
    }

    static Map<String, Object> listed(ListBuckets.Result result) {
        String current = result.currentDataBucket().map(BucketName::value).orElse("");
        List<Map<String, Object>> buckets = result.buckets().items().stream()
                .map(each -> bucket(each, current))
                .toList();
        return new JsonObjectBuilder()
                .put("buckets", buckets)
                .putText("next_token", result.buckets().next().map(PageToken::value))
                .putText("current_data_bucket", result.currentDataBucket())
                .putText("target_account", result.targetAccount())
                .put("has_data_account_role", result.hasDataAccountRole())
                .done();
    }

    private static Map<String, Object> bucket(BucketSummary bucket, String current) {
        return new JsonObjectBuilder()
                .put("name", bucket.name())
                .putText("creation_date", bucket.creationDate())
                .put("region", bucket.region())
                .put("is_configured", bucket.name().equals(current))
                .done();
    }
}
