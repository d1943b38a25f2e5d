package io.dataaccount.testkit.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Corrects two differences between the listings of the store and those of S3. Continuation tokens are ASCII: the token
 * of the store is the last key, which may contain characters that XML cannot represent, and {@code encoding-type=url}
 * does not encode tokens. A prefix that no file can have gives an empty listing: with a NUL the store fails, and with
 * {@code ..} it would list another directory.
 */
final class ListingStore extends ForwardingBlobStore {
    ListingStore(BlobStore store) {
        super(store);
    }

    /** @throws AwsErrorException 400 if the token is not one of this class */
    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        String after = key(request.continuationToken());
        if (!EmbeddedKeyRules.isPrefixOfFiles(request.prefix())) {
            return ListObjectsV2Response.builder().isTruncated(false).build();
        }
        ListObjectsV2Response response =
                delegate().list(request.toBuilder().continuationToken(after).build());
        return response.toBuilder()
                .nextContinuationToken(token(response.nextContinuationToken()))
                .build();
    }

    /** ListObjects (version 1) uses keys as markers, which {@code encoding-type=url} encodes. */
    @Override
    public ListObjectsResponse listV1(ListObjectsRequest request) {
        return EmbeddedKeyRules.isPrefixOfFiles(request.prefix())
                ? delegate().listV1(request)
                : ListObjectsResponse.builder().isTruncated(false).build();
    }

    /** The parent class forwards every other method that the store overrides, but not this one. */
    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
        return delegate().removeBlobs(request);
    }

    private static @Nullable String token(@Nullable String key) {
        return key == null ? null : Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    private static @Nullable String key(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return token;
        }
        try {
            String key = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(token)))
                    .toString();
            if (key.indexOf('\0') < 0) {
                return key;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // refused below
        }
        throw new AwsErrorException(400, "InvalidArgument", "The continuation token provided is incorrect")
                .with("ArgumentName", "continuation-token");
    }
}
