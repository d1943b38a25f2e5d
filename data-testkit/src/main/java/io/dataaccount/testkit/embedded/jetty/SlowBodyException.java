package io.dataaccount.testkit.embedded.jetty;

import java.io.IOException;

/** The body of a request arrives more slowly than the {@link BodyRate} allows. */
public final class SlowBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    SlowBodyException() {
        super("the body arrives too slowly");
    }
}
