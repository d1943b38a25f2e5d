package io.dataaccount.aws.sts;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.aws.sdk.DnsSuffix;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The session policy: allows only those actions of the role that the purpose of the session needs, on one bucket and
 * under one prefix. The actions are those of the requests that {@code S3BucketStore} sends for the purpose, and of the
 * presigned URLs.
 *
 * <p>There are two forms. {@link Form#AWS} names every action. Servers of other makers refuse a policy if they do not know
 * one of its actions; {@link Form#COMPATIBLE} has only actions that they know. It never has more resources:
 *
 * <ul>
 *   <li>To upload, it lacks the actions of KMS. A server that does not know an action does not require it.
 *   <li>To manage a bucket, it allows every action on the bucket except its deletion, because such servers have names of
 *       their own for what we need, such as {@code PutBucketEncryption}. The resource is the bucket and not the objects
 *       in it.
 * </ul>
 *
 * <p>A session for a whole bucket finds the bucket with {@code HeadBucket}, which needs {@code s3:ListBucket} on the
 * whole bucket. A session that is limited to a prefix has no such permission. It finds the bucket with {@code
 * GetBucketLocation}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session">Session policies</a>
 */
final class SessionPolicy {
    /**
     * In characters. STS has another limit, for a packed form of the policy, which only STS can check.
     *
     * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">Policy</a>
     */
    static final int MAX_LENGTH = 2048;

    /** How a policy names what it allows. */
    enum Form {
        /** The actions that we need, by the names that AWS gives them. */
        AWS,
        /** Only actions that servers of other makers know too. */
        COMPATIBLE
    }

    private static final JacksonCodec JSON = new JacksonCodec();

    /** The highest character that STS accepts in a policy. */
    private static final char LAST = '\u00FF';

    private static final String EVERY_S3_ACTION = "s3:*";

    /** What {@link #EVERY_S3_ACTION} would allow on a bucket beyond our actions, as far as every server knows the name. */
    private static final List<String> DELETING = List.of("s3:DeleteBucket", "s3:DeleteBucketPolicy");

    private final String arnRoot;
    private final String dnsSuffix;
    private final String bucket;
    private final Prefix prefix;
    private final List<Map<String, Object>> statements = new ArrayList<>();

    private SessionPolicy(RoleArn role, SessionScope scope) {
        String partition = role.value().split(":", 3)[1];
        this.arnRoot = "arn:" + partition + ":s3:::";
        this.dnsSuffix = DnsSuffix.ofPartition(partition);
        this.bucket = scope.bucket().map(BucketName::value).orElse("*");
        this.prefix = scope.prefix();
    }

    /**
     * The policy as JSON.
     *
     * @throws InvalidInputException INCOMPLETE_CONFIGURATION if STS does not accept a policy for this prefix
     */
    static String of(RoleArn role, Purpose purpose, SessionScope scope, Form form) {
        SessionPolicy policy = new SessionPolicy(role, scope);
        switch (purpose) {
            case BROWSE -> policy.browse(scope.bucket().isPresent());
            case UPLOAD -> policy.upload(form);
            case MANAGE -> policy.manage(form, scope.bucket().isPresent());
        }
        return policy.text();
    }

    private void browse(boolean bucketAtHand) {
        if (!bucketAtHand) {
            allow(List.of(S3Action.LIST_ALL_MY_BUCKETS.id()), "*");
            // for servers whose list of buckets does not contain the regions
            allow(List.of(S3Action.GET_BUCKET_LOCATION.id()), bucketArn());
        } else if (prefix.isRoot()) {
            allow(List.of(S3Action.LIST_BUCKET.id()), bucketArn());
        } else {
            allow(List.of(S3Action.LIST_BUCKET.id()), bucketArn(), "s3:prefix", literal(prefix.value()) + "*");
            allow(List.of(S3Action.GET_BUCKET_LOCATION.id()), bucketArn());
        }
    }

    private void upload(Form form) {
        allow(List.of(prefix.isRoot() ? S3Action.LIST_BUCKET.id() : S3Action.GET_BUCKET_LOCATION.id()), bucketArn());
        if (form == Form.COMPATIBLE && uploadWithoutExceptions()) {
            return;
        }
        allow(S3Action.ids(Purpose.UPLOAD), objects());
        // s3:GetObject is for folder markers only, whose keys end with a slash and which are empty
        Map<String, Object> deny = statement("Deny", S3Action.GET_OBJECT.id());
        deny.put("NotResource", bucketArn() + "/*/");
        if (form == Form.AWS) {
            // S3 calls KMS for the uploader if the bucket is encrypted with a KMS key; joining parts decrypts them
            allow(List.of("kms:GenerateDataKey", "kms:Decrypt"), "*", "kms:ViaService", "s3.*." + dnsSuffix);
        }
    }

    /**
     * Allows the same without {@code NotResource}, which not every server knows. The prefix is three times in this form.
     *
     * @return false, without a change, if the policy would become too long
     */
    private boolean uploadWithoutExceptions() {
        int before = statements.size();
        List<String> writing = S3Action.ids(Purpose.UPLOAD).stream()
                .filter(id -> !id.equals(S3Action.GET_OBJECT.id()))
                .toList();
        allow(writing, objects());
        String markers = objects() + "/";
        Object readable = prefix.isRoot()
                ? markers
                : List.of(
                        bucketArn() + "/" + literal(prefix.value()), markers); // the first is the marker of the prefix
        allow(List.of(S3Action.GET_OBJECT.id()), readable);
        if (json().length() <= MAX_LENGTH) {
            return true;
        }
        statements.subList(before, statements.size()).clear();
        return false;
    }

    private void manage(Form form, boolean oneBucket) {
        if (form == Form.AWS) {
            allow(S3Action.ids(Purpose.MANAGE), bucketArn());
        } else if (oneBucket) {
            allow(List.of(EVERY_S3_ACTION), bucketArn());
            statement("Deny", DELETING).put("Resource", bucketArn());
        } else {
            // the resource of all buckets matches all objects too, so every action is too much
            allow(S3Action.commonIds(Purpose.MANAGE), bucketArn());
        }
    }

    private String objects() {
        return bucketArn() + "/" + literal(prefix.value()) + "*";
    }

    private String bucketArn() {
        return arnRoot + bucket;
    }

    private Map<String, Object> allow(List<String> actions, Object resource) {
        Map<String, Object> statement = statement("Allow", actions);
        statement.put("Resource", resource);
        return statement;
    }

    private void allow(List<String> actions, String resource, String conditionKey, String pattern) {
        allow(actions, resource).put("Condition", Map.of("StringLike", Map.of(conditionKey, pattern)));
    }

    /** Adds a statement. The elements have the order that is usual in policies. */
    private Map<String, Object> statement(String effect, Object action) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", effect);
        statement.put("Action", action);
        statements.add(statement);
        return statement;
    }

    /**
     * The pattern that matches only this text.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
     */
    private static String literal(String text) {
        return text.replaceAll("[*?$]", "\\${$0}");
    }

    private String json() {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements);
        return new String(JSON.write(policy), StandardCharsets.UTF_8);
    }

    private String text() {
        String text = json();
        if (text.chars().anyMatch(c -> c > LAST)) {
            throw refused(
                    prefix.value(), "has characters outside Latin-1, which STS does not accept in a session policy");
        }
        if (text.length() > MAX_LENGTH) {
            throw refused(prefix.value(), "is too long for a session policy");
        }
        return text;
    }

    static InvalidInputException refused(String prefix, String reason) {
        return new InvalidInputException(
                ErrorCode.INCOMPLETE_CONFIGURATION,
                "data_s3_prefix",
                prefix,
                reason
                        + ", and only a session policy limits sessions to the prefix: configure a shorter prefix, or"
                        + " one with simpler characters");
    }
}
