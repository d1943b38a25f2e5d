package io.dataaccount.testkit.embedded.sts;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.XmlText;

/** Errors in STS's own XML. */
public final class EmbeddedStsErrors {
    public static final String REQUEST_ID = "x-amzn-RequestId";

    private EmbeddedStsErrors() {}

    public static String document(AwsErrorException failure, String requestId) {
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
