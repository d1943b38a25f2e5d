package io.dataaccount.aws.config;

import java.util.Locale;

/**
 * The form of the session policies that STS gets. STS of AWS knows every action in them. Servers of other makers may
 * refuse a policy because of an action that they do not know.
 */
public enum PolicyDialect {
    /**
     * The form of AWS. If a server of another maker refuses it, and accepts the compatible form, this server gets the
     * compatible form from then on. STS of AWS always gets the form of AWS.
     */
    AUTO,

    /** Always the form of AWS: only the actions that Data Account needs, by the names that AWS gives them. */
    AWS,

    /**
     * Always the compatible form: only actions that servers of all makers know. A session that manages a bucket may do
     * more with this bucket than in the form of AWS. No session reaches more buckets or objects.
     */
    COMPATIBLE;

    static PolicyDialect parse(String text) {
        for (PolicyDialect each : values()) {
            if (text.equals(each.name().toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException("must be auto, aws or compatible");
    }
}
