package io.dataaccount.core.rest;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;

/** The path is there, but not for this method. */
final class MethodNotAllowedException extends DataException {
    private static final long serialVersionUID = 1L;

    private final String allow;

    /** @param allow the methods that the path takes, as the {@code Allow} header has them */
    MethodNotAllowedException(String path, String allow) {
        super(ErrorCode.METHOD_NOT_ALLOWED, "The path " + SafeText.echo(path) + " takes " + allow + " only.");
        this.allow = allow;
    }

    String allow() {
        return allow;
    }
}
