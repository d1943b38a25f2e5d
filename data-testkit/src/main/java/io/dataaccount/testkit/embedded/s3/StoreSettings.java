package io.dataaccount.testkit.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.XmlReader;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.w3c.dom.Element;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Applies the two settings that the object store implements itself: versioning and default encryption. */
final class StoreSettings {
    private StoreSettings() {}

    /** Applies the differences between both states. The documents must be valid. */
    static void apply(BlobStore store, EmbeddedBucket before, EmbeddedBucket after) {
        Optional<String> versioning = after.setting(EmbeddedBucketSetting.VERSIONING);
        if (versioning.isPresent() && !versioning.equals(before.setting(EmbeddedBucketSetting.VERSIONING))) {
            XmlReader.text(root(EmbeddedBucketSetting.VERSIONING, versioning.get()), "Status")
                    .ifPresent(status ->
                            store.putBucketVersioning(after.name(), BucketVersioningStatus.fromValue(status)));
        }
        Optional<String> encryption = after.setting(EmbeddedBucketSetting.ENCRYPTION);
        if (encryption.isPresent() && !encryption.equals(before.setting(EmbeddedBucketSetting.ENCRYPTION))) {
            store.putBucketEncryption(
                    after.name(), configuration(root(EmbeddedBucketSetting.ENCRYPTION, encryption.get())));
        }
    }

    private static ServerSideEncryptionConfiguration configuration(Element root) {
        Element rule = XmlReader.child(root, "Rule").orElseThrow(AwsErrorException::malformedXml);
        Element standard = XmlReader.child(rule, "ApplyServerSideEncryptionByDefault")
                .orElseThrow(AwsErrorException::malformedXml);
        ServerSideEncryptionByDefault.Builder algorithm = ServerSideEncryptionByDefault.builder();
        Optional<String> name = XmlReader.text(standard, "SSEAlgorithm");
        name.ifPresent(algorithm::sseAlgorithm);
        XmlReader.text(standard, "KMSMasterKeyID")
                // without a key id S3 uses the AWS managed key; the store requires a key id
                .or(() -> name.filter(id -> id.startsWith("aws:kms")).map(kms -> "alias/aws/s3"))
                .ifPresent(algorithm::kmsMasterKeyID);
        boolean bucketKey =
                XmlReader.text(rule, "BucketKeyEnabled").map("true"::equals).orElse(false);
        return ServerSideEncryptionConfiguration.builder()
                .rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(algorithm.build())
                        .bucketKeyEnabled(bucketKey)
                        .build())
                .build();
    }

    private static Element root(EmbeddedBucketSetting setting, String document) {
        return XmlReader.root(document.getBytes(UTF_8), setting.rootElement());
    }
}
