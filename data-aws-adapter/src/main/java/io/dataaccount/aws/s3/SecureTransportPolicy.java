package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;

/**
 * Our statement in the policy of a bucket. Its Sid distinguishes it from the statements of others, which keep all their
 * elements.
 */
final class SecureTransportPolicy {
    static final String SID = "DdaPortalDenyInsecureTransport";

    private static final JacksonCodec JSON = new JacksonCodec();

    private static final String READ = S3Action.GET_BUCKET_POLICY.id();

    private final S3Calls calls;

    SecureTransportPolicy(S3Calls calls) {
        this.calls = calls;
    }

    boolean put(AccountSession session, Bucket bucket) {
        Optional<Map<?, ?>> present = calls.findOptional(
                        session,
                        bucket,
                        READ,
                        "NoSuchBucketPolicy",
                        (s3, credentials) -> s3.getBucketPolicy(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(credentials)))
                .map(response ->
                        S3Calls.present(policy(response), "policy in JSON with a Statement", session, bucket, READ));
        Map<?, ?> theirs = present.orElse(Map.of("Version", "2012-10-17"));
        Optional<String> merged = merge(theirs, bucket);
        try {
            merged.ifPresent(policy -> calls.call(
                    session,
                    bucket,
                    S3Action.PUT_BUCKET_POLICY.id(),
                    (s3, credentials) -> s3.putBucketPolicy(
                            request -> request.bucket(bucket.name().value())
                                    .expectedBucketOwner(session.account().value())
                                    .policy(policy)
                                    .overrideConfiguration(credentials))));
        } catch (AccessDeniedException e) {
            throw isPublic(theirs) ? blocked(session, bucket, e) : e;
        }
        return merged.isPresent();
    }

    /**
     * Block Public Access refuses to write a policy that has a statement for everyone, with the error of a missing
     * permission.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">
     *     BlockPublicPolicy</a>
     */
    private static DataException blocked(AccountSession session, Bucket bucket, AccessDeniedException cause) {
        return new DataException(
                ErrorCode.NOT_SUPPORTED,
                "S3 refused " + S3Action.PUT_BUCKET_POLICY.id() + " on " + S3Calls.resource(bucket) + " in account "
                        + session.account() + " (S3 error: AccessDenied). The policy of the bucket has a statement that"
                        + " allows everyone, and Block Public Access does not let such a policy be written: remove"
                        + " that statement and make this call again. If the error persists, the role "
                        + session.principal() + " lacks this action.",
                cause);
    }

    private static boolean isPublic(Map<?, ?> policy) {
        return statements(policy.get("Statement")).stream()
                .anyMatch(statement -> statement instanceof Map<?, ?> elements
                        && "Allow".equals(elements.get("Effect"))
                        && isEveryone(elements.get("Principal")));
    }

    private static boolean isEveryone(@Nullable Object principal) {
        if (principal instanceof Map<?, ?> kinds) {
            return kinds.values().stream().anyMatch(SecureTransportPolicy::isEveryone);
        }
        return principal instanceof List<?> list ? list.contains("*") : "*".equals(principal);
    }

    /**
     * The policy in the response; null if the response is no policy, such as a page or an error of a proxy. Every policy has
     * a statement.
     */
    private static @Nullable Map<?, ?> policy(GetBucketPolicyResponse response) {
        String policy = response.policy();
        try {
            return policy != null
                            && JSON.read(policy) instanceof Map<?, ?> document
                            && document.containsKey("Statement")
                    ? document
                    : null;
        } catch (DataException e) {
            return null;
        }
    }

    /** The policy with our statement added; empty if the policy already has it. */
    static Optional<String> merge(Map<?, ?> policy, Bucket bucket) {
        Map<Object, @Nullable Object> document = new LinkedHashMap<>(policy);
        List<@Nullable Object> statements = new ArrayList<>(statements(document.remove("Statement")));
        Map<String, Object> ours = statement(bucket);
        if (statements.contains(ours)) {
            return Optional.empty();
        }
        statements.removeIf(statement -> statement instanceof Map<?, ?> elements && SID.equals(elements.get("Sid")));
        statements.add(ours);
        document.put("Statement", statements);
        return Optional.of(new String(JSON.write(document), StandardCharsets.UTF_8));
    }

    /** A policy with one statement may contain it without a list. */
    private static List<?> statements(@Nullable Object statement) {
        if (statement == null) {
            return List.of();
        }
        return statement instanceof List<?> list ? list : List.of(statement);
    }

    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html">Enforce TLS</a> */
    private static Map<String, Object> statement(Bucket bucket) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", SID);
        statement.put("Effect", "Deny");
        statement.put("Principal", "*");
        statement.put("Action", "s3:*");
        statement.put("Resource", List.of(bucket.arn(), bucket.arn() + "/*"));
        statement.put("Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")));
        return statement;
    }
}
