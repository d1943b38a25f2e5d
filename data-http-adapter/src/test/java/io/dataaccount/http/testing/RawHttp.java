package io.dataaccount.http.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Writes raw bytes to a port, for requests that no HTTP client would send. */
public final class RawHttp {
    private RawHttp() {}

    /** The whole response as text, read until the server closes the connection. */
    public static String send(int port, byte[]... parts) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            for (byte[] part : parts) {
                out.write(part);
            }
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static String send(int port, String request) throws IOException {
        return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A request without a body. The server closes the connection after the response. */
    public static String request(int port, String requestLine, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(requestLine)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .append(port)
                .append("\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return send(port, request.append("\r\n").toString());
    }

    public static int status(String response) {
        return Integer.parseInt(response.split(" ", 3)[1]);
    }

    public static String body(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }
}
