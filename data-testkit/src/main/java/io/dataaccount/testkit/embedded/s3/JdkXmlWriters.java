package io.dataaccount.testkit.embedded.s3;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Supplier;
import javax.xml.stream.XMLOutputFactory;

/**
 * Hides the XML writers on the class path, so that {@link XMLOutputFactory#newInstance()} finds the one of the JDK.
 * Woodstox, which S3Proxy brings, fails on a character that XML 1.0 cannot represent, in the middle of the document. The
 * writer of the JDK passes it on, and {@link CharacterReferences} writes it as S3 does.
 */
final class JdkXmlWriters extends ClassLoader {
    private static final String SERVICE = "META-INF/services/" + XMLOutputFactory.class.getName();

    private JdkXmlWriters(ClassLoader parent) {
        super(parent);
    }

    /** Creates an object whose class looks up its XML writer when it is created. */
    static <T> T create(Supplier<T> constructor) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new JdkXmlWriters(JdkXmlWriters.class.getClassLoader()));
        try {
            return constructor.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals(SERVICE) ? Collections.emptyEnumeration() : super.getResources(name);
    }
}
