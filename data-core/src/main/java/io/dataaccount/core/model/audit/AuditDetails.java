package io.dataaccount.core.model.audit;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Limits the size of an audit event's details. A text that is cut ends with an ellipsis; names and details that are
 * left out are counted.
 */
public final class AuditDetails {
    /** The details that are kept before all others, because every reader of the log depends on them. */
    private static final List<String> REQUIRED = List.of("request_id", "code");

    private static final int MAX_NAME_BYTES = 64;
    private static final int MAX_TEXT_BYTES = 2_048;
    private static final String LEFT_OUT = "_left_out";

    /** The size of {@code "details_left_out":2147483647} and the braces, rounded up. */
    private static final int RESERVED_BYTES = 64;

    private AuditDetails() {}

    /**
     * Adds the names as one text, separated by commas. If the text becomes too long for one detail, the last names are
     * left out, and the detail {@code <detail>_left_out} holds their number.
     *
     * @param details the map to add to
     * @param detail the name of the detail
     * @param names the names, in the order in which they are kept
     */
    public static void putNames(Map<String, Object> details, String detail, Collection<String> names) {
        StringBuilder text = new StringBuilder();
        int bytes = 0;
        int kept = 0;
        for (String name : names) {
            String shown = AuditText.cut(name, 2 * MAX_NAME_BYTES);
            bytes += AuditText.bytes(shown) + 2;
            if (bytes > MAX_TEXT_BYTES) {
                break;
            }
            text.append(kept == 0 ? "" : ", ").append(shown);
            kept++;
        }
        details.put(detail, text.toString());
        if (kept < names.size()) {
            details.put(detail + LEFT_OUT, names.size() - kept);
        }
    }

    /**
     * The details that fit into the size, in their order. If some do not fit, {@code details_left_out} holds their
     * number.
     */
    static Map<String, Object> bounded(Map<String, Object> details, int maxBytes) {
        Set<String> order = new LinkedHashSet<>(REQUIRED);
        order.retainAll(details.keySet());
        order.addAll(details.keySet());
        Map<String, Object> kept = new LinkedHashMap<>();
        int bytes = RESERVED_BYTES;
        for (String name : order) {
            String shortName = AuditText.cut(name, MAX_NAME_BYTES);
            Object value = plain(requireNonNull(details.get(name), "the value of a detail is null"));
            int more = bytes(shortName) + bytes(value) + 2;
            if (bytes + more <= maxBytes && kept.putIfAbsent(shortName, value) == null) {
                bytes += more;
            }
        }
        if (kept.size() < details.size()) {
            kept.put("details" + LEFT_OUT, details.size() - kept.size());
        }
        return Collections.unmodifiableMap(kept);
    }

    private static Object plain(Object value) {
        boolean isPlain = value instanceof Integer || value instanceof Long || value instanceof Boolean;
        return isPlain ? value : AuditText.cut(value.toString(), MAX_TEXT_BYTES);
    }

    private static int bytes(Object value) {
        return value instanceof String text
                ? AuditText.bytes(text) + 2
                : value.toString().length();
    }
}
