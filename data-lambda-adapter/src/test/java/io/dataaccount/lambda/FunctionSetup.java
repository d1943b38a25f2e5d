package io.dataaccount.lambda;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration with which an instance of a function is started.
 *
 * @param javaHome the home directory of the Java that runs it
 * @param taskRoot the unpacked package, which is also the working directory
 * @param handler the name of the handler class
 * @param options the options of the Java command
 * @param environment the environment variables in addition to those of Lambda
 */
record FunctionSetup(
        Path javaHome, Path taskRoot, String handler, List<String> options, Map<String, String> environment) {
    FunctionSetup {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /** Our handler, with the Java that runs the test. */
    static FunctionSetup of(Path taskRoot, Map<String, String> environment) {
        return new FunctionSetup(
                Path.of(System.getProperty("java.home")),
                taskRoot,
                LambdaHandler.class.getName(),
                List.of(),
                environment);
    }

    FunctionSetup on(Path otherJava) {
        return new FunctionSetup(otherJava, taskRoot, handler, options, environment);
    }

    FunctionSetup with(List<String> otherOptions) {
        return new FunctionSetup(javaHome, taskRoot, handler, otherOptions, environment);
    }

    FunctionSetup with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new FunctionSetup(javaHome, taskRoot, handler, options, more);
    }
}
