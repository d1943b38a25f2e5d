package io.dataaccount.aws.credentials;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.port.ServerCredentialsException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * No source has credentials of the server. The SDK throws it to the caller of the request that needed them, without a
 * retry. It has no cause, because messages of the SDK may contain a token or the output of {@code credential_process}.
 */
public final class OwnCredentialsException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    private final transient List<SourceFailure> failures;

    /** @param failures of the sources in their order */
    OwnCredentialsException(List<SourceFailure> failures) {
        super(SdkClientException.builder().message(message(failures)));
        this.failures = List.copyOf(failures);
    }

    private static String message(List<SourceFailure> failures) {
        return beginning(failures) + ": "
                + failures.stream().map(SourceFailure::line).collect(Collectors.joining("; ")) + ".";
    }

    private static String beginning(List<SourceFailure> failures) {
        return failures.stream().anyMatch(SourceFailure::isChosen)
                ? "The server could not obtain its own AWS credentials"
                : "The server has no AWS credentials of its own";
    }

    /** The error of the call that needed the credentials: a {@link ServerCredentialsException}. */
    public DataException refusal() {
        String reasons = reasons();
        return new ServerCredentialsException(
                        beginning(failures)
                                + ", so no request was sent to AWS. This is not a fault of the use case: try again. If the error"
                                + " persists, the server's operator finds the reason in its log and in /readyz.",
                        beginning(failures) + ": " + reasons,
                        this)
                .withOperatorNote(reasons);
    }

    /** The reasons of the sources that the configuration names; with none of them, the reasons of all. */
    private String reasons() {
        List<SourceFailure> chosen =
                failures.stream().filter(SourceFailure::isChosen).toList();
        Stream<SourceFailure> told = (chosen.isEmpty() ? failures : chosen).stream();
        return told.map(SourceFailure::summary).collect(Collectors.joining("; "));
    }
}
