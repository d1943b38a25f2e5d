package io.dataaccount.core.rest;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;

/** The path exists, but not for this method. */
final class MethodNotAllowedException extends DataException {
    private static final long serialVersionUID = 1L;

    private final String allow;

    /**
     * @param path the path of the request
     * @param allow the methods of the path, as in the {@code Allow} header
     */
    MethodNotAllowedException(String path, String allow) {
        super(ErrorCode.METHOD_NOT_ALLOWED, "The path " + SafeText.echo(path) + " only supports " + allow + ".");
        this.allow = allow;
    }

    String allow() {
        return allow;
    }
}
