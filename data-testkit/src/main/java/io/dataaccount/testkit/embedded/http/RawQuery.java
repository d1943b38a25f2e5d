package io.dataaccount.testkit.embedded.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string or form, decoded. A parameter without {@code =} has an empty value. */
public final class RawQuery {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Map<String, List<String>> parameters = new TreeMap<>();

    /**
     * Parses a query string or a form.
     *
     * @param raw still percent-encoded; null has no parameters
     * @throws AwsErrorException 400 if a percent sign is not followed by two hex digits
     */
    public static RawQuery parse(@Nullable String raw) {
        RawQuery query = new RawQuery();
        if (raw == null) {
            return query;
        }
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                query.parameters
                        .computeIfAbsent(name, unused -> new ArrayList<>())
                        .add(value);
            }
        }
        return query;
    }

    /** Whether the parameter exists, with or without a value. */
    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    boolean isEmpty() {
        return parameters.isEmpty();
    }

    /** The first value of the parameter; empty if there is none. */
    public Optional<String> first(String name) {
        return Optional.ofNullable(parameters.get(name)).map(values -> values.get(0));
    }

    /** All values of the parameter, in the order of the query; empty if there is none. */
    public List<String> all(String name) {
        return List.copyOf(parameters.getOrDefault(name, List.of()));
    }

    /** The names of all parameters, in alphabetical order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(parameters.keySet());
    }

    /** The canonical query string of SigV4: encoded and sorted, without the signature. */
    public String canonical() {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, values) -> {
            if (!name.equals("X-Amz-Signature")) {
                values.stream().sorted().forEach(value -> pairs.add(encode(name) + "=" + encode(value)));
            }
        });
        return String.join("&", pairs);
    }

    /**
     * Decodes a path or a part of it. A plus sign stays a plus sign.
     *
     * @throws AwsErrorException 400 if a percent sign is not followed by two hex digits
     */
    public static String decodePath(String raw) {
        return decode(raw.replace("+", "%2B"));
    }

    private static String decode(String raw) {
        try {
            return URLDecoder.decode(raw, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AwsErrorException(400, "InvalidURI", "Couldn't parse the specified URI.");
        }
    }

    private static String encode(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (byte b : value.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%').append(HEX.toHexDigits(b));
            }
        }
        return text.toString();
    }
}
