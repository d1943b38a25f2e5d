package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * The health check of the container image. Requests {@code /readyz}, or another path, from 127.0.0.1 and prints the
 * status line. Exits with 0 if the status is 200, and with 1 if it is not or if there is no response within three
 * seconds.
 *
 * <p>A container engine runs it every few seconds beside the server, so it uses only a few JDK classes and starts
 * fast. It does not use curl, which many images do not have.
 */
public final class HealthCheck {
    private static final int TIMEOUT_MILLIS = 3_000;

    private HealthCheck() {}

    /**
     * @param args the port of the server, 8080 if there is none; and the path, {@code /readyz} if there is none. An
     *     engine that replaces unhealthy containers should ask {@code /healthz}, because a new container does not help
     *     while AWS or the issuer fails
     */
    public static void main(String[] args) {
        int port = args.length == 0 ? 8080 : Integer.parseInt(args[0]);
        String path = args.length < 2 ? "/readyz" : args[1];
        try {
            String status = statusLine(port, path);
            System.out.println(status);
            System.exit(status.startsWith("HTTP/1.1 200 ") ? 0 : 1);
        } catch (IOException e) {
            System.out.println("port " + port + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private static String statusLine(int port, String path) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            return line == null ? "no response" : line;
        }
    }
}
