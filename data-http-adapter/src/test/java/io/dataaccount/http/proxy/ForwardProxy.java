package io.dataaccount.http.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A proxy as a program: opens CONNECT tunnels to the targets that it is told, and to no others. Prints its port, and then
 * a line for each request: the target and the status.
 */
final class ForwardProxy {
    private final Map<String, Integer> targets = new HashMap<>();
    private final String credentials;

    private ForwardProxy(String credentials) {
        this.credentials = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(ISO_8859_1));
    }

    /** @param args the port, or 0; user:password; and host:port=port on this machine for each target */
    public static void main(String[] args) throws IOException {
        ForwardProxy proxy = new ForwardProxy(args[1]);
        for (int i = 2; i < args.length; i++) {
            String[] target = args[i].split("=", 2);
            proxy.targets.put(target[0], Integer.parseInt(target[1]));
        }
        try (ServerSocket server = new ServerSocket(Integer.parseInt(args[0]), 50, InetAddress.getLoopbackAddress())) {
            print(String.valueOf(server.getLocalPort()));
            while (true) {
                Socket client = server.accept();
                Relay.onThread(() -> proxy.serve(client));
            }
        }
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            String header = header(client.getInputStream());
            String target = header.split(" ", 3)[1];
            int status = status(header, target);
            print(target + " " + status);
            client.getOutputStream().write(("HTTP/1.1 " + status + " of the proxy\r\n\r\n").getBytes(ISO_8859_1));
            if (status == 200) {
                try (Socket server =
                        new Socket(InetAddress.getLoopbackAddress(), Objects.requireNonNull(targets.get(target)))) {
                    Relay.join(client, server);
                }
            }
        }
    }

    private int status(String header, String target) {
        if (!header.contains("\r\nProxy-Authorization: " + credentials + "\r\n")) {
            return 407;
        }
        return header.startsWith("CONNECT ") && targets.containsKey(target) ? 200 : 403;
    }

    private static String header(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            bytes.write(next);
        }
        return bytes.toString(ISO_8859_1);
    }

    private static synchronized void print(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
