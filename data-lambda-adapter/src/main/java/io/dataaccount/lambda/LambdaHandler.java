package io.dataaccount.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.aws.sdk.Deadline;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.rest.Compression;
import io.dataaccount.core.rest.Cors;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract as a Lambda function behind an API Gateway REST API, an HTTP API or a function URL. Who the caller is, is
 * what the gateway's authorizer says. An instance keeps its clients, sessions and caches for every event it gets.
 */
public final class LambdaHandler implements RequestStreamHandler {
    private static final Logger LOG = System.getLogger(LambdaHandler.class.getName());
    private static final JacksonCodec JSON = new JacksonCodec();

    static {
        FunctionLog.install();
    }

    /**
     * Kept of the time that Lambda gives an event, so that the audit log has what was done, and our answer is there, before
     * the function is ended.
     */
    private static final Duration RESPONSE_MARGIN = Deadline.RESERVE.plusMillis(500);

    private final RestApi api;
    private final Cors cors;

    /**
     * For Lambda, which calls it once for each instance of the function. Nothing is asked of AWS yet.
     *
     * @throws InvalidConfigurationException naming everything that is missing or wrong in the environment
     */
    public LambdaHandler() {
        this(AwsConfig.fromEnvironment(System.getenv()));
    }

    /** Never closed: the clients live as long as the instance, which Lambda ends without a word. */
    private LambdaHandler(AwsConfig config) {
        this(new RestApi(opened(config).service(), JSON), config.settings().portalOrigins());
    }

    private static AwsDataAccount opened(AwsConfig config) {
        AwsDataAccount account = AwsDataAccount.open(config);
        if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            SnapStart.register(config, account);
        }
        return account;
    }

    LambdaHandler(RestApi api, List<Origin> portalOrigins) {
        this.api = api;
        this.cors = new Cors(portalOrigins);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context) throws IOException {
        byte[] event = in.readAllBytes();
        out.write(context == null ? answer(event) : Deadline.within(left(context), () -> answer(event)));
    }

    private static Duration left(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESPONSE_MARGIN);
    }

    private byte[] answer(byte[] bytes) {
        GatewayEvent event;
        try {
            event = GatewayEvent.read(bytes, JSON);
        } catch (DataException e) {
            LOG.log(Level.WARNING, "an event is refused: " + SafeText.line(e.detail()));
            return GatewayResponse.write(api.refuse(e, null), JSON);
        }
        RestResponse response = cors.preflight(event.method(), event.header("Origin"), event.askedMethod())
                .orElseGet(() -> api.handle(event.request()));
        try {
            byte[] answer = write(event, response);
            return answer.length > GatewayResponse.MAX_BYTES
                    ? refusal(event, GatewayResponse.tooLarge(), response)
                    : answer;
        } catch (RuntimeException e) { // of which the contract has told
            return refusal(event, new DataException(ErrorCode.INTERNAL, "the answer could not be made"), response);
        }
    }

    private byte[] refusal(GatewayEvent event, DataException e, RestResponse instead) {
        return write(event, api.refuse(e, GatewayResponse.requestId(instead)));
    }

    private byte[] write(GatewayEvent event, RestResponse response) {
        RestResponse allowed = cors.allow(response, event.header("Origin"));
        String acceptEncoding = event.takesBase64() ? event.header("Accept-Encoding") : null;
        return GatewayResponse.write(Compression.apply(allowed, acceptEncoding), JSON);
    }
}
