package io.dataaccount.aws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {
    private static final URI AWS = URI.create("https://sts.eu-central-1.amazonaws.com/");

    private static ProxySettings read(Map<String, String> environment, Map<String, String> properties) {
        return ProxySettings.read(environment, properties::get);
    }

    private static Optional<String> proxy(Map<String, String> environment, Map<String, String> properties, String uri) {
        return read(environment, properties).proxyFor(URI.create(uri)).map(ProxyServer::address);
    }

    @Test
    void nothingSet_isDirect() {
        assertThat(read(Map.of(), Map.of()).proxyFor(AWS)).isEmpty();
        assertThat(read(Map.of("HTTPS_PROXY", " ", "http_proxy", ""), Map.of()).proxyFor(AWS))
                .isEmpty();
    }

    @Test
    void schemes_haveTheirOwnProxies() {
        Map<String, String> both = Map.of("HTTPS_PROXY", "http://secure:1", "HTTP_PROXY", "http://plain:2");
        assertThat(proxy(both, Map.of(), "https://a.example")).contains("secure:1");
        assertThat(proxy(both, Map.of(), "http://a.example")).contains("plain:2");
        assertThat(proxy(Map.of("HTTPS_PROXY", "http://secure:1"), Map.of(), "http://a.example"))
                .isEmpty();
    }

    @Test
    void systemProperty_thenLowerCase_thenUpperCase() {
        Map<String, String> both = Map.of("https_proxy", "lower:1", "HTTPS_PROXY", "upper:2");
        assertThat(proxy(both, Map.of(), "https://a.example")).contains("lower:1");
        assertThat(proxy(Map.of("https_proxy", "", "HTTPS_PROXY", "upper:2"), Map.of(), "https://a.example"))
                .contains("upper:2");
        assertThat(proxy(both, Map.of("https.proxyHost", "java", "https.proxyPort", "3"), "https://a.example"))
                .contains("java:3");
        assertThat(proxy(both, Map.of("https.proxyHost", "java"), "https://a.example"))
                .contains("java:443");
        assertThat(proxy(both, Map.of("http.proxyHost", "java"), "http://a.example"))
                .contains("java:80");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://proxy.example:3128, proxy.example:3128, -",
                "HTTP://proxy.example:3128/, proxy.example:3128, -",
                "proxy.example:3128, proxy.example:3128, -",
                "[2001:db8::1]:3128, [2001:db8::1]:3128, -",
                "http://ana:secret@[::1]:3128, [::1]:3128, ana:secret",
                "ana:secret@proxy.example:3128, proxy.example:3128, ana:secret",
                "http://ana@proxy.example:3128, proxy.example:3128, ana:",
                "http://ana:p%40ss%3Aw%2Frd%25@proxy.example:3128, proxy.example:3128, ana:p@ss:w/rd%",
                "http://an%20a:a+b@proxy.example:3128, proxy.example:3128, an a:a+b",
                "http://ana:gr%C3%B6%C3%9Fe@proxy.example:3128, proxy.example:3128, ana:größe",
                "http://ana:p@ss@proxy.example:3128, proxy.example:3128, ana:p@ss",
            })
    void values_areRead(String value, String address, String credentials) {
        ProxyServer proxy =
                read(Map.of("HTTPS_PROXY", value), Map.of()).proxyFor(AWS).orElseThrow();
        assertThat(proxy.address()).isEqualTo(address);
        assertThat(proxy.authorization()
                        .map(header -> new String(
                                Base64.getDecoder().decode(header.substring("Basic ".length())),
                                java.nio.charset.StandardCharsets.UTF_8))
                        .orElse(null))
                .isEqualTo(credentials);
        assertThat(proxy.toString()).isEqualTo(address + " (HTTPS_PROXY)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ana:hush@proxy.example",
                "https://ana:hush@proxy.example:3128",
                "socks5h://ana:hush@proxy.example:1080",
                "http://ana:hush@proxy.example:0",
                "http://ana:hush@proxy.example:65536",
                "http://ana:hush@proxy.example:port",
                "http://ana:hush@:3128",
                "http://ana:hush@",
                "http://ana:hush%4@proxy.example:3128",
                "http://ana:hush%zz@proxy.example:3128",
                "http://a%3Ana:hush@proxy.example:3128",
                "http://ana:hush@proxy.example:3128/path",
                "http://ana:hush@proxy example:3128",
                "http://ana:hush",
                "ana:hush",
                "http://ana:hush/",
                "http://ana:hush@[::1:3128",
            })
    void invalidValue_isNamedWithoutItsPassword(String value) {
        assertThatThrownBy(() -> read(Map.of("HTTPS_PROXY", value), Map.of()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("HTTPS_PROXY '")
                .hasMessageContaining("must ")
                .hasMessageNotContaining("hush");
    }

    @Test
    void allProblems_areListed() {
        assertThatThrownBy(() -> read(
                        Map.of("https_proxy", "a", "http_proxy", "socks5://b:1", "no_proxy", "a.example,10.0.0.0/33"),
                        Map.of()))
                .hasMessageContaining("https_proxy 'a' must name the port")
                .hasMessageContaining("http_proxy 'socks5://b:1' must begin with http://")
                .hasMessageContaining("no_proxy 'a.example,10.0.0.0/33' has the entry '10.0.0.0/33'");
        assertThatThrownBy(() -> read(Map.of(), Map.of("https.proxyHost", "a", "https.proxyPort", "b")))
                .hasMessageContaining("https.proxyPort 'b' must have a port");
        assertThatThrownBy(() -> read(Map.of("NO_PROXY", "a.example:0"), Map.of()))
                .hasMessageContaining("'a.example:0', whose port");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                        | https://a.example            | true",
                "a.example                | https://a.example            | true",
                "a.example                | https://A.Example.           | true",
                "a.example                | https://b.a.example          | true",
                ".a.example               | https://a.example            | true",
                ".a.example.              | https://b.a.example          | true",
                "*.a.example              | https://b.a.example          | true",
                "a.example                | https://ba.example           | false",
                "b.a.example              | https://a.example            | false",
                "example a.test           | https://a.test               | true",
                "a.example:443            | https://a.example            | true",
                "a.example:443            | https://a.example:8443       | false",
                "a.example:8443,b.example | https://a.example:8443       | true",
                "10.0.0.0/8               | https://10.1.2.3             | true",
                "10.0.0.0/8               | https://11.1.2.3             | false",
                "10/8                     | https://10.1.2.3             | true",
                "10.1.2.3                 | https://10.1.2.3             | true",
                "10.1.2.3:443             | https://10.1.2.3             | true",
                "10.1.2.3:444             | https://10.1.2.3             | false",
                "2001:db8::/32            | https://[2001:db8:1::2]      | true",
                "2001:db8::1              | https://[2001:db8:0::1]      | true",
                "[2001:db8::1]            | https://[2001:db8::1]        | true",
                "[2001:db8::1]:443        | https://[2001:db8::1]:444    | false",
                "0.0.0.0/0                | https://[2001:db8::1]        | false",
                "none                     | https://127.0.0.1            | true",
                "none                     | https://localhost            | true",
                "none                     | https://[::1]                | true",
                "none                     | https://169.254.169.254      | true",
                "none                     | https://169.254.170.2        | true",
                "none                     | https://[fd00:ec2::254]      | true",
                "none                     | https://[fd00:ec3::254]      | false",
                "none                     | https://170.254.170.2        | false",
            })
    void noProxy_decides(String noProxy, String uri, boolean direct) {
        assertThat(proxy(Map.of("HTTPS_PROXY", "proxy:1", "NO_PROXY", noProxy), Map.of(), uri)
                        .isEmpty())
                .isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource({
        "a.example|*.b.example, a.example, true",
        "a.example|*.b.example, c.a.example, false",
        "a.example|*.b.example, c.b.example, true",
        "10.*, 10.1.2.3, true",
        "10.*, 110.1.2.3, false",
        "a.example, A.EXAMPLE, true",
    })
    void nonProxyHosts_decides(String patterns, String host, boolean direct) {
        assertThat(proxy(
                                Map.of(),
                                Map.of("https.proxyHost", "proxy", "http.nonProxyHosts", patterns),
                                "https://" + host)
                        .isEmpty())
                .isEqualTo(direct);
    }

    @Test
    void fromEnvironment_refusesInvalidProxiesAndBundles() {
        assertThatThrownBy(() -> AwsConfig.fromEnvironment(Map.of(
                        "AWS_REGION",
                        "eu-central-1",
                        "PORTAL_ORIGINS",
                        "https://portal.example.com",
                        "HTTPS_PROXY",
                        "http://ana:hush@proxy",
                        "AWS_CA_BUNDLE",
                        "/nowhere/ca.pem")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("HTTPS_PROXY 'http://***@proxy' must name the port")
                .hasMessageContaining("AWS_CA_BUNDLE '/nowhere/ca.pem' cannot be read")
                .hasMessageNotContaining("hush");
    }
}
