package io.dataaccount.aws.s3;

/** The cause of the SDK's exception if a response with status 200 does not come from S3. */
final class NotFromS3Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String content;

    /** @param content what the response contains or lacks, such as {@code HTTP status 200 and no body} */
    NotFromS3Exception(String content) {
        super(content, null, false, false);
        this.content = content;
    }

    String content() {
        return content;
    }
}
