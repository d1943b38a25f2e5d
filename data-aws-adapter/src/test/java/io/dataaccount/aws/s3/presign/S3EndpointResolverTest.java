package io.dataaccount.aws.s3.presign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3EndpointResolverTest {
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), new Region("eu-west-1"));

    @Test
    void of_plainEndpoint_isItWithTheBucket() {
        assertThat(new S3EndpointResolver(null, false).of(BUCKET))
                .isEqualTo(new S3Endpoint("https", "my-data.s3.eu-west-1.amazonaws.com", "/"));
        assertThat(new S3EndpointResolver(URI.create("http://localhost:9000/s3"), true).of(BUCKET))
                .isEqualTo(new S3Endpoint("http", "localhost:9000", "/s3/my-data/"));
        assertThat(new S3EndpointResolver(URI.create("http://127.0.0.1:9000"), true).of(BUCKET))
                .isEqualTo(new S3Endpoint("http", "127.0.0.1:9000", "/my-data/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9000",
                "http://[::1]:9000",
                "http://user:word@s3.example.com",
                "http://s3.example.com/?a=b",
                "http://s3.example.com/#a",
                "http://s3.example.com/a//b",
                "http://s3.example.com/a%20b",
                "http://s3_a.example.com",
                "ftp://s3.example.com",
            })
    void of_endpointThatTheSdkKnowsMoreOf_isNotCovered(String endpoint) {
        assertThat(new S3EndpointResolver(URI.create(endpoint), false).of(BUCKET))
                .isNull();
    }

    /**
     * Access points, object lambdas, multi-Region access points (SigV4A), Express directory buckets and tables have
     * other endpoints and signatures. A {@code BucketName} does not allow their names. If that changes, {@code
     * S3EndpointResolver} must refuse them.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine",
                "arn:aws:s3::123456789012:accesspoint/mine.mrap",
                "arn:aws:s3-outposts:eu-west-1:123456789012:outpost/op-1/accesspoint/mine",
                "mine-abcdefghijklmnopqrstuvwxyz-s3alias",
                "mine.mrap",
                "mine--ol-s3",
                "mine--euw1-az1--x-s3",
                "mine--table-s3",
            })
    void bucketName_ofWhatIsNoOrdinaryBucket_isRefused(String name) {
        assertThatThrownBy(() -> new BucketName(name)).isInstanceOf(InvalidInputException.class);
    }

    /** A name that needs SigV4A. */
    @Test
    void region_ofAllRegions_isRefused() {
        assertThatThrownBy(() -> new Region("*")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Region("aws-global")).isInstanceOf(InvalidInputException.class);
    }
}
