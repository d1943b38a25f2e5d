package io.dataaccount.aws.network;

import io.dataaccount.aws.sdk.Causes;
import java.net.URI;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** This program refused the certificate of a service. The message names the host. */
public final class CertificateRefusal extends ConnectionException {
    private static final long serialVersionUID = 1L;

    private static final List<Class<? extends Throwable>> VALIDITY =
            List.of(CertificateExpiredException.class, CertificateNotYetValidException.class);

    /** The last is that of a trust store without any certificate. */
    private static final List<Class<? extends Throwable>> TRUST = List.of(
            CertPathBuilderException.class, CertPathValidatorException.class, InvalidAlgorithmParameterException.class);

    private static final List<Class<? extends Throwable>> NAME =
            List.of(CertificateException.class, SSLPeerUnverifiedException.class);

    private CertificateRefusal(String message, Throwable cause) {
        super(message, cause);
    }

    /** The refusal that the exception of a request means; empty if it has another reason. */
    public static Optional<CertificateRefusal> of(URI uri, Throwable failure) {
        String certificate = "The certificate that was received for " + uri.getHost();
        if (has(failure, VALIDITY)) {
            return Optional.of(new CertificateRefusal(
                    certificate + ", or one of its CA, has expired or is not valid yet: renew it, and check the clock"
                            + " of this machine.",
                    failure));
        }
        if (has(failure, TRUST)) {
            return Optional.of(new CertificateRefusal(
                    certificate + " is not trusted: add the certificate of its CA to the file in AWS_CA_BUNDLE or to"
                            + " Java's trust store. The CA may be that of a proxy that inspects TLS.",
                    failure));
        }
        return has(failure, NAME)
                ? Optional.of(new CertificateRefusal(
                        certificate + " is not one of that host: check the endpoint, the name server and the proxy.",
                        failure))
                : Optional.empty();
    }

    private static boolean has(Throwable failure, List<Class<? extends Throwable>> types) {
        return Causes.of(failure).anyMatch(each -> types.stream().anyMatch(type -> type.isInstance(each)));
    }
}
