package io.dataaccount.aws.network;

import io.dataaccount.aws.config.CaBundle;
import io.dataaccount.aws.config.InvalidConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS that trusts the certificates of Java's trust store and those of the CA bundle. The bundle does not replace the
 * trust store, because it applies to AWS and to the issuer, and a private CA often signs for only one of them.
 */
final class TrustedTls {
    private TrustedTls() {}

    /**
     * TLS with the certificates of Java's trust store, and with those of the file if there is one.
     *
     * @param file the value of the variable; null or blank for none
     * @throws InvalidConfigurationException if the file cannot be read or has no certificate
     */
    static SSLContext context(@Nullable String file) {
        try {
            if (file == null || file.isBlank()) {
                return SSLContext.getDefault();
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted(CaBundle.certificates(file.strip())));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidConfigurationException(List.of("TLS cannot be set up with Java's trust store: " + e
                    + ". Check javax.net.ssl.trustStore and its password and type."));
        }
    }

    private static KeyStore trusted(Collection<? extends Certificate> added)
            throws GeneralSecurityException, IOException {
        List<Certificate> all = new ArrayList<>(added);
        TrustManagerFactory defaults = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        defaults.init((KeyStore) null);
        for (TrustManager each : defaults.getTrustManagers()) {
            if (each instanceof X509TrustManager ofJava) {
                all.addAll(List.of(ofJava.getAcceptedIssuers()));
            }
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry(String.valueOf(i), all.get(i));
        }
        return store;
    }
}
