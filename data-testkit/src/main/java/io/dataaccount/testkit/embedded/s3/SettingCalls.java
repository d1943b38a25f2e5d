package io.dataaccount.testkit.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.http.EmbeddedResponses;
import io.dataaccount.testkit.embedded.http.XmlText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The operations on the settings of a bucket. Documents are stored and returned exactly as sent. */
final class SettingCalls {
    static final String DEFAULT_ENCRYPTION = new XmlText()
            .open("ServerSideEncryptionConfiguration", XmlText.S3)
            .open("Rule")
            .open("ApplyServerSideEncryptionByDefault")
            .leaf("SSEAlgorithm", "AES256")
            .close("ApplyServerSideEncryptionByDefault")
            .leaf("BucketKeyEnabled", "false")
            .close("Rule")
            .close("ServerSideEncryptionConfiguration")
            .toString();

    private final Buckets buckets;

    SettingCalls(Buckets buckets) {
        this.buckets = buckets;
    }

    void respond(S3Request request, EmbeddedBucket bucket, EmbeddedBucketSetting setting, HttpServletResponse response)
            throws IOException {
        switch (request.method()) {
            case "PUT" -> put(request, bucket, setting, response);
            case "DELETE" -> delete(bucket, setting, response);
            default -> get(bucket, setting, response);
        }
    }

    private void put(
            S3Request request, EmbeddedBucket bucket, EmbeddedBucketSetting setting, HttpServletResponse response)
            throws IOException {
        byte[] document = request.document();
        BodyDigests.require(request.headers());
        SettingRules.check(setting, document);
        String text = new String(document, UTF_8);
        if (setting == EmbeddedBucketSetting.LIFECYCLE) {
            TransitionMinimum minimum = TransitionMinimum.in(request.headers());
            buckets.change(bucket.name(), before -> before.with(setting, text).with(minimum));
            response.setHeader(TransitionMinimum.HEADER, minimum.value());
        } else {
            buckets.change(bucket.name(), before -> before.with(setting, text));
        }
        response.setStatus(setting.putStatus());
    }

    private void delete(EmbeddedBucket bucket, EmbeddedBucketSetting setting, HttpServletResponse response) {
        buckets.change(
                bucket.name(),
                // a bucket of S3 is always encrypted; without a configuration it uses SSE-S3
                before -> setting == EmbeddedBucketSetting.ENCRYPTION
                        ? before.with(setting, DEFAULT_ENCRYPTION)
                        : before.without(setting));
        response.setStatus(204);
    }

    private static void get(EmbeddedBucket bucket, EmbeddedBucketSetting setting, HttpServletResponse response)
            throws IOException {
        String document = bucket.setting(setting).orElseGet(() -> whenAbsent(setting));
        if (setting == EmbeddedBucketSetting.LIFECYCLE) {
            response.setHeader(
                    TransitionMinimum.HEADER, bucket.transitionMinimum().value());
        }
        EmbeddedResponses.body(response, 200, setting.mediaType(), document);
    }

    private static String whenAbsent(EmbeddedBucketSetting setting) {
        if (setting == EmbeddedBucketSetting.VERSIONING) {
            return new XmlText()
                    .open("VersioningConfiguration", XmlText.S3)
                    .close("VersioningConfiguration")
                    .toString();
        }
        throw setting.absent();
    }
}
