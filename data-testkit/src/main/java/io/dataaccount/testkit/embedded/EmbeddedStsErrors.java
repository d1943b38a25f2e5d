package io.dataaccount.testkit.embedded;

/** Errors in STS's own XML. */
final class EmbeddedStsErrors {
    static final String REQUEST_ID = "x-amzn-RequestId";

    private EmbeddedStsErrors() {}

    static String document(AwsErrorException failure, String requestId) {
        return new XmlText()
                .open("ErrorResponse", XmlText.STS)
                .open("Error")
                .leaf("Type", failure.status() < 500 ? "Sender" : "Receiver")
                .leaf("Code", failure.code())
                .leaf("Message", failure.sentence())
                .close("Error")
                .leaf("RequestId", requestId)
                .close("ErrorResponse")
                .toString();
    }
}
