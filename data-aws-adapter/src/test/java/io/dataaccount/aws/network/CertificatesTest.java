package io.dataaccount.aws.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.config.ProxySettings;
import io.dataaccount.aws.testing.SystemProperties;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which certificates are accepted through a tunnel, and what is said about the others. */
class CertificatesTest {
    private static final URI S3 = URI.create("https://s3.example/");
    private static final URI STS = URI.create("https://sts.example/");
    private static final URI OTHER = URI.create("https://other.example/");

    @TempDir
    private static Path directory;

    private static TestTls tls;

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    private TlsProxy proxy;

    @BeforeAll
    static void makeCertificates() {
        tls = TestTls.make(directory)
                .with("both", "s3.example,dns:sts.example")
                .with("other", "other.example")
                .with("expired", "s3.example", "-startdate", "-10d", "-validity", "5")
                .with("future", "s3.example", "-startdate", "+5d");
    }

    @BeforeEach
    void start() throws Exception {
        proxy = new TlsProxy(tls.server("both"));
        properties.set("https.proxyHost", "127.0.0.1");
        properties.set("https.proxyPort", String.valueOf(proxy.port()));
        properties.set("https.proxyUser", "ana");
        properties.set("https.proxyPassword", "hush");
        properties.set("http.nonProxyHosts", "");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    private static Network trusting() throws IOException, GeneralSecurityException {
        return new Network(
                ProxySettings.ofProcess(), TrustedTls.context(tls.bundle().toString()));
    }

    private static String get(Network network, URI uri) throws IOException {
        HttpURLConnection connection = network.open(uri);
        connection.setConnectTimeout(60_000);
        connection.setReadTimeout(60_000);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes());
        }
    }

    private static String refusal(Network network, URI uri) {
        IOException failure = catchThrowableOfType(IOException.class, () -> get(network, uri));
        return String.valueOf(CertificateRefusal.of(uri, failure).orElseThrow().getMessage());
    }

    @Test
    void tunnels_areReusedForTheirTargetOnly_andThePasswordReachesTheProxyOnly() throws Exception {
        Network network = trusting();
        for (URI uri : List.of(S3, STS, S3, STS)) {
            assertThat(get(network, uri)).isEqualTo("ok");
        }
        assertThat(proxy.requests().stream().map(each -> each.split("\r\n")[0]))
                .containsExactly(
                        "CONNECT s3.example:443 HTTP/1.1",
                        "GET / HTTP/1.1",
                        "CONNECT sts.example:443 HTTP/1.1",
                        "GET / HTTP/1.1",
                        "GET / HTTP/1.1",
                        "GET / HTTP/1.1");
        assertThat(proxy.requests().stream().map(each -> each.contains("Proxy-Authorization")))
                .containsExactly(true, false, true, false, false, false);
    }

    @Test
    void certificateOfAnotherHost_isRefused_alsoInAKnownTlsSession() throws Exception {
        Network network = trusting();
        assertThat(get(network, S3)).isEqualTo("ok");
        assertThat(refusal(network, OTHER))
                .startsWith("The certificate that was received for other.example is not one of that host: check");
        proxy.useFromNowOn(tls.server("other"));
        assertThat(get(network, OTHER)).isEqualTo("ok");
        assertThat(refusal(trusting(), S3)).contains("s3.example is not one of that host");
        assertThat(proxy.requests()).filteredOn(each -> each.startsWith("GET")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"expired", "future"})
    void certificateOutsideItsTime_isRefused(String alias) throws Exception {
        proxy.useFromNowOn(tls.server(alias));
        assertThat(refusal(trusting(), S3))
                .contains("received for s3.example, or one of its CA, has expired or is not valid yet");
    }

    @Test
    void unknownCa_isRefused_withTheRemedy() throws Exception {
        Network network = new Network(ProxySettings.ofProcess(), TrustedTls.context(null));
        assertThat(refusal(network, S3))
                .contains("s3.example is not trusted: add", "AWS_CA_BUNDLE", "Java's trust store");
    }

    @Test
    void otherFailures_areNoRefusal() {
        assertThat(CertificateRefusal.of(S3, new IOException("x"))).isEmpty();
    }
}
