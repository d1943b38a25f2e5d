package io.dataaccount.http.cli;

/** Keeps a server running until the process ends. */
final class Shutdown {
    private Shutdown() {}

    /**
     * Closes the server when the JVM shuts down, for example after SIGTERM. Returns only if this thread is
     * interrupted.
     */
    static void closeAtExit(AutoCloseable server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "shutdown"));
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            // standard error, because logging may already be shut down
            System.err.println("The server did not stop cleanly: " + e);
        }
    }
}
