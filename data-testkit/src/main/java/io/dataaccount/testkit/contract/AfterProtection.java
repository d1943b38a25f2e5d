package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.BucketProtection;
import io.dataaccount.core.port.BucketStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A store at which something else happens once, between the reading of a bucket's settings and what comes next. */
final class AfterProtection {
    private AfterProtection() {}

    static BucketStore of(BucketStore store, Runnable other) {
        return (BucketStore) Proxy.newProxyInstance(
                BucketStore.class.getClassLoader(), new Class<?>[] {BucketStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        if (answer instanceof BucketProtection) {
                            other.run();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
