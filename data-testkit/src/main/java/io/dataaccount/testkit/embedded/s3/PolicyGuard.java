package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.auth.EmbeddedSessionPolicy;
import io.dataaccount.testkit.embedded.auth.Principal;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.UniqueId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Enforces session policies on requests, both signed and presigned ones. */
final class PolicyGuard {
    private PolicyGuard() {}

    /** @throws AwsErrorException 403 if the caller's session has a policy that does not allow the request */
    static void check(S3Request request, String operation, Principal caller) {
        EmbeddedSessionPolicy policy = caller.policy();
        if (policy == null) {
            return;
        }
        String action = IamActions.of(operation, request.query().has("versionId"));
        String target = request.bucket() + (request.key().isEmpty() ? "" : "/" + request.key());
        require(caller, policy, action, arn(caller, target), context(request));
        if (operation.equals("DeleteObjects")) {
            checkAllObjects(request, caller, policy);
        }
    }

    private static void checkAllObjects(S3Request request, Principal caller, EmbeddedSessionPolicy policy) {
        // the keys are in the body, which only the object store reads, so the policy must allow to delete every object
        String any = arn(caller, request.bucket() + "/" + UniqueId.random());
        require(caller, policy, "s3:DeleteObject", any, Map.of());
        if (policy.denies("s3:DeleteObject")) {
            throw refusal(caller, "s3:DeleteObject", any);
        }
    }

    /** @throws AwsErrorException 403 if the session has a policy that does not allow reading the source of the copy */
    static void checkCopySource(String bucket, String key, Principal caller) {
        check(caller, "s3:GetObject", bucket + "/" + key);
    }

    /** @throws AwsErrorException 403 if the session has a policy that does not allow tags on the new bucket */
    static void checkTagging(String bucket, Principal caller) {
        check(caller, "s3:TagResource", bucket);
    }

    private static void check(Principal caller, String action, String target) {
        EmbeddedSessionPolicy policy = caller.policy();
        if (policy != null) {
            require(caller, policy, action, arn(caller, target), Map.of());
        }
    }

    private static void require(
            Principal caller,
            EmbeddedSessionPolicy policy,
            String action,
            String resource,
            Map<String, String> context) {
        if (!policy.allows(action, resource, context)) {
            throw refusal(caller, action, resource);
        }
    }

    private static AwsErrorException refusal(Principal caller, String action, String resource) {
        return new AwsErrorException(
                403,
                "AccessDenied",
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: \"" + resource
                        + "\" because no session policy allows the " + action + " action");
    }

    private static String arn(Principal caller, String target) {
        String partition = caller.arn().split(":", 3)[1];
        return target.isEmpty() ? "*" : "arn:" + partition + ":s3:::" + target;
    }

    private static Map<String, String> context(S3Request request) {
        Map<String, String> context = new TreeMap<>();
        put(context, "s3:prefix", request.query().first("prefix").orElse(null));
        put(context, "s3:delimiter", request.query().first("delimiter").orElse(null));
        return context;
    }

    private static void put(Map<String, String> context, String key, @Nullable String value) {
        if (value != null) {
            context.put(key, value);
        }
    }
}
