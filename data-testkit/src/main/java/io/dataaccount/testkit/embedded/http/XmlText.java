package io.dataaccount.testkit.embedded.http;

/** Builds a small XML document as text. The caller closes the elements in reverse order. Not thread-safe. */
public final class XmlText {
    /** The XML namespace of S3. */
    public static final String S3 = "http://s3.amazonaws.com/doc/2006-03-01/";
    /** The XML namespace of STS. */
    public static final String STS = "https://sts.amazonaws.com/doc/2011-06-15/";

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    /** Opens an element. */
    public XmlText open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    /** Opens an element and declares its default namespace. */
    public XmlText open(String name, String namespace) {
        text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    /** Closes the element. Does not check that it is the last one opened. */
    public XmlText close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    /** Adds an element that contains only text. */
    public XmlText leaf(String name, String value) {
        return open(name).text(value).close(name);
    }

    /** Adds text, escaped. Control characters that XML cannot represent become question marks. */
    public XmlText text(String value) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '\r' -> text.append("&#13;");
                // XML 1.0 cannot represent other control characters
                default -> text.appendCodePoint(c < ' ' && c != '\n' && c != '\t' ? '?' : c);
            }
        });
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
