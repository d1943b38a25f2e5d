package io.dataaccount.lambda;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.Environment;
import io.dataaccount.aws.config.InvalidConfigurationException;
import java.util.List;
import java.util.Map;

/**
 * The configuration of the function.
 *
 * @param aws the configuration that it shares with the server
 * @param clients the clients whose tokens are accepted
 */
record FunctionConfig(AwsConfig aws, AcceptedClients clients) {
    /**
     * The highest value of {@code MAX_BATCH_FILES} here. An upload URL with its key takes about 1,600 bytes, so this many
     * fit into {@link GatewayResponse#MAX_BYTES} without compression.
     */
    static final int MAX_BATCH_FILES = 3500;

    /** @throws InvalidConfigurationException if a variable is missing or invalid; it lists all of them */
    static FunctionConfig fromEnvironment(Map<String, String> variables) {
        AwsConfig aws = AwsConfig.fromEnvironment(variables);
        int files = aws.settings().maxBatchFiles();
        if (files > MAX_BATCH_FILES) {
            throw new InvalidConfigurationException(
                    List.of("MAX_BATCH_FILES '" + files + "' must be an integer from 1 to " + MAX_BATCH_FILES
                            + " in a Lambda function, because its response is limited to 6 MB."));
        }
        Environment own = new Environment(variables);
        AcceptedClients clients = AcceptedClients.read(own);
        own.throwProblems();
        return new FunctionConfig(aws, clients);
    }
}
