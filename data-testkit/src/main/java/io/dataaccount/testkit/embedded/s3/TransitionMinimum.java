package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import java.util.Arrays;
import java.util.Optional;

/** The minimum size of objects that a lifecycle transitions. S3 sends it in a header, not in the document. */
enum TransitionMinimum {
    /** The default of S3. */
    ALL_128K("all_storage_classes_128K"),
    VARIES("varies_by_storage_class");

    static final String HEADER = "x-amz-transition-default-minimum-object-size";

    private final String value;

    TransitionMinimum(String value) {
        this.value = value;
    }

    String value() {
        return value;
    }

    static Optional<TransitionMinimum> of(String value) {
        return Arrays.stream(values()).filter(each -> each.value.equals(value)).findFirst();
    }

    /** @throws AwsErrorException 400 if the header has another value */
    static TransitionMinimum in(RequestHeaders headers) {
        return headers.first(HEADER)
                .map(value -> of(value)
                        .orElseThrow(() ->
                                AwsErrorException.invalidArgument("Invalid transition default minimum object size")))
                .orElse(ALL_128K);
    }
}
