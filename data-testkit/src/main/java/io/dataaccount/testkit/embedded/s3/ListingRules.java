package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.RawQuery;
import java.util.regex.Pattern;

/** The rules of S3 for parameters of listings that the store does not check. */
final class ListingRules {
    private static final Pattern ID = Pattern.compile("[!-~]*");

    private ListingRules() {}

    /** @throws AwsErrorException 400 if a parameter has a value that S3 refuses */
    static void check(RawQuery query) {
        if (!query.first("encoding-type").orElse("url").equals("url")) {
            throw invalid("encoding-type", "Invalid Encoding Method specified in Request");
        }
        checkId(query, "upload-id-marker", "Invalid uploadId marker");
        checkId(query, "version-id-marker", "Invalid version id specified");
    }

    private static void checkId(RawQuery query, String name, String errorMessage) {
        if (!ID.matcher(query.first(name).orElse("")).matches()) {
            throw invalid(name, errorMessage);
        }
    }

    private static AwsErrorException invalid(String name, String errorMessage) {
        return AwsErrorException.invalidArgument(errorMessage).with("ArgumentName", name);
    }
}
