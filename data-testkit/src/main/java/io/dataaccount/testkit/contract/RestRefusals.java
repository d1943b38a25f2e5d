package io.dataaccount.testkit.contract;

import io.dataaccount.testkit.contract.RestContract.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests with an invalid value for every field of every call. */
final class RestRefusals {
    private static final String UNKNOWN = "unknown_field";
    private static final String INVALID = "invalid_input";
    private static final List<String> DATA_FIELDS = List.of(
            "data_account_id", "data_account_role_arn", "data_account_external_id", "data_s3_bucket", "data_s3_prefix");

    private RestRefusals() {}

    static Stream<Refusal> fields() {
        return Stream.of(
                        buckets(),
                        bucketQuery(),
                        folders(),
                        folderQuery(),
                        uploadUrl(),
                        batch(),
                        multipart(),
                        configure(),
                        usecases(),
                        audit(RestHarness.usecase("any") + "/audit?"),
                        audit(RestHarness.AUDIT + "?actor=ana&"),
                        auditOfAUser())
                .flatMap(each -> each);
    }

    private static Stream<Refusal> buckets() {
        String call = "buckets";
        return Stream.of(
                post(call, "{}", INVALID, "bucket_name"),
                post(call, "{\"bucketName\":\"my-data\"}", UNKNOWN, "bucketName"),
                post(call, "{\"bucket_name\":7}", INVALID, "bucket_name"),
                post(call, "{\"bucket_name\":null}", INVALID, "bucket_name"),
                post(call, "{\"bucket_name\":\"My_Data\"}", INVALID, "bucket_name"),
                post(call, "{\"bucket_name\":\"192.168.0.1\"}", INVALID, "bucket_name"),
                post(call, "{\"bucket_name\":\"my-data--x-s3\"}", INVALID, "bucket_name"),
                post(call, "{\"bucket_name\":\"my-data-an\"}", INVALID, "bucket_name"),
                post(call, "{\"bucket_name\":\"my-data\",\"region\":\"us_east_1\"}", INVALID, "region"),
                post(call, "{\"bucket_name\":\"my-data\",\"enable_versioning\":\"yes\"}", INVALID, "enable_versioning"),
                post(call, "{\"bucket_name\":\"my-data\",\"enable_versioning\":1}", INVALID, "enable_versioning"),
                post(call, "{\"bucket_name\":\"my-data\",\"encryption\":\"none\"}", INVALID, "encryption"),
                post(call, "{\"bucket_name\":\"my-data\",\"update_existing\":\"yes\"}", INVALID, "update_existing"),
                post(call, "{\"bucket_name\":\"my-data\",\"update_existing\":null}", INVALID, "update_existing"),
                post(call, "{\"bucket_name\":\"my-data\",\"updateExisting\":true}", UNKNOWN, "updateExisting"),
                key(call, "aws/s3"),
                key(call, "alias/aws/s3"),
                key(call, "alias/aws/ebs"),
                key(call, "arn:aws:kms:us-east-1:111122223333:alias/aws/s3"),
                key(call, "arn:aws:kms:us-east-1:111122223333:aws/s3"),
                key(call, "alias/"),
                key(call, "data"),
                key(call, ""),
                key(call, "1234abcd"),
                key(call, "1234ABCD-12ab-34cd-56ef-1234567890ab"),
                key(call, "mrk-1234"),
                key(call, "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                key(call, "arn:aws:kms:us-east-1:111122223333:1234abcd-12ab-34cd-56ef-1234567890ab"),
                key(call, "arn:aws:kms:us-east-1::key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                key(call, "arn:aws:s3:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                key(call, "arn:aws-x:kms:us-east-1:111122223333:alias/data"),
                post(call, "{\"bucket_name\":\"my-data\",\"kms_key_id\":\"k\"}", INVALID, "kms_key_id"),
                post(call, "{\"bucket_name\":\"my-data\",\"acl\":\"public-read\"}", UNKNOWN, "acl"));
    }

    private static Stream<Refusal> bucketQuery() {
        return Stream.of(
                get("buckets?page_size=0", INVALID, "page_size"),
                get("buckets?page_size=1001", INVALID, "page_size"),
                get("buckets?page_size=-1", INVALID, "page_size"),
                get("buckets?page_size=ten", INVALID, "page_size"),
                get("buckets?prefix=UPPER", INVALID, "prefix"),
                get("buckets?pagesize=1", UNKNOWN, "pagesize"),
                get("buckets?prefix=a&prefix=b", INVALID, "prefix"));
    }

    private static Stream<Refusal> folders() {
        String call = "folders";
        return Stream.of(
                post(call, "{}", INVALID, "folder_path"),
                post(call, "{\"folder_path\":\"\"}", INVALID, "folder_path"),
                post(call, "{\"folder_path\":\"/raw/\"}", INVALID, "folder_path"),
                post(call, "{\"folder_path\":\"a//b\"}", INVALID, "folder_path"),
                post(call, "{\"folder_path\":\"a/../b\"}", INVALID, "folder_path"),
                post(call, "{\"folder_path\":\"a\\u0000b\"}", INVALID, "folder_path"),
                post(call, "{\"folder_path\":[\"a\"]}", INVALID, "folder_path"),
                post(call, "{\"folder_path\":\"" + "x".repeat(1024) + "\"}", INVALID, "folder_path"),
                post(call, "{\"folder_path\":\"a\",\"bucket\":\"B\"}", INVALID, "bucket"),
                post(call, "{\"folder_path\":\"a\",\"bucket_name\":\"my-data\"}", UNKNOWN, "bucket_name"));
    }

    private static Stream<Refusal> folderQuery() {
        return Stream.of(
                get("folders?bucket=B", INVALID, "bucket"),
                get("folders?prefix=" + "x".repeat(1024), INVALID, "prefix"),
                get("folders?page_token=", INVALID, "page_token"),
                get("folders?page_size=1.5", INVALID, "page_size"),
                get("folders?Bucket=my-data", UNKNOWN, "Bucket"));
    }

    private static Stream<Refusal> uploadUrl() {
        String call = "upload-url";
        Stream<Refusal> keys = Stream.of(
                        "", "/a", "a/", "a//b", "./a", "a/..", "a\\nb", "x".repeat(1025), "ü".repeat(513))
                .map(key -> post(call, "{\"key\":\"" + key + "\"}", INVALID, "key"));
        Stream<Refusal> types = Stream.of("", "jpeg", "image/jpeg ", "a/b\\r\\nX-Evil: 1", "a/b;  c=d", "a/ü")
                .map(type -> post(call, "{\"key\":\"a\",\"content_type\":\"" + type + "\"}", INVALID, "content_type"));
        Stream<Refusal> lives = Stream.of("0", "-1", "604801", "\"60\"", "1.5", "1e3", "null", "99999999999999999999")
                .map(life -> post(call, "{\"key\":\"a\",\"expires_in\":" + life + "}", INVALID, "expires_in"));
        Stream<Refusal> conditions = Stream.of(
                post(call, "{\"key\":\"a\",\"content_length\":-1}", INVALID, "content_length"),
                post(call, "{\"key\":\"a\",\"content_length\":5368709121}", INVALID, "content_length"),
                post(call, "{\"key\":\"a\",\"checksum_sha256\":\"abc\"}", INVALID, "checksum_sha256"),
                post(call, "{\"key\":\"a\",\"overwrite\":\"no\"}", INVALID, "overwrite"),
                post(call, "{\"bucket\":\"my-data\"}", INVALID, "key"),
                post(call, "{\"key\":7}", INVALID, "key"),
                post(call, "{\"key\":\"a\",\"filename\":\"b\"}", UNKNOWN, "filename"));
        return Stream.of(keys, types, lives, conditions).flatMap(each -> each);
    }

    private static Stream<Refusal> batch() {
        String call = "batch-upload-urls";
        return Stream.of(
                post(call, "{}", INVALID, "files"),
                post(call, "{\"files\":[]}", INVALID, "files"),
                post(call, "{\"files\":{}}", INVALID, "files"),
                post(call, "{\"files\":[7]}", INVALID, "files[0]"),
                post(call, "{\"files\":[{\"filename\":\"a\"},{}]}", INVALID, "files[1].filename"),
                post(call, "{\"files\":[{\"filename\":7}]}", INVALID, "files[0].filename"),
                post(call, "{\"files\":[{\"filename\":\"a\"}],\"prefix\":\"/a\"}", INVALID, "prefix"),
                post(call, "{\"files\":[{\"filename\":\"a\"}],\"expires_in\":0}", INVALID, "expires_in"),
                post(
                        call,
                        "{\"files\":[{\"filename\":\"a\"}],\"content_type\":\"image/jpeg\"}",
                        UNKNOWN,
                        "content_type"));
    }

    private static Stream<Refusal> multipart() {
        String call = "multipart-upload-urls";
        Stream<Refusal> parts = Stream.of("[0]", "[10001]", "[99999999999999999999]", "[1.5]", "[\"1\"]", "[null]")
                .map(list -> begun(call, "\"part_numbers\":" + list, "part_numbers[0]"));
        return Stream.concat(
                parts,
                Stream.of(
                        post(call, "{}", INVALID, "key"),
                        post(call, "{\"key\":\"a/\"}", INVALID, "key"),
                        post(call, "{\"key\":\"a\",\"content_type\":\"jpeg\"}", INVALID, "content_type"),
                        post(call, "{\"key\":\"a\",\"upload_id\":\"\"}", INVALID, "upload_id"),
                        post(call, "{\"key\":\"a\",\"upload_id\":\"x y\"}", INVALID, "upload_id"),
                        post(call, "{\"key\":\"a\",\"upload_id\":null}", INVALID, "upload_id"),
                        post(call, "{\"key\":\"a\",\"part_numbers\":[1]}", INVALID, "part_numbers"),
                        post(call, "{\"key\":\"a\",\"overwrite\":false}", INVALID, "overwrite"),
                        begun(call, "\"content_type\":\"image/jpeg\"", "content_type"),
                        begun(call, "\"part_numbers\":1", "part_numbers"),
                        begun(call, "\"part_numbers\":[1,2,1]", "part_numbers[2]"),
                        begun(call, "\"overwrite\":\"no\"", "overwrite"),
                        post(call, "{\"key\":\"a\",\"uploadId\":\"x\"}", UNKNOWN, "uploadId")));
    }

    private static Refusal begun(String call, String more, String field) {
        return post(call, "{\"key\":\"a\",\"upload_id\":\"x\"," + more + "}", INVALID, field);
    }

    private static Stream<Refusal> configure() {
        String call = "configure";
        Stream<Refusal> numbers =
                DATA_FIELDS.stream().map(field -> post(call, "{\"" + field + "\":7}", INVALID, field));
        return Stream.concat(
                numbers,
                Stream.of(
                        post(call, "{\"data_account_id\":\"12345678901\"}", INVALID, "data_account_id"),
                        post(call, "{\"data_account_role_arn\":\"DDA\"}", INVALID, "data_account_role_arn"),
                        post(call, "{\"data_account_external_id\":\"x y\"}", INVALID, "data_account_external_id"),
                        post(call, "{\"data_s3_bucket\":\"B\"}", INVALID, "data_s3_bucket"),
                        post(call, "{\"data_s3_prefix\":\"/\"}", INVALID, "data_s3_prefix"),
                        post(call, "{\"data_bucket\":\"my-data\"}", UNKNOWN, "data_bucket")));
    }

    private static Stream<Refusal> usecases() {
        String call = RestHarness.USECASES;
        return Stream.of(
                create("{\"account_id\":\"123456789012\"}", "name"),
                create("{\"name\":\"x\"}", "account_id"),
                create("{\"name\":\" \",\"account_id\":\"123456789012\"}", "name"),
                create("{\"name\":\"x\",\"account_id\":123456789012}", "account_id"),
                create("{\"name\":\"x\",\"account_id\":\"1\"}", "account_id"),
                create("{\"name\":\"x\",\"account_id\":\"123456789012\",\"usecase_id\":\"a b\"}", "usecase_id"),
                create("{\"name\":\"x\",\"account_id\":\"123456789012\",\"s3_bucket\":\"B\"}", "s3_bucket"),
                refusal("GET", call + "?x=1", null, UNKNOWN, "x"),
                refusal("GET", call + "?page_size=0", null, INVALID, "page_size"),
                refusal("GET", call + "?page_size=1001", null, INVALID, "page_size"),
                refusal("GET", call + "?page_token=", null, INVALID, "page_token"),
                refusal("DELETE", RestHarness.usecase("any") + "?force=true", null, UNKNOWN, "force"),
                refusal("GET", RestHarness.usecase("any"), "{}", INVALID, "body"));
    }

    private static Stream<Refusal> audit(String call) {
        Stream<String> times = Stream.of("", "yesterday", "2026-11-24", "2026-11-24T12:00:00", "1795521600000");
        return Stream.concat(
                times.flatMap(time -> Stream.of("from", "to")
                        .map(field -> refusal("GET", call + field + "=" + time, null, INVALID, field))),
                Stream.of(
                        refusal("GET", call + "from=2026-13-24T12:00:00Z", null, INVALID, "from"),
                        refusal("GET", call + "from=%2B12026-11-24T12:00:00Z", null, INVALID, "from"),
                        refusal("GET", call + "to=2026-11-24T12:00:00+01:00", null, INVALID, "to"), // a + is a space
                        refusal("GET", call + "action=", null, INVALID, "action"),
                        refusal("GET", call + "action=create%20bucket", null, INVALID, "action"),
                        refusal("GET", call + "action=" + "x".repeat(65), null, INVALID, "action"),
                        refusal("GET", call + "page_size=0", null, INVALID, "page_size"),
                        refusal("GET", call + "page_size=1001", null, INVALID, "page_size"),
                        refusal("GET", call + "page_token=", null, INVALID, "page_token"),
                        refusal("GET", call + "user_id=ana", null, UNKNOWN, "user_id")));
    }

    private static Stream<Refusal> auditOfAUser() {
        return Stream.of(
                refusal("GET", RestHarness.AUDIT, null, INVALID, "actor"),
                refusal("GET", RestHarness.AUDIT + "?actor=%20ana", null, INVALID, "actor"),
                refusal("GET", RestHarness.usecase("any") + "/audit?actor=", null, INVALID, "actor"));
    }

    private static Refusal create(String body, String field) {
        return refusal("POST", RestHarness.USECASES, body, INVALID, field);
    }

    private static Refusal key(String call, String key) {
        String body = "{\"bucket_name\":\"my-data\",\"encryption\":\"aws:kms\",\"kms_key_id\":\"" + key + "\"}";
        return post(call, body, INVALID, "kms_key_id");
    }

    private static Refusal post(String call, String body, String code, String field) {
        return refusal("POST", RestHarness.data("any", call), body, code, field);
    }

    private static Refusal get(String call, String code, String field) {
        return refusal("GET", RestHarness.data("any", call), null, code, field);
    }

    private static Refusal refusal(String method, String target, @Nullable String body, String code, String field) {
        RestCall call = body == null ? RestCall.of(method, target) : RestCall.json(method, target, body);
        String shown = body == null || body.length() <= 90 ? body : body.substring(0, 90) + "…";
        return new Refusal(call + (shown == null ? "" : " " + shown), call, 400, code, field);
    }
}
