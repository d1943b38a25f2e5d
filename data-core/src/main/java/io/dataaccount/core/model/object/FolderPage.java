package io.dataaccount.core.model.object;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.page.PageToken;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of the direct contents of a folder. Each list is in the order of the keys' UTF-8 bytes.
 *
 * @param folders the full prefixes of the subfolders, each with a trailing slash, as S3 returns them
 * @param files the objects, including the folder's own marker object if it has one
 * @param nextToken the token of the next page, or null if this is the last page
 */
public record FolderPage(
        List<String> folders,
        List<FileSummary> files,
        @Nullable PageToken nextToken) {
    public FolderPage {
        folders = List.copyOf(requireNonNull(folders, "folders is null"));
        files = List.copyOf(requireNonNull(files, "files is null"));
    }

    /** The token of the next page; empty if this is the last page. */
    public Optional<PageToken> next() {
        return Optional.ofNullable(nextToken);
    }
}
