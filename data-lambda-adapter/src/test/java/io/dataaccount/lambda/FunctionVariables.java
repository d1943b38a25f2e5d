package io.dataaccount.lambda;

import io.dataaccount.aws.config.InvalidConfigurationException;
import java.util.Map;

/** The environment variables of the function, for tests of the templates. */
public final class FunctionVariables {
    private FunctionVariables() {}

    /** @throws InvalidConfigurationException if the function would not start with these variables */
    public static void check(Map<String, String> variables) {
        LambdaHandler.readLog(variables);
        FunctionConfig.fromEnvironment(variables);
    }
}
