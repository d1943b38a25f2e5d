package io.dataaccount.testkit.clients;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips the tests of a client that is not installed, but not in CI. Prints the version of the client. */
final class ClientCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("decided for the class");
        }
        ClientProgram program =
                context.getRequiredTestClass().getAnnotation(RunsClient.class).value();
        Optional<String> version = program.version();
        if (version.isPresent()) {
            System.out.println("S3 client " + program + ": " + version.get());
            return ConditionEvaluationResult.enabled("the client is installed");
        }
        return "true".equals(System.getenv("CI"))
                ? ConditionEvaluationResult.enabled("CI must have every client")
                : ConditionEvaluationResult.disabled(
                        program + " is not installed (.ci/clients installs it), and this is not CI");
    }
}
