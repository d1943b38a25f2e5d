package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.port.BucketStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Stores at which somebody else acts between two steps of a call. */
final class OvertakenStore {
    private static final Runnable NOTHING = () -> {};

    private OvertakenStore() {}

    /** A store at which the other acts each time just before a bucket is created. */
    static BucketStore beforeCreation(BucketStore store, Runnable other) {
        return at("create", store, other, NOTHING);
    }

    /** A store at which the other acts each time after the settings of a bucket are read. */
    static BucketStore afterProtection(BucketStore store, Runnable other) {
        return at("protection", store, NOTHING, other);
    }

    /** A store at which the other acts each time after it is asked whether a bucket is empty. */
    static BucketStore afterIsEmpty(BucketStore store, Runnable other) {
        return at("isEmpty", store, NOTHING, other);
    }

    /** A store at which the others act each time just before and after a setting of the kind is put in place. */
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
                        Object answer = method.invoke(store, arguments);
                        (isStep ? after : NOTHING).run();
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The method, and after {@code apply} the kind of the setting. */
    private static String name(Method method, Object[] arguments) {
        return method.getName().equals("apply")
                ? "apply " + arguments[arguments.length - 1].getClass().getSimpleName()
                : method.getName();
    }
}
