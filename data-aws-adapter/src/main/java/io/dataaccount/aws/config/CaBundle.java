package io.dataaccount.aws.config;

import io.dataaccount.core.Internal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;

/** The file with CA certificates that {@code AWS_CA_BUNDLE} names. */
@Internal
public final class CaBundle {
    /** In bytes. All public CAs together need a quarter of a megabyte. */
    static final int MAX_SIZE = 8 * 1024 * 1024;

    private CaBundle() {}

    /**
     * The certificates in the file, in the PEM format or DER. Text between certificates in the PEM format is ignored.
     *
     * @throws InvalidConfigurationException if the file cannot be read, is larger than 8 MiB, or has no certificate
     */
    public static Collection<? extends Certificate> certificates(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            if (Files.isDirectory(Path.of(file))) {
                throw invalid(file, "is a directory");
            }
            byte[] content = in.readNBytes(MAX_SIZE + 1); // a device such as /dev/zero has no end
            if (content.length > MAX_SIZE) {
                throw invalid(file, "is larger than " + MAX_SIZE + " bytes");
            }
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
            if (found.isEmpty()) {
                throw invalid(file, "has no certificate");
            }
            return found;
        } catch (CertificateException e) {
            throw invalid(file, "has something else than certificates");
        } catch (IOException | InvalidPathException e) {
            throw invalid(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static InvalidConfigurationException invalid(String file, String why) {
        return new InvalidConfigurationException(List.of(NetworkVariables.CA_BUNDLE + " '" + file + "' " + why
                + ": set it to a readable file with CA certificates in the PEM format, or unset it."));
    }
}
