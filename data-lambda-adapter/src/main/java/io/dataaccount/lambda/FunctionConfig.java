package io.dataaccount.lambda;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.Environment;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.config.SettingsReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

    private static final String BATCH = "MAX_BATCH_FILES";

    /** @throws InvalidConfigurationException if a variable is missing or invalid; it lists all of them */
    static FunctionConfig fromEnvironment(Map<String, String> variables) {
        SettingsReader settings = new SettingsReader(variables);
        Optional<AcceptedClients> clients = settings.read(AcceptedClients::fromEnvironment);
        Map<String, String> shared = new HashMap<>(variables);
        if (settings.read(FunctionConfig::maxBatchFiles).isEmpty()) {
            shared.remove(BATCH); // AwsConfig would add its own, higher limit
        }
        Optional<AwsConfig> aws = settings.read(ignored -> AwsConfig.fromEnvironment(shared));
        settings.throwProblems();
        return new FunctionConfig(aws.orElseThrow(), clients.orElseThrow());
    }

    /** Checks the function's own limit; AwsConfig reads the value. */
    private static int maxBatchFiles(Map<String, String> variables) {
        Environment values = new Environment(variables);
        int files = values.optional(BATCH, FunctionConfig::fitting, 1);
        values.throwProblems();
        return files;
    }

    private static int fitting(String text) {
        try {
            return Environment.integer(text, 1, MAX_BATCH_FILES);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + " in a Lambda function, because its response is limited to 6 MB", e);
        }
    }
}
