package io.dataaccount.aws.s3;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.error.DataException;
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

/** Our statement in the policy of a bucket, told from others' by its Sid; theirs keep every element they have. */
final class SecureTransportPolicy {
    static final String SID = "DdaPortalDenyInsecureTransport";

    private static final JacksonCodec JSON = new JacksonCodec();

    private static final String READ = "s3:GetBucketPolicy";

    private final S3Calls calls;

    SecureTransportPolicy(S3Calls calls) {
        this.calls = calls;
    }

    boolean put(AccountSession session, Bucket bucket) {
        Optional<String> present = calls.find(
                        session,
                        bucket,
                        READ,
                        "NoSuchBucketPolicy",
                        (s3, as) -> s3.getBucketPolicy(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(as)))
                .map(answer -> S3Calls.present(policy(answer), "policy in JSON", session, bucket, READ));
        Optional<String> merged = merge(present.orElse("{\"Version\":\"2012-10-17\",\"Statement\":[]}"), bucket);
        merged.ifPresent(policy -> calls.on(
                session,
                bucket,
                "s3:PutBucketPolicy",
                (s3, as) -> s3.putBucketPolicy(
                        request -> request.bucket(bucket.name().value())
                                .expectedBucketOwner(session.account().value())
                                .policy(policy)
                                .overrideConfiguration(as))));
        return merged.isPresent();
    }

    /** Null for what is no policy, such as a page of a proxy. */
    private static @Nullable String policy(GetBucketPolicyResponse answer) {
        String policy = answer.policy();
        try {
            return policy != null && !policy.isBlank() && JSON.read(policy) instanceof Map ? policy : null;
        } catch (DataException e) {
            return null;
        }
    }

    /** The policy with our statement, or empty if it has it already. */
    static Optional<String> merge(String policy, Bucket bucket) {
        Map<Object, @Nullable Object> document = new LinkedHashMap<>();
        if (JSON.read(policy) instanceof Map<?, ?> present) {
            document.putAll(present);
        }
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

    /** A policy of one statement may have it without a list around it. */
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
