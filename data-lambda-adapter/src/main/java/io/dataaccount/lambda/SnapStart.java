package io.dataaccount.lambda;

import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.config.AwsConfig;
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
 * Has everything loaded and run once before Lambda takes its snapshot. Nothing needs to be dropped for it or renewed after it:
 * no call is made to AWS, so that there is no session, connection or region to be frozen; and the random numbers of Java
 * are safe on Lambda.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime hooks</a>
 */
final class SnapStart implements Resource {
    private static final Logger LOG = System.getLogger(SnapStart.class.getName());

    /** Held here, for contexts hold their resources weakly. */
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
        account.prepareTls();
        LOG.log(Level.INFO, "ready for a snapshot");
    }

    @Override
    public void afterRestore(@Nullable Context<? extends Resource> context) {}
}
