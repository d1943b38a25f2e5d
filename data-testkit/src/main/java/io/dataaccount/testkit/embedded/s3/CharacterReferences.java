package io.dataaccount.testkit.embedded.s3;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes characters that would not survive in XML as character references, such as <code>&amp;#x1;</code>. XML 1.0 does not allow
 * the references of control characters either, so a client must ask for {@code encoding-type=url} if it has such keys. A
 * carriage return is allowed as a reference only, because a parser reads a bare one as a line feed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">encoding-type</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html#object-key-xml-related-constraints">XML
 *     related object key constraints</a>
 */
final class CharacterReferences extends FilterWriter {
    CharacterReferences(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        char value = (char) c;
        if ((value >= ' ' && value < '\uFFFE') || value == '\t' || value == '\n') {
            out.write(value);
        } else {
            out.write("&#x" + Integer.toHexString(value) + ";");
        }
    }

    @Override
    public void write(char[] text, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            write(text.charAt(i));
        }
    }
}
