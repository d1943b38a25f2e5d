package io.dataaccount.aws.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A CA that nobody knows, with certificates made by the keytool of the JDK, in one key store. */
record TestTls(Path directory) {
    private static final String PASSWORD = "changeit";

    static TestTls make(Path directory) {
        TestTls made = new TestTls(directory);
        made.keytool("ca", "-ext", "bc:c");
        return made;
    }

    /** Adds a certificate of the CA. */
    TestTls with(String alias, String host, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-signer", "ca", "-ext", "san=dns:" + host));
        all.addAll(List.of(arguments));
        keytool(alias, all.toArray(String[]::new));
        return this;
    }

    private void keytool(String alias, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                "keys.p12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("keys.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** A new file with the CA certificate in the PEM format, with text before and after it. */
    Path bundle() throws IOException, GeneralSecurityException {
        String encoded = Base64.getMimeEncoder()
                .encodeToString(keys().getCertificate("ca").getEncoded());
        return Files.writeString(
                directory.resolve("ca.pem"),
                "# Issuer: CN=ca\n-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n# end\n");
    }

    /** TLS of a server with this certificate. */
    SSLContext server(String alias) throws IOException, GeneralSecurityException {
        KeyStore all = keys();
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        char[] password = PASSWORD.toCharArray();
        one.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
