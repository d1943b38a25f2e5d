package io.dataaccount.testkit.clients;

import java.util.Locale;

/** Whose credentials a client uses. */
enum ClientCaller {
    /** The keys of the server, as in its credentials file. */
    SERVER,
    /** A session of a role, from {@code AssumeRole}. */
    ROLE;

    /** The name of a bucket that no other test uses. */
    String bucket(ClientProgram program) {
        return (program + "-" + this).toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
