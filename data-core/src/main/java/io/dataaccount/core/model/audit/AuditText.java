package io.dataaccount.core.model.audit;

import io.dataaccount.core.error.SafeText;

/** Measures and cuts texts of audit events, by the bytes that they take in a line of JSON. */
final class AuditText {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int ELLIPSIS = '…';

    private AuditText() {}

    /**
     * The text, or if it is too long, its beginning followed by an ellipsis. Cuts between characters. Unpaired
     * surrogates, which some stores cannot hold, become U+FFFD.
     */
    static String cut(String text, int maxBytes) {
        int keep = maxBytes - bytes(ELLIPSIS);
        int used = 0;
        int whole = 0; // length of what fits together with an ellipsis
        StringBuilder kept = new StringBuilder(Math.min(text.length(), maxBytes));
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = storable(text.codePointAt(i));
            used += bytes(character);
            if (used > maxBytes) {
                kept.setLength(whole);
                return kept.appendCodePoint(ELLIPSIS).toString();
            }
            kept.appendCodePoint(character);
            if (used <= keep) {
                whole = kept.length();
            }
        }
        return kept.toString();
    }

    /** An upper bound for the size of the text between the quotes of a JSON string, in bytes of UTF-8. */
    static int bytes(String text) {
        return text.codePoints().map(AuditText::bytes).sum();
    }

    private static int bytes(int character) {
        if (SafeText.isEscaped(character)) {
            return 6 * Character.charCount(character);
        }
        if (character < 0x80) {
            return character == '"' || character == '\\' ? 2 : 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 12; // many writers of JSON escape both halves of a surrogate pair
    }

    private static int storable(int character) {
        return Character.getType(character) == Character.SURROGATE ? REPLACEMENT : character;
    }
}
