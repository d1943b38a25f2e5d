package io.dataaccount.http.server;

import io.dataaccount.aws.network.ConnectionException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.port.ServerCredentialsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks everything that the server needs, one part after the other, so that the result names every part that is
 * missing. For checks by one thread at a time.
 */
public final class NeededParts implements Readiness {
    private final Map<String, Runnable> checks = new LinkedHashMap<>();
    private volatile @Nullable String checking;

    /**
     * Adds a part, before the first check.
     *
     * @param name in words that everybody may read, such as "the table of use cases"
     * @param check throws if the part cannot be used
     */
    public NeededParts with(String name, Runnable check) {
        checks.put(name, check);
        return this;
    }

    @Override
    public void check() {
        List<String> missing = new ArrayList<>();
        List<RuntimeException> causes = new ArrayList<>();
        checks.forEach((name, check) -> {
            checking = name;
            try {
                check.run();
            } catch (ServerCredentialsException e) { // the log has the reasons of all sources already
                missing.add(name + " (" + e.reason() + ")");
            } catch (RuntimeException e) {
                missing.add(name + reason(e));
                causes.add(e);
            }
        });
        checking = null;
        if (!missing.isEmpty()) {
            NotReadyException notReady = new NotReadyException(missing);
            causes.forEach(notReady::addSuppressed);
            throw notReady;
        }
    }

    /** The reason for a proxy or a certificate, otherwise only the code: other messages name tables and accounts. */
    private static String reason(RuntimeException e) {
        String code = e instanceof DataException known ? " (" + known.code().id() + ")" : "";
        return ConnectionException.in(e)
                .map(known -> " (" + known.getMessage() + ")")
                .orElse(code);
    }

    @Override
    public Optional<String> waitsFor() {
        return Optional.ofNullable(checking);
    }
}
