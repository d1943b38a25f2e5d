package io.dataaccount.aws.s3;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;

/** Our statement in the policy of a bucket, told from others' by its Sid; theirs keep every element they have. */
final class SecureTransportPolicy {
    static final String SID = "DdaPortalDenyInsecureTransport";

    private static final JsonNodeParser PARSER = JsonNode.parser();

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
            return policy != null && !policy.isBlank() && PARSER.parse(policy).isObject() ? policy : null;
        } catch (UncheckedIOException | SdkClientException e) {
            return null;
        }
    }

    /** The policy with our statement, or empty if it has it already. */
    static Optional<String> merge(String policy, Bucket bucket) {
        Map<String, JsonNode> document =
                new LinkedHashMap<>(PARSER.parse(policy).asObject());
        List<JsonNode> statements = new ArrayList<>(statements(document.get("Statement")));
        JsonNode ours = PARSER.parse(statement(bucket));
        if (statements.contains(ours)) {
            return Optional.empty();
        }
        statements.removeIf(statement -> statement.isObject()
                && statement.field("Sid").map(sid -> SID.equals(sid.text())).orElse(false));
        statements.add(ours);
        return Optional.of(PolicyText.of(document, statements));
    }

    /** A policy of one statement may have it without a list around it. */
    private static List<JsonNode> statements(@Nullable JsonNode statement) {
        if (statement == null) {
            return List.of();
        }
        return statement.isArray() ? statement.asArray() : List.of(statement);
    }

    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html">Enforce TLS</a> */
    private static String statement(Bucket bucket) {
        return """
                {"Sid":"%s","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["%s","%s/*"],\
                "Condition":{"Bool":{"aws:SecureTransport":"false"}}}""".formatted(SID, bucket.arn(), bucket.arn());
    }
}
