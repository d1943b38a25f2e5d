package io.dataaccount.testkit.embedded.sts;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.XmlText;

/** Errors in the XML format of STS. */
public final class EmbeddedStsErrors {
    /** The header with the request id. */
    public static final String REQUEST_ID = "x-amzn-RequestId";

    private EmbeddedStsErrors() {}

    /** The XML document of an error. */
    public static String document(AwsErrorException failure, String requestId) {
        return new XmlText()
                .open("ErrorResponse", XmlText.STS)
                .open("Error")
                .leaf("Type", failure.status() < 500 ? "Sender" : "Receiver")
                .leaf("Code", failure.code())
                .leaf("Message", failure.errorMessage())
                .close("Error")
                .leaf("RequestId", requestId)
                .close("ErrorResponse")
                .toString();
    }
}
