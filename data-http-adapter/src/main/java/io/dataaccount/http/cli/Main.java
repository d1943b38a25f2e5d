package io.dataaccount.http.cli;

import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.http.StartupException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line of the standalone server. Without a command, it runs {@code local}. */
@Command(
        name = "data-account-server",
        description = "Starts a server with the REST API of Data Account. Without a command, runs local.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        subcommands = {LocalCommand.class, AwsCommand.class})
public final class Main implements Runnable {
    private static final int CANNOT_START = 1;

    @Mixin
    private final LocalOptions local = new LocalOptions();

    @Option(
            names = "--in-container",
            scope = ScopeType.INHERIT,
            description =
                    "Listens on all interfaces of the container instead of 127.0.0.1. Our container image sets it."
                            + " Not allowed outside a container.")
    private boolean inContainer;

    /**
     * Runs the server until the process ends. Exits with 1 if the server cannot start, and with 2 if the command line
     * is not valid.
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(cannotStart());
    }

    @Override
    public void run() {
        LocalCommand.serve(local, inContainer);
    }

    boolean isInContainer() {
        return inContainer;
    }

    /** Prints only the message if the operator can correct the cause. Any other failure keeps its stack trace. */
    private static IExecutionExceptionHandler cannotStart() {
        return (failure, command, parsed) -> {
            if (failure instanceof StartupException || failure instanceof InvalidConfigurationException) {
                command.getErr().println(failure.getMessage());
                return CANNOT_START;
            }
            throw failure;
        };
    }

    /** The version in the manifest of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"data-account-server " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
