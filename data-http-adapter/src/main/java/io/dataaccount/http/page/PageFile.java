package io.dataaccount.http.page;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.rest.SharedBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of the web page, from the class path.
 *
 * @param etag a weak entity tag, the same for the plain and the compressed content
 */
record PageFile(String contentType, SharedBody content, String etag) {
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    PageFile {
        requireNonNull(contentType, "contentType is null");
        requireNonNull(content, "content is null");
        requireNonNull(etag, "etag is null");
    }

    /**
     * Reads a file from the class path.
     *
     * @param path begins with {@code /}
     * @return empty if there is no such file, or if its type is not one that the page uses
     * @throws UncheckedIOException if it cannot be read
     */
    static Optional<PageFile> find(String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        try (InputStream in = PageFile.class.getResourceAsStream(path)) {
            return type == null || in == null ? Optional.empty() : Optional.of(of(type, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " of the web page", e);
        }
    }

    private static PageFile of(String type, byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(content);
        return new PageFile(type, new SharedBody(content), "W/\"" + Long.toHexString(sum.getValue()) + "\"");
    }
}
