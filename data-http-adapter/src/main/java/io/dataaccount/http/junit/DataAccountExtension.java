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
 * Gives the tests of a class a running {@link DataAccountServer} on a free port, as a parameter of that type:
 *
 * <pre>{@code
 * @ExtendWith(DataAccountExtension.class)
 * class PortalTest {
 *     @Test
 *     void lists_buckets(DataAccountServer server) { … server.uri() … server.credentials() … }
 * }
 * }</pre>
 *
 * <p>All tests of the class share it. It starts empty, but for the demo use cases, and is closed after the last test.
 */
public final class DataAccountExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(DataAccountExtension.class);

    /** A nested class finds the server of the class around it. */
    @Override
    public void beforeAll(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        if (store.get(DataAccountServer.class) == null) {
            store.put(DataAccountServer.class, DataAccountServer.start());
        }
    }

    /** Closes the server of this very class, for {@code remove} does not look further up. */
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
