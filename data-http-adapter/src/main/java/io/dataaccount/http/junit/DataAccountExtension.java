package io.dataaccount.http.junit;

import static java.util.Objects.requireNonNull;

import io.dataaccount.http.local.DataAccountServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit 5 extension that passes a running {@link DataAccountServer} to test methods with a parameter of that type:
 *
 * <pre>{@code
 * @ExtendWith(DataAccountExtension.class)
 * class PortalTest {
 *     @Test
 *     void lists_buckets(DataAccountServer server) { … server.uri() … server.credentials() … }
 * }
 * }</pre>
 *
 * <p>All tests of a class and of its nested classes share one server. It runs on free ports, has only the demo use
 * cases at the start, and is closed after the last test. The tests must not close it.
 */
public final class DataAccountExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(DataAccountExtension.class);

    /**
     * Starts the server. A nested class uses the server of its enclosing class.
     *
     * @throws io.dataaccount.http.StartupException if the server cannot start
     */
    @Override
    public void beforeAll(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        if (store.get(DataAccountServer.class) == null) {
            store.put(DataAccountServer.class, DataAccountServer.start());
        }
    }

    /** Closes the server that this class started: {@code remove} ignores the stores of enclosing classes. */
    @Override
    public void afterAll(ExtensionContext context) {
        DataAccountServer server = context.getStore(NAMESPACE).remove(DataAccountServer.class, DataAccountServer.class);
        if (server != null) {
            server.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(DataAccountServer.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return requireNonNull(context.getStore(NAMESPACE).get(DataAccountServer.class));
    }
}
