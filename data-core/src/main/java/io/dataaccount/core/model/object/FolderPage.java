package io.dataaccount.core.model.object;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.page.PageToken;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of what lies directly in a folder, each list in UTF-8 byte order of the keys.
 *
 * @param folders whole prefixes ending in a slash, as S3 has them
 * @param files the objects, the folder's own marker among them where it has one
 */
public record FolderPage(
        List<String> folders,
        List<FileSummary> files,
        @Nullable PageToken nextToken) {
    public FolderPage {
        folders = List.copyOf(requireNonNull(folders, "folders is null"));
        files = List.copyOf(requireNonNull(files, "files is null"));
    }

    public Optional<PageToken> next() {
        return Optional.ofNullable(nextToken);
    }
}
