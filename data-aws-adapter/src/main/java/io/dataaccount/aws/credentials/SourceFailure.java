package io.dataaccount.aws.credentials;

import io.dataaccount.aws.sdk.Causes;
import io.dataaccount.core.error.SafeText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Why a source has no credentials.
 *
 * @param source the source
 * @param isChosen whether the configuration names the source, so that it should have had credentials
 * @param reason a phrase without messages of others, addresses and names of files
 * @param detail what the log has in addition; may be empty
 */
record SourceFailure(CredentialSource source, boolean isChosen, String reason, String detail) {
    private static final Pattern MODULE =
            Pattern.compile(".*software[./]amazon[./]awssdk[./]services[./]([a-z0-9]+)[./].*", Pattern.DOTALL);

    private static final List<String> NETWORK = List.of("java.net.", "javax.net.ssl.");

    /** The SDK has no type for this, and the rest of the message is the output of the program. */
    private static final Pattern EXIT_VALUE = Pattern.compile("exit value \\(([0-9]{1,3})\\)");

    static SourceFailure of(CredentialSource source, RuntimeException e) {
        if (!source.isChosen()) {
            return new SourceFailure(source, false, source.absence(), "");
        }
        boolean runsProcess =
                source == CredentialSource.PROFILE && ServerProfile.current().runsProcess();
        boolean isChosen = source != CredentialSource.INSTANCE_METADATA || isResponse(e);
        return new SourceFailure(source, isChosen, reason(e, runsProcess), runsProcess ? "" : detail(e));
    }

    static SourceFailure expired(CredentialSource source, Instant end) {
        return new SourceFailure(source, true, "returned credentials that expired at " + end, "");
    }

    /** @param time what it did not do in time */
    static SourceFailure late(CredentialSource source, String time) {
        return new SourceFailure(source, source.isChosen(), "returned no credentials " + time, "");
    }

    /** By type, from the outermost exception to the root cause. */
    private static String reason(RuntimeException e, boolean runsProcess) {
        return Causes.of(e)
                .map(SourceFailure::known)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> runsProcess ? process(e) : received(e));
    }

    private static Optional<String> known(Throwable e) {
        if (e instanceof AwsServiceException error) {
            return Optional.of(refusal(error));
        }
        if (e instanceof SdkServiceException error) {
            return Optional.of("the service responded with HTTP status " + error.statusCode());
        }
        if (e instanceof ClassNotFoundException || e instanceof NoClassDefFoundError) {
            return module(e);
        }
        if (e instanceof FileSystemException || e instanceof FileNotFoundException) {
            return Optional.of("a file cannot be read (" + name(e) + ")");
        }
        if (NETWORK.stream().anyMatch(e.getClass().getName()::startsWith)) {
            return Optional.of("there is no response (" + name(e) + ")");
        }
        // a class of the module sso, which not every program has
        return name(e).equals("ExpiredTokenException")
                ? Optional.of("the sign-in has expired: sign in again, for example with aws sso login")
                : Optional.empty();
    }

    private static String refusal(AwsServiceException error) {
        AwsErrorDetails details = error.awsErrorDetails();
        String service = details == null || details.serviceName() == null ? "a service" : details.serviceName();
        String code = details == null || details.errorCode() == null ? "none" : details.errorCode();
        return SafeText.echo(service) + " refused it (error code " + SafeText.echo(code) + ", status "
                + error.statusCode() + ")";
    }

    private static Optional<String> module(Throwable e) {
        Matcher module = MODULE.matcher(String.valueOf(e.getMessage()));
        return module.matches()
                ? Optional.of("it needs software.amazon.awssdk:" + module.group(1)
                        + ", which this program does not have: add it to the class path")
                : Optional.empty();
    }

    private static String process(RuntimeException e) {
        return Causes.of(e)
                .map(each -> EXIT_VALUE.matcher(String.valueOf(each.getMessage())))
                .filter(Matcher::find)
                .map(match -> "credential_process ended with exit code " + match.group(1))
                .findFirst()
                .orElse("credential_process did not print valid credentials");
    }

    /** Parsers throw an IOException too, of a package of their own. */
    private static String received(RuntimeException e) {
        return Causes.of(e)
                .filter(each -> each instanceof IOException)
                .findFirst()
                .map(each -> each.getClass().getName().startsWith("java.io.")
                        ? "there is no response (" + name(each) + ")"
                        : "the response is not valid (" + name(each) + ")")
                .orElseGet(() ->
                        isAboutSettings(e) ? "its settings are missing or not complete" : "failed (" + name(e) + ")");
    }

    /** What the SDK throws if it sends no request: a profile that does not exist, or one without a key. */
    private static boolean isAboutSettings(RuntimeException e) {
        return e.getClass() == SdkClientException.class && e.getCause() == null;
    }

    /**
     * Messages of the SDK's own client exceptions name settings, addresses and files. Others are left out: those of
     * services and parsers repeat what was received.
     */
    private static String detail(RuntimeException e) {
        Stream<String> message =
                e.getClass() == SdkClientException.class ? Stream.of(String.valueOf(e.getMessage())) : Stream.empty();
        Stream<String> files = Causes.of(e)
                .filter(each -> each instanceof FileSystemException)
                .map(each -> String.valueOf(((FileSystemException) each).getFile()));
        Stream<String> requests = Causes.of(e)
                .filter(each -> each instanceof AwsServiceException)
                .map(each -> ((AwsServiceException) each).requestId())
                .filter(id -> id != null && !id.isBlank())
                .map(id -> "AWS request id " + id);
        return Stream.concat(message, Stream.concat(files, requests))
                .map(SafeText::printable)
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    private static boolean isResponse(RuntimeException e) {
        return Causes.of(e).anyMatch(each -> each instanceof SdkServiceException);
    }

    private static String name(Throwable e) {
        return e.getClass().getSimpleName();
    }

    /** For a health check, which anybody may request. */
    String summary() {
        return source.label() + ": " + reason;
    }

    /** For the operator. */
    String line() {
        return detail.isEmpty() ? summary() : summary() + " [" + detail + "]";
    }
}
