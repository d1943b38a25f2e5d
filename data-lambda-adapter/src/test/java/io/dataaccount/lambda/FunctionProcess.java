package io.dataaccount.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.dataaccount.testkit.contract.RecordedResponse;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.annotations.SdkInternalApi;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** An instance of the function: the unpacked package, started with the runtime interface client as on Lambda. */
final class FunctionProcess implements AutoCloseable {
    static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

    private final RuntimeApi runtime;
    private final Process process;
    private final Path log;

    private FunctionProcess(RuntimeApi runtime, Process process, Path log) {
        this.runtime = runtime;
        this.process = process;
        this.log = log;
    }

    /** Our handler, with the Java that runs the test. */
    static FunctionProcess start(Path taskRoot, Map<String, String> variables) {
        return start(FunctionSetup.of(taskRoot, variables));
    }

    static FunctionProcess start(FunctionSetup setup) {
        RuntimeApi runtime = RuntimeApi.start();
        try {
            Path log = Files.createTempFile("function", ".log");
            ProcessBuilder builder = new ProcessBuilder(command(setup))
                    .directory(setup.taskRoot().toFile()) // the runtime looks for lib/ here
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment()
                    .putAll(Map.of(
                            "AWS_LAMBDA_RUNTIME_API", runtime.address(),
                            "AWS_LAMBDA_FUNCTION_NAME", "data-account",
                            "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                            "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/data-account",
                            "AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/24/[$LATEST]0",
                            "LAMBDA_TASK_ROOT", setup.taskRoot().toString(),
                            "_HANDLER", setup.handler()));
            builder.environment().putAll(setup.environment());
            Process process = builder.start();
            var unused = process.onExit().thenRun(() -> runtime.fail("the process has ended"));
            return new FunctionProcess(runtime, process, log);
        } catch (IOException e) {
            runtime.close();
            throw new UncheckedIOException(e);
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html">Wrapper scripts</a> */
    private static List<String> command(FunctionSetup setup) {
        List<String> command = new ArrayList<>();
        Optional.ofNullable(setup.environment().get("AWS_LAMBDA_EXEC_WRAPPER")).ifPresent(command::add);
        command.add(setup.javaHome().resolve("bin/java").toString());
        command.addAll(setup.options());
        command.addAll(List.of("-classpath", runtimeClient(), AWSLambda.class.getName(), setup.handler()));
        return command;
    }

    /** The jars of Lambda's Java runtime; its class loader finds the function's own jars. */
    private static String runtimeClient() {
        return Stream.of(
                        AWSLambda.class,
                        RequestStreamHandler.class,
                        PojoSerializer.class,
                        SdkInternalThreadLocal.class,
                        SdkInternalApi.class)
                .map(FunctionProcess::jar)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    RecordedResponse invoke(byte[] event) {
        return invoke(event, USUAL_TIMEOUT);
    }

    /** Ends the process if it has not responded in time, as Lambda does. */
    RecordedResponse invoke(byte[] event, Duration timeout) {
        return Gateway.response(invokeRaw(event, timeout));
    }

    /** The unchanged response. */
    byte[] invokeRaw(byte[] event, Duration timeout) {
        try {
            return runtime.invoke(event, timeout);
        } catch (TimeoutException | IllegalStateException e) {
            kill();
            throw new IllegalStateException("the function said:\n" + log(), e);
        }
    }

    void kill() {
        process.destroyForcibly();
        exit();
    }

    /** The CPU time of its threads so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    String initError() {
        return runtime.initError();
    }

    /** Ends the process normally, so that the JVM writes its files at exit. */
    void end() {
        process.destroy();
        exit();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The whole log, which Lambda would send to CloudWatch. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the process ends by itself, and returns its exit code. */
    int exit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the function does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        kill();
        runtime.close();
        try {
            Files.delete(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
