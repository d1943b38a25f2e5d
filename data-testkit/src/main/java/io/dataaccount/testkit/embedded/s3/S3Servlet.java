package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.auth.Authenticator;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.UniqueId;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Handles all requests to the embedded S3. It checks the origin, then the signature, then the permissions of the
 * caller. Operations on objects go to S3Proxy.
 */
public final class S3Servlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Authenticator authenticator;
    private final transient Observers observers;
    private final transient Buckets buckets;
    private final transient EmbeddedCors cors;
    private final transient EmbeddedCreateBucket create;
    private final transient EmbeddedListBuckets list;
    private final transient BucketCalls calls;
    private final transient SettingCalls settings;
    private final transient ObjectCalls objects;

    public S3Servlet(
            Authenticator authenticator,
            Observers observers,
            Buckets buckets,
            EmbeddedCreateBucket create,
            ObjectCalls objects) {
        this.authenticator = authenticator;
        this.observers = observers;
        this.buckets = buckets;
        this.cors = new EmbeddedCors(buckets);
        this.create = create;
        this.list = new EmbeddedListBuckets(buckets);
        this.calls = new BucketCalls(buckets);
        this.settings = new SettingCalls(buckets);
        this.objects = objects;
    }

    @Override
    protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
        response.setHeader(EmbeddedS3Errors.REQUEST_ID, UniqueId.random());
        S3Request request;
        try {
            request = S3Request.of(http);
        } catch (AwsErrorException failure) {
            EmbeddedS3Errors.write(failure, http, response);
            return;
        }
        try {
            observers.received("s3", name(request), http);
            cors.decorate(request, response);
            cors.checkOrigin(request);
            if (request.method().equals("OPTIONS")) {
                cors.preflight(request, response);
            } else {
                respond(request, response);
            }
        } catch (IOException | RuntimeException e) {
            AwsErrorException failure = Failures.translate(e, request);
            if (response.isCommitted()) {
                throw e;
            }
            EmbeddedS3Errors.write(failure, http, response);
        }
    }

    private void respond(S3Request request, HttpServletResponse response) throws IOException {
        Authenticator.Caller caller = authenticator.authenticate(
                "s3",
                request.method(),
                request.http().getRequestURI(),
                request.query(),
                request.headers(),
                request.payloadHash());
        String operation = request.operation();
        observers.checkFaults(operation);
        if (operation.equals("ListBuckets") || operation.equals("CreateBucket")) {
            checkAllowed(request, caller, operation);
            if (operation.equals("ListBuckets")) {
                list.respond(request, caller.principal(), response);
            } else {
                create.respond(request, caller, response);
            }
            return;
        }
        EmbeddedBucket bucket =
                buckets.find(request.bucket()).orElseThrow(() -> Buckets.noSuchBucket(request.bucket()));
        BucketGuard.check(request, operation, caller, bucket);
        checkAllowed(request, caller, operation);
        Optional<EmbeddedBucketSetting> setting =
                request.key().isEmpty() ? EmbeddedBucketSetting.in(request.query()) : Optional.empty();
        if (setting.isPresent()) {
            settings.respond(request, bucket, setting.get(), response);
            return;
        }
        switch (operation) {
            case "HeadBucket" -> calls.head(bucket, response);
            case "DeleteBucket" -> calls.delete(bucket, response);
            case "GetBucketLocation" -> calls.location(bucket, response);
            default -> objects.respond(request, operation, caller, bucket, response);
        }
    }

    private static void checkAllowed(S3Request request, Authenticator.Caller caller, String operation) {
        if (!caller.principal().mayCall(operation)) {
            throw new AwsErrorException(
                    403,
                    "AccessDenied",
                    "User: " + caller.principal().arn() + " is not authorized to perform: s3:" + operation
                            + " because no identity-based policy allows the action");
        }
        PolicyGuard.check(request, operation, caller.principal());
    }

    private static String name(S3Request request) {
        if (request.method().equals("OPTIONS")) {
            return "Preflight";
        }
        return S3Operations.name(request.method(), request.bucket(), request.key(), request.query(), request.headers())
                .orElse("Unknown");
    }
}
