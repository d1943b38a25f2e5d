package io.dataaccount.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.config.LogConfig;
import io.dataaccount.aws.config.SettingsReader;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.aws.sdk.Deadline;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.rest.ResponseFilter;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The REST contract as a Lambda function behind an API Gateway REST API, an HTTP API or a function URL. The gateway's
 * authorizer identifies the caller. An instance uses the same clients, sessions and caches for all its events.
 */
public final class LambdaHandler implements RequestStreamHandler {
    private static final Logger LOG = System.getLogger(LambdaHandler.class.getName());
    private static final JacksonCodec JSON = new JacksonCodec();

    /** @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Environment variables</a> */
    private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private static final int INTERNAL_ERROR = 500;

    /** A role or a bucket of one use case refuses. That is no failure of the function. */
    private static final int DATA_ACCOUNT_REFUSED = 502;

    /**
     * Calls to AWS end this long before the function's timeout. The rest of the time is for writing the audit log and
     * the response.
     */
    private static final Duration RESPONSE_MARGIN = Deadline.RESERVE.plusMillis(500);

    private final RestApi api;
    private final ResponseFilter filter;
    private final AcceptedClients clients;
    private final FunctionObserver observer;

    /**
     * Called by Lambda, once for each instance of the function. Sends no request to AWS.
     *
     * @throws InvalidConfigurationException if an environment variable is missing or invalid; it lists all of them
     */
    public LambdaHandler() {
        this(configured(System.getenv()), FunctionObserver.ofInstance(System.getenv(INITIALIZATION_TYPE), JSON));
    }

    /** The data account is never closed: Lambda ends an instance without notice. */
    private LambdaHandler(FunctionConfig config, FunctionObserver observer) {
        this(
                new RestApi(opened(config.aws(), observer).service(), JSON, observer),
                config.aws().settings().portalOrigins(),
                config.clients(),
                observer);
    }

    /** Installs the log first, so that it also has the lines of the start. */
    private static FunctionConfig configured(Map<String, String> environment) {
        SettingsReader settings = new SettingsReader(environment);
        settings.check(variables -> FunctionLog.install(readLog(variables)));
        Optional<FunctionConfig> config = settings.read(FunctionConfig::fromEnvironment);
        settings.throwProblems();
        return config.orElseThrow();
    }

    /** @throws InvalidConfigurationException if the level or the format is unknown */
    static LogConfig readLog(Map<String, String> variables) {
        return LogConfig.of(variables, LogConfig.JSON);
    }

    private static AwsDataAccount opened(AwsConfig config, FunctionObserver observer) {
        AwsDataAccount account = AwsDataAccount.open(config, AuditLog.NONE, observer);
        if ("snap-start".equals(System.getenv(INITIALIZATION_TYPE))) {
            SnapStart.register(config, account);
        }
        return account;
    }

    /** @param observer the one of the API */
    LambdaHandler(RestApi api, List<Origin> portalOrigins, AcceptedClients clients, FunctionObserver observer) {
        this.api = api;
        this.filter = new ResponseFilter(portalOrigins);
        this.clients = clients;
        this.observer = observer;
    }

    /**
     * Handles one event. Errors become problem responses, and an event that is not a gateway's becomes one too.
     *
     * @param in the event in JSON; is read to its end and not closed
     * @param out receives the whole response; is not closed
     * @param context supplies the remaining time; null for no time limit
     * @throws IOException if a stream fails
     */
    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context) throws IOException {
        byte[] event = in.readAllBytes();
        observer.begin(context == null ? null : context.getAwsRequestId());
        try {
            out.write(context == null ? handle(event) : Deadline.within(left(context), () -> handle(event)));
        } finally {
            observer.end();
        }
    }

    private static Duration left(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESPONSE_MARGIN);
    }

    private byte[] handle(byte[] bytes) {
        GatewayEvent event;
        try {
            event = GatewayEvent.read(bytes, JSON, clients);
        } catch (DataException e) {
            LOG.log(Level.WARNING, "Refused an event: " + SafeText.line(e.detail()));
            return GatewayResponse.write(api.refuse(e, null), JSON);
        }
        observer.readEvent(event.requestId());
        RestResponse response = respond(event);
        try {
            byte[] written = write(event, response);
            return written.length > GatewayResponse.MAX_BYTES
                    ? refusal(event, GatewayResponse.tooLarge(), response)
                    : written;
        } catch (RuntimeException e) { // RestApi has already reported it
            return refusal(
                    event, new DataException(ErrorCode.INTERNAL, "The response could not be written."), response);
        }
    }

    private RestResponse respond(GatewayEvent event) {
        Optional<RestResponse> preflight = filter.preflight(event.client());
        if (preflight.isEmpty()) {
            return api.handle(event.request());
        }
        observer.preflight(preflight.get().status());
        return preflight.get();
    }

    private byte[] refusal(GatewayEvent event, DataException e, RestResponse instead) {
        return write(event, api.refuse(e, GatewayResponse.requestId(instead)));
    }

    private byte[] write(GatewayEvent event, RestResponse response) {
        byte[] written = GatewayResponse.write(filter.apply(response, event.client()), JSON);
        if (response.status() >= INTERNAL_ERROR && response.status() != DATA_ACCOUNT_REFUSED) {
            LOG.log(
                    Level.WARNING,
                    "the request failed with status " + response.status() + ", request id "
                            + GatewayResponse.requestId(response));
        }
        return written;
    }
}
