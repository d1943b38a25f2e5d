package io.dataaccount.aws.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.dataaccount.testkit.contract.SeededRandom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Compares with curl which requests go through a proxy, for random values of NO_PROXY. Left out is what curl does not
 * know or does differently: ports, brackets, {@code *.example}, blocks of 0 bits, blocks of IPv6 addresses and longer
 * forms of them (curl 7.88 compares their text), {@code *} among other entries, and the addresses that are always direct
 * here.
 */
@EnabledIf("hasCurl")
class NoProxyOracleTest {
    private static final int PAIRS = 120;
    private static final List<String> LABELS = List.of("a", "b", "aa", "s3", "example", "EXAMPLE");
    private static final String DIRECT = "direct";

    private final Random random = SeededRandom.random("NoProxyOracleTest");
    private HttpServer target;
    private HttpServer proxy;

    static boolean hasCurl() throws InterruptedException {
        try {
            return new ProcessBuilder("curl", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @BeforeEach
    void start() throws IOException {
        target = server(DIRECT);
        proxy = server("proxy");
    }

    private static HttpServer server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, name.length());
            exchange.getResponseBody().write(name.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        target.stop(0);
        proxy.stop(0);
    }

    @Test
    void decidesLikeCurl() throws IOException {
        TreeSet<Boolean> seen = new TreeSet<>();
        for (int i = 0; i < PAIRS; i++) {
            String host = host();
            String noProxy = noProxy(host);
            URI uri = URI.create("http://" + host + "/");
            boolean ours = ProxySettings.read(
                            Map.of("http_proxy", "http://127.0.0.1:1", "no_proxy", noProxy), property -> null)
                    .proxyFor(uri)
                    .isEmpty();
            assertThat(ours).as("NO_PROXY '%s' and %s", noProxy, uri).isEqualTo(curlIsDirect(noProxy, uri));
            seen.add(ours);
        }
        assertThat(seen).containsExactly(false, true);
    }

    /** Every direct connection of curl goes to our target, whatever its host is. */
    private boolean curlIsDirect(String noProxy, URI uri) throws IOException {
        ProcessBuilder curl = new ProcessBuilder(
                "curl",
                "--silent",
                "--globoff",
                "--max-time",
                "20",
                "--resolve",
                "*:80:127.0.0.1",
                "--connect-to",
                "::127.0.0.1:" + target.getAddress().getPort(),
                uri.toString());
        curl.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        curl.environment()
                .putAll(Map.of("http_proxy", "127.0.0.1:" + proxy.getAddress().getPort(), "no_proxy", noProxy));
        Process process = curl.start();
        return new String(process.getInputStream().readAllBytes(), UTF_8).equals(DIRECT);
    }

    private String host() {
        return switch (random.nextInt(5)) {
            case 0 -> "10." + random.nextInt(3) + "." + random.nextInt(256) + "." + random.nextInt(256);
            case 1 -> "[" + ipv6() + "]";
            default -> name() + (random.nextInt(6) == 0 ? "." : "");
        };
    }

    private String name() {
        List<String> labels = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            labels.add(one(LABELS));
        }
        return String.join(".", labels);
    }

    private String ipv6() {
        return "2001:db8:" + (1 + random.nextInt(2)) + "::" + (1 + random.nextInt(3));
    }

    private String noProxy(String host) {
        if (random.nextInt(20) == 0) {
            return "*";
        }
        List<String> entries = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            entries.add(entry(host));
        }
        return String.join(one(List.of(",", " ", ", ", ",,")), entries);
    }

    private String entry(String host) {
        String bare = host.replaceAll("[\\[\\]]", "");
        return switch (random.nextInt(9)) {
            case 0 -> "." + name();
            case 1 -> name() + ".";
            case 2 -> bare;
            case 3 -> bare.indexOf('.') < 0 ? bare : bare.substring(bare.indexOf('.'));
            case 4, 7 -> bare.matches("[0-9.]+") ? blockAround(bare) : bare.substring(random.nextInt(bare.length()));
            case 5 -> ipv6();
            case 6 -> bare.toUpperCase(java.util.Locale.ROOT);
            default -> name();
        };
    }

    /** A block that ends at the bit in which its address differs from the given one, or one bit before. */
    private String blockAround(String address) {
        String[] parts = address.split("\\.");
        int bit = 1 + random.nextInt(31);
        parts[bit / 8] = String.valueOf(Integer.parseInt(parts[bit / 8]) ^ (0x80 >> (bit % 8)));
        return String.join(".", parts) + "/" + (bit + random.nextInt(2));
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
