package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.EmbeddedResponses;
import io.dataaccount.testkit.embedded.http.XmlText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

/**
 * The tags of objects. The store keeps none, so that a request with tags gets 501 and every object has an empty set.
 * Clients read the tags before they copy an object in parts.
 */
final class ObjectTags {
    private final BlobStore store;

    ObjectTags(BlobStore store) {
        this.store = store;
    }

    /** @throws AwsErrorException 501 if the request sets tags of the object that it writes */
    static void checkNone(S3Request request) {
        if (request.headers()
                .first("x-amz-tagging")
                .filter(tags -> !tags.isEmpty())
                .isPresent()) {
            throw AwsErrorException.notImplemented();
        }
    }

    /** Reads or deletes the tags; throws the exception of the store if there is no such object. */
    void respond(S3Request request, HttpServletResponse response) throws IOException {
        store.blobMetadata(HeadObjectRequest.builder()
                .bucket(request.bucket())
                .key(request.key())
                .versionId(request.query().first("versionId").orElse(null))
                .build());
        if (request.method().equals("DELETE")) {
            response.setStatus(204);
            return;
        }
        XmlText none = new XmlText().open("Tagging", XmlText.S3).open("TagSet").close("TagSet");
        EmbeddedResponses.xml(response, none.close("Tagging"));
    }
}
