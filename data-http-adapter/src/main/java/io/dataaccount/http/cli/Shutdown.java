package io.dataaccount.http.cli;

/** Keeps a server running until the process is told to end. */
final class Shutdown {
    private Shutdown() {}

    /** Returns only if this thread is interrupted. */
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
            // logging may be shut down by now
            System.err.println("The server did not stop cleanly: " + e);
        }
    }
}
