package io.dataaccount.testkit.embedded.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.auth.Authenticator;
import io.dataaccount.testkit.embedded.auth.Principal;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.Digests;
import io.dataaccount.testkit.embedded.http.EmbeddedResponses;
import io.dataaccount.testkit.embedded.http.RawQuery;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import io.dataaccount.testkit.embedded.http.UnauthenticatedException;
import io.dataaccount.testkit.embedded.http.UniqueId;
import io.dataaccount.testkit.embedded.http.XmlText;
import io.dataaccount.testkit.embedded.jetty.BodyRate;
import io.dataaccount.testkit.embedded.jetty.RequestBody;
import io.dataaccount.testkit.embedded.s3.Observers;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Handles all requests to the embedded STS: the AWS query protocol over POST, with XML responses. */
public final class StsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MAX_FORM_BYTES = 1 << 16;

    private final transient Authenticator authenticator;
    private final transient Observers observers;
    private final transient AssumeRole assumeRole;

    public StsServlet(Authenticator authenticator, Observers observers, AssumeRole assumeRole) {
        this.authenticator = authenticator;
        this.observers = observers;
        this.assumeRole = assumeRole;
    }

    /** Reads the form without a waiting thread. The whole form is needed before its signature can be verified. */
    @Override
    protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
        String id = UniqueId.random();
        response.setHeader(EmbeddedStsErrors.REQUEST_ID, id);
        AsyncContext async = http.startAsync();
        async.setTimeout(0);
        RequestBody.read(http, MAX_FORM_BYTES, BodyRate.DEFAULT)
                .whenComplete((body, failure) -> EmbeddedResponses.end(async, response, () -> {
                    if (failure == null) {
                        respond(http, body, id, response);
                    } else {
                        response.setHeader("Connection", "close");
                        write(
                                new AwsErrorException(408, "RequestTimeout", "The request did not arrive in time."),
                                id,
                                response);
                    }
                }));
    }

    private void respond(HttpServletRequest http, byte[] body, String id, HttpServletResponse response)
            throws IOException {
        try {
            RawQuery form = RawQuery.parse(new String(body, UTF_8));
            String action = form.first("Action").orElse("");
            observers.received("sts", action.isEmpty() ? "Unknown" : action, http);
            checkNoPage(http);
            Principal caller = authenticator
                    .authenticate(
                            "sts",
                            http.getMethod(),
                            http.getRequestURI(),
                            RawQuery.parse(http.getQueryString()),
                            RequestHeaders.of(http),
                            Digests.sha256Hex(body))
                    .principal();
            observers.checkFaults(action);
            EmbeddedResponses.xml(response, respond(action, form, caller, id));
        } catch (AwsErrorException failure) {
            write(failure, id, response);
        } catch (UnauthenticatedException e) {
            write(refusal(e), id, response);
        }
    }

    /** A browser sends the origin of the page with every POST. No page of this project calls STS. */
    private static void checkNoPage(HttpServletRequest http) {
        if (http.getHeaders("Origin").hasMoreElements()) {
            throw new AwsErrorException(
                    403, "AccessDenied", "The embedded STS does not accept requests from web pages.");
        }
    }

    private XmlText respond(String action, RawQuery form, Principal caller, String id) {
        if (form.first("Version").filter("2011-06-15"::equals).isPresent()) {
            if (action.equals("AssumeRole")) {
                return assumeRole.respond(form, caller, id);
            }
            if (action.equals("GetCallerIdentity")) {
                return callerIdentity(caller, id);
            }
        }
        throw new AwsErrorException(
                400,
                "InvalidAction",
                "Could not find operation " + action + " for version "
                        + form.first("Version").orElse("NO_VERSION_SPECIFIED"));
    }

    private static XmlText callerIdentity(Principal caller, String id) {
        return new XmlText()
                .open("GetCallerIdentityResponse", XmlText.STS)
                .open("GetCallerIdentityResult")
                .leaf("Arn", caller.arn())
                .leaf("UserId", caller.userId())
                .leaf("Account", caller.accountId())
                .close("GetCallerIdentityResult")
                .open("ResponseMetadata")
                .leaf("RequestId", id)
                .close("ResponseMetadata")
                .close("GetCallerIdentityResponse");
    }

    private static AwsErrorException refusal(UnauthenticatedException who) {
        String errorMessage = who.errorMessage();
        return switch (who.reason()) {
            case MISSING, UNSUPPORTED, OTHER_SCHEME ->
                new AwsErrorException(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
            case MALFORMED_HEADER, MALFORMED_QUERY, CONFLICTING ->
                new AwsErrorException(400, "IncompleteSignature", errorMessage);
            case UNKNOWN_KEY, WRONG_TOKEN ->
                new AwsErrorException(
                        403, "InvalidClientTokenId", "The security token included in the request is invalid.");
            case SESSION_EXPIRED ->
                new AwsErrorException(403, "ExpiredToken", "The security token included in the request is expired");
            case URL_EXPIRED, URL_NOT_YET_VALID, CLOCK_SKEWED, UNSIGNED_HEADER, WRONG_SIGNATURE ->
                new AwsErrorException(403, "SignatureDoesNotMatch", errorMessage);
        };
    }

    private static void write(AwsErrorException failure, String id, HttpServletResponse response) throws IOException {
        EmbeddedResponses.body(response, failure.status(), "text/xml", EmbeddedStsErrors.document(failure, id));
    }
}
