package io.dataaccount.lambda;

import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.aws.priming.Priming;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Loads all classes and runs the code once before Lambda takes its snapshot. Nothing must be closed before the snapshot
 * or renewed after it: priming sends no request to AWS, so the snapshot contains no session, connection or bucket
 * region. Random numbers of {@code java.security.SecureRandom} are safe after a restore on Lambda.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime hooks</a>
 */
final class SnapStart implements Resource {
    private static final Logger LOG = System.getLogger(SnapStart.class.getName());

    /** A strong reference, because a CRaC context holds only weak references to its resources. */
    private static final List<SnapStart> REGISTERED = new CopyOnWriteArrayList<>();

    private final AwsConfig config;
    private final AwsDataAccount account;

    SnapStart(AwsConfig config, AwsDataAccount account) {
        this.config = config;
        this.account = account;
    }

    static void register(AwsConfig config, AwsDataAccount account) {
        SnapStart snapStart = new SnapStart(config, account);
        REGISTERED.add(snapStart);
        Core.getGlobalContext().register(snapStart);
    }

    @Override
    public void beforeCheckpoint(@Nullable Context<? extends Resource> context) {
        Priming.run(config);
        FunctionObserver.prime(new JacksonCodec());
        account.prepareTls();
        LOG.log(Level.INFO, "ready for a snapshot");
    }

    @Override
    public void afterRestore(@Nullable Context<? extends Resource> context) {}
}
