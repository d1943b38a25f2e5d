package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.port.BucketStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Creates stores that run an action of the test between two store calls of a use case. */
final class InterleavingStore {
    private static final Runnable NOTHING = () -> {};

    private InterleavingStore() {}

    /** A store that runs the action before each creation of a bucket. */
    static BucketStore beforeCreation(BucketStore store, Runnable other) {
        return at("create", store, other, NOTHING);
    }

    /** A store that runs the action each time after versioning and encryption of a bucket are read. */
    static BucketStore afterProtection(BucketStore store, Runnable other) {
        return at("protection", store, NOTHING, other);
    }

    /** A store that runs the action each time after the check whether a bucket is empty. */
    static BucketStore afterIsEmpty(BucketStore store, Runnable other) {
        return at("isEmpty", store, NOTHING, other);
    }

    /** A store that runs the actions before and after each write of the setting. */
    static BucketStore aroundSetting(
            BucketStore store, Class<? extends BucketSetting> setting, Runnable before, Runnable after) {
        return at("apply " + setting.getSimpleName(), store, before, after);
    }

    private static BucketStore at(String step, BucketStore store, Runnable before, Runnable after) {
        return (BucketStore) Proxy.newProxyInstance(
                BucketStore.class.getClassLoader(), new Class<?>[] {BucketStore.class}, (proxy, method, arguments) -> {
                    boolean isStep = name(method, arguments).equals(step);
                    (isStep ? before : NOTHING).run();
                    try {
                        Object result = method.invoke(store, arguments);
                        (isStep ? after : NOTHING).run();
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The name of the method; for {@code apply}, the name of the setting follows. */
    private static String name(Method method, Object[] arguments) {
        return method.getName().equals("apply")
                ? "apply " + arguments[arguments.length - 1].getClass().getSimpleName()
                : method.getName();
    }
}
