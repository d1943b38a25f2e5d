package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.auth.Authenticator;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import io.dataaccount.testkit.embedded.http.XmlReader;
import io.dataaccount.testkit.embedded.http.XmlText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Creates a bucket as S3 does: with SSE-S3 encryption, all public access blocked, and bucket owner enforced. A new
 * bucket has these three settings although no request set them.
 */
public final class EmbeddedCreateBucket {
    /** What s3cmd signs for before it knows the region of a bucket. */
    private static final String UNKNOWN_TO_S3CMD = "US";

    private static final String US_EAST_1 = "us-east-1";

    /** Any region, as S3-compatible servers have names such as {@code garage}. */
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private final Buckets buckets;
    private final Clock clock;

    /** @param clock sets the creation date of new buckets */
    public EmbeddedCreateBucket(Buckets buckets, Clock clock) {
        this.buckets = buckets;
        this.clock = clock;
    }

    void respond(S3Request request, Authenticator.Caller caller, HttpServletResponse response) throws IOException {
        byte[] document = request.document();
        BucketNames.check(request.bucket());
        refuseUnsupported(request);
        Element wanted = document.length == 0 ? null : XmlReader.root(document, "CreateBucketConfiguration");
        String region = region(wanted, caller.region());
        Map<EmbeddedBucketSetting, String> settings = new EnumMap<>(EmbeddedBucketSetting.class);
        settings.put(EmbeddedBucketSetting.ENCRYPTION, SettingCalls.DEFAULT_ENCRYPTION);
        settings.put(EmbeddedBucketSetting.PUBLIC_ACCESS_BLOCK, blockAll());
        settings.put(
                EmbeddedBucketSetting.OWNERSHIP,
                ownership(request.headers().first("x-amz-object-ownership").orElse("BucketOwnerEnforced")));
        tags(wanted).ifPresent(tags -> {
            if (!caller.principal().mayCall("TagResource")) {
                throw AwsErrorException.accessDenied();
            }
            PolicyGuard.checkTagging(request.bucket(), caller.principal());
            settings.put(EmbeddedBucketSetting.TAGGING, tags);
        });
        settings.forEach((setting, text) -> SettingRules.check(setting, text.getBytes(StandardCharsets.UTF_8)));
        String account = caller.principal().accountId();
        buckets.create(new EmbeddedBucket(
                        request.bucket(), account, region, clock.instant(), settings, TransitionMinimum.ALL_128K))
                .ifPresent(existing -> refuseUnlessRepeatable(existing, account, region));
        response.setHeader("Location", "/" + request.bucket());
        response.setStatus(200);
    }

    private static void refuseUnsupported(S3Request request) {
        RequestHeaders headers = request.headers();
        if (headers.first("x-amz-bucket-object-lock-enabled")
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            throw AwsErrorException.notImplemented();
        }
        if (headers.first("x-amz-acl").filter(acl -> !acl.equals("private")).isPresent()) {
            throw new AwsErrorException(
                    400,
                    "InvalidBucketAclWithObjectOwnership",
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }
    }

    private static String region(@Nullable Element wanted, String signedFor) {
        if (signedFor.equals(UNKNOWN_TO_S3CMD) || !REGION.matcher(signedFor).matches()) {
            // s3cmd repeats the request for the region in the error
            throw BucketGuard.wrongRegion(signedFor, US_EAST_1);
        }
        Optional<String> constraint = Optional.ofNullable(wanted)
                .flatMap(root -> XmlReader.text(root, "LocationConstraint"))
                .filter(text -> !text.isEmpty())
                .map(text -> text.equals("EU") ? "eu-west-1" : text);
        if (constraint.isPresent()
                && (constraint.get().equals(US_EAST_1)
                        || !REGION.matcher(constraint.get()).matches())) {
            // a request for us-east-1 has no constraint
            throw new AwsErrorException(
                            400, "InvalidLocationConstraint", "The specified location-constraint is not valid")
                    .with("LocationConstraint", constraint.get());
        }
        String region = constraint.orElse(US_EAST_1);
        if (!region.equals(signedFor)) {
            throw new AwsErrorException(
                    400,
                    "IllegalLocationConstraintException",
                    "The " + constraint.orElse("unspecified") + " location constraint is incompatible for the region"
                            + " specific endpoint this request was sent to.");
        }
        return region;
    }

    private static Optional<String> tags(@Nullable Element wanted) {
        List<Element> tags = Optional.ofNullable(wanted)
                .flatMap(root -> XmlReader.child(root, "Tags"))
                .map(element -> XmlReader.children(element, "Tag"))
                .orElse(List.of());
        if (tags.isEmpty()) {
            return Optional.empty();
        }
        XmlText text = new XmlText().open("Tagging", XmlText.S3).open("TagSet");
        for (Element tag : tags) {
            text.open("Tag")
                    .leaf("Key", XmlReader.text(tag, "Key").orElseThrow(AwsErrorException::malformedXml))
                    .leaf("Value", XmlReader.text(tag, "Value").orElseThrow(AwsErrorException::malformedXml))
                    .close("Tag");
        }
        return Optional.of(text.close("TagSet").close("Tagging").toString());
    }

    private static void refuseUnlessRepeatable(EmbeddedBucket existing, String account, String region) {
        if (!existing.owner().equals(account)) {
            throw new AwsErrorException(
                    409,
                    "BucketAlreadyExists",
                    "The requested bucket name is not available. The bucket namespace is shared by all users of the"
                            + " system. Please select a different name and try again.");
        }
        if (!existing.region().equals(US_EAST_1) || !region.equals(US_EAST_1)) {
            throw new AwsErrorException(
                    409,
                    "BucketAlreadyOwnedByYou",
                    "Your previous request to create the named bucket succeeded and you already own it.");
        }
    }

    private static String blockAll() {
        return new XmlText()
                .open("PublicAccessBlockConfiguration", XmlText.S3)
                .leaf("BlockPublicAcls", "true")
                .leaf("IgnorePublicAcls", "true")
                .leaf("BlockPublicPolicy", "true")
                .leaf("RestrictPublicBuckets", "true")
                .close("PublicAccessBlockConfiguration")
                .toString();
    }

    private static String ownership(String value) {
        return new XmlText()
                .open("OwnershipControls", XmlText.S3)
                .open("Rule")
                .leaf("ObjectOwnership", value)
                .close("Rule")
                .close("OwnershipControls")
                .toString();
    }
}
