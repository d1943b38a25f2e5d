package io.dataaccount.aws.s3;

/** The cause of the SDK's exception if a document of settings has an element that would be lost when it is written back. */
final class UnknownElementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String element;

    UnknownElementException(String element) {
        super(element, null, false, false);
        this.element = element;
    }

    String element() {
        return element;
    }
}
