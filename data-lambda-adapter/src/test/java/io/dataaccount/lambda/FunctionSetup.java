package io.dataaccount.lambda;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an instance of a function is started from.
 *
 * @param javaHome of the Java that runs it
 * @param taskRoot the unpacked package, which is also the working directory
 * @param handler the class
 * @param environment all that it has beside what Lambda itself puts there
 */
record FunctionSetup(Path javaHome, Path taskRoot, String handler, Map<String, String> environment) {
    FunctionSetup {
        environment = Map.copyOf(environment);
    }

    /** Our handler, on the Java that runs the test. */
    static FunctionSetup of(Path taskRoot, Map<String, String> environment) {
        return new FunctionSetup(
                Path.of(System.getProperty("java.home")), taskRoot, LambdaHandler.class.getName(), environment);
    }

    FunctionSetup on(Path otherJava) {
        return new FunctionSetup(otherJava, taskRoot, handler, environment);
    }

    FunctionSetup with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new FunctionSetup(javaHome, taskRoot, handler, more);
    }
}
