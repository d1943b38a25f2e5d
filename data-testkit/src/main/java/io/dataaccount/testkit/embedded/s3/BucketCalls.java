package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.EmbeddedResponses;
import io.dataaccount.testkit.embedded.http.XmlText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The operations on a bucket itself, for a bucket that exists and belongs to the account of the caller. */
final class BucketCalls {
    private final Buckets buckets;

    BucketCalls(Buckets buckets) {
        this.buckets = buckets;
    }

    void head(EmbeddedBucket bucket, HttpServletResponse response) {
        response.setHeader(BucketGuard.REGION_HEADER, bucket.region());
        response.setHeader("x-amz-access-point-alias", "false");
        response.setContentType("application/xml");
        response.setStatus(200);
    }

    void delete(EmbeddedBucket bucket, HttpServletResponse response) {
        buckets.delete(bucket.name());
        response.setStatus(204);
    }

    void location(EmbeddedBucket bucket, HttpServletResponse response) throws IOException {
        String constraint = bucket.region().equals("us-east-1") ? "" : bucket.region();
        XmlText text = new XmlText().open("LocationConstraint", XmlText.S3);
        EmbeddedResponses.xml(response, text.text(constraint).close("LocationConstraint"));
    }
}
