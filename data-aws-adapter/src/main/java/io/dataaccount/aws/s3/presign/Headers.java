package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.upload.UploadConditions;
import java.util.ArrayList;
import java.util.List;

/**
 * The signed headers of a URL: those that the client must send, and {@code host} and {@code content-length}, which
 * every HTTP client sends itself. Immutable. Values are ASCII, without white space at either end and without repeated
 * spaces; the types of the values ensure that.
 *
 * @param values one for each name except {@code host}, in the order of the names
 */
record Headers(HeaderNames names, List<String> values) {
    private static final String TYPE = "content-type";
    private static final String LENGTH = "content-length";
    private static final String CHECKSUM = "x-amz-checksum-sha256";
    private static final String IF_NONE_MATCH = "if-none-match";

    static final Headers NONE = new Headers(HeaderNames.of(), List.of());

    /** For a request that must not replace an existing object. */
    static final Headers ONLY_IF_NEW = new Headers(HeaderNames.of(IF_NONE_MATCH), List.of("*"));

    /** Header names of uploads. The index is a sum: 1 for the length, 2 for the checksum, 4 for "do not overwrite". */
    private static final List<HeaderNames> UPLOADS = List.of(
            HeaderNames.of(TYPE),
            HeaderNames.of(TYPE, LENGTH),
            HeaderNames.of(TYPE, CHECKSUM),
            HeaderNames.of(TYPE, LENGTH, CHECKSUM),
            HeaderNames.of(TYPE, IF_NONE_MATCH),
            HeaderNames.of(TYPE, LENGTH, IF_NONE_MATCH),
            HeaderNames.of(TYPE, CHECKSUM, IF_NONE_MATCH),
            HeaderNames.of(TYPE, LENGTH, CHECKSUM, IF_NONE_MATCH));

    Headers {
        values = List.copyOf(values);
        if (values.size() != names.sorted().size() - 1) {
            throw new IllegalArgumentException("there must be one value for each header except host");
        }
    }

    static Headers of(ContentType type) {
        return of(type, UploadConditions.NONE);
    }

    static Headers of(ContentType type, UploadConditions conditions) {
        Long length = conditions.contentLength();
        String checksum = conditions.checksumSha256();
        List<String> values = new ArrayList<>(4);
        int kind = 0;
        if (length != null) {
            kind |= 1;
            values.add(length.toString());
        }
        values.add(type.value());
        if (!conditions.overwrite()) {
            kind |= 4;
            values.add("*");
        }
        if (checksum != null) {
            kind |= 2;
            values.add(checksum);
        }
        return new Headers(UPLOADS.get(kind), values);
    }
}
