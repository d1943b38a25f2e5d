package io.dataaccount.aws.sts;

import static java.util.stream.Collectors.joining;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session may do of what its role may: what its purpose takes, on the bucket and under the prefix at hand. The
 * actions are those of the calls that {@code S3BucketStore} makes for the purpose, and of the presigned URLs.
 *
 * <p>A session of a whole bucket asks for the bucket with {@code HeadBucket}, which takes {@code s3:ListBucket} on all of
 * it. One that is kept to a prefix may not: it asks with {@code GetBucketLocation}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session">Session policies</a>
 */
final class SessionPolicy {
    /**
     * In characters. There is another limit on a packed form of the policy, which only STS can tell.
     *
     * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">Policy</a>
     */
    static final int MAX_LENGTH = 2048;

    /** The last character that STS takes in a policy. */
    private static final char LAST = '\u00FF';

    private static final List<String> MANAGING = List.of(
            "s3:CreateBucket",
            "s3:GetBucketCORS",
            "s3:GetBucketOwnershipControls",
            "s3:GetBucketPolicy",
            "s3:GetBucketPublicAccessBlock",
            "s3:GetBucketTagging",
            "s3:GetBucketVersioning",
            "s3:GetEncryptionConfiguration",
            "s3:GetLifecycleConfiguration",
            "s3:ListBucket",
            "s3:PutBucketCORS",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketPolicy",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketTagging",
            "s3:PutBucketVersioning",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration",
            "s3:TagResource");

    private static final List<String> UPLOADING =
            List.of("s3:PutObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload");

    private final String arnRoot;
    private final String dnsSuffix;
    private final String bucket;
    private final Prefix prefix;
    private final List<String> statements = new ArrayList<>();

    private SessionPolicy(RoleArn role, SessionScope scope) {
        String partition = role.value().split(":", 3)[1];
        this.arnRoot = "arn:" + partition + ":s3:::";
        this.dnsSuffix = partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
        this.bucket = scope.bucket().map(BucketName::value).orElse("*");
        this.prefix = scope.prefix();
    }

    /**
     * The policy as JSON.
     *
     * @throws InvalidInputException INCOMPLETE_CONFIGURATION if STS takes no policy for such a prefix
     */
    static String of(RoleArn role, Purpose purpose, SessionScope scope) {
        SessionPolicy policy = new SessionPolicy(role, scope);
        switch (purpose) {
            case BROWSE -> policy.browse(scope.bucket().isPresent());
            case UPLOAD -> policy.upload();
            case MANAGE -> policy.allow(MANAGING, policy.bucketArn());
        }
        return policy.text();
    }

    private void browse(boolean bucketAtHand) {
        if (!bucketAtHand) {
            allow(List.of("s3:ListAllMyBuckets"), "*");
            // for servers whose list of buckets does not say where they are
            allow(List.of("s3:GetBucketLocation"), bucketArn());
        } else if (prefix.isRoot()) {
            allow(List.of("s3:ListBucket"), bucketArn());
        } else {
            allow(List.of("s3:ListBucket"), bucketArn(), like("s3:prefix", literal(prefix.value()) + "*"));
            allow(List.of("s3:GetBucketLocation"), bucketArn());
        }
    }

    private void upload() {
        allow(List.of(prefix.isRoot() ? "s3:ListBucket" : "s3:GetBucketLocation"), bucketArn());
        allow(UPLOADING, bucketArn() + "/" + literal(prefix.value()) + "*");
        // of objects only the markers of folders may be looked at, which have nothing in them
        statements.add("""
                {"Effect":"Deny","Action":"s3:GetObject","NotResource":%s}""".formatted(quoted(bucketArn() + "/*/")));
        // S3 asks KMS on the uploader's behalf where the bucket is encrypted with a key, and to join parts decrypts
        // them
        allow(List.of("kms:GenerateDataKey", "kms:Decrypt"), "*", like("kms:ViaService", "s3.*." + dnsSuffix));
    }

    private String bucketArn() {
        return arnRoot + bucket;
    }

    private void allow(List<String> actions, String resource) {
        allow(actions, resource, "");
    }

    private void allow(List<String> actions, String resource, String condition) {
        statements.add("""
                {"Effect":"Allow","Action":[%s],"Resource":%s%s}""".formatted(
                actions.stream().map(SessionPolicy::quoted).collect(joining(",")), quoted(resource), condition));
    }

    private static String like(String key, String pattern) {
        return """
                ,"Condition":{"StringLike":{%s:%s}}""".formatted(quoted(key), quoted(pattern));
    }

    /**
     * Of a prefix everything stands for itself.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
     */
    private static String literal(String text) {
        return text.replaceAll("[*?$]", "\\${$0}");
    }

    /** A prefix has no control characters, which JSON would have to escape too. */
    private static String quoted(String text) {
        return '"' + text.replaceAll("[\"\\\\]", "\\\\$0") + '"';
    }

    private String text() {
        String text = """
                {"Version":"2012-10-17","Statement":[%s]}""".formatted(String.join(",", statements));
        if (text.chars().anyMatch(c -> c > LAST)) {
            throw refused(prefix.value(), "has characters beyond Latin-1, which STS takes in no session policy");
        }
        if (text.length() > MAX_LENGTH) {
            throw refused(prefix.value(), "is too long for a session policy of STS");
        }
        return text;
    }

    static InvalidInputException refused(String prefix, String reason) {
        return new InvalidInputException(
                ErrorCode.INCOMPLETE_CONFIGURATION,
                "data_s3_prefix",
                prefix,
                reason
                        + ", and without one sessions could not be kept to it: configure a prefix that is shorter or made"
                        + " of plainer characters");
    }
}
