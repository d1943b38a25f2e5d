package io.dataaccount.core.rest;

import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.service.CreateFolder;
import io.dataaccount.core.service.ListFolder;
import java.util.List;
import java.util.Map;

/** The JSON of the two folder calls. */
final class FolderJson {
    private FolderJson() {}

    static ListFolder.Command list(RequestReader input) {
        RequestFields query = input.query("bucket", "prefix", "page_size", "page_token");
        return new ListFolder.Command(
                input.usecaseId(),
                query.optional("bucket", BucketName::new),
                query.optional("prefix", Prefix::new),
                Paging.read(query));
    }

    static Map<String, Object> listed(ListFolder.Result result) {
        int skip = result.prefix().value().length();
        List<Map<String, Object>> folders = result.folders().stream()
                .map(path -> new JsonObjectBuilder()
                        .put("name", path.substring(skip))
                        .put("path", path)
                        .done())
                .toList();
        List<Map<String, Object>> files =
                result.files().stream().map(file -> file(file, skip)).toList();
        return new JsonObjectBuilder()
                .putText("bucket", result.bucket())
                .putText("prefix", result.prefix())
                .put("folders", folders)
                .put("files", files)
                .put("is_truncated", result.next().isPresent())
                .putText("next_token", result.next().map(PageToken::value))
                .done();
    }

    private static Map<String, Object> file(FileSummary file, int skip) {
        return new JsonObjectBuilder()
                .put("name", file.key().substring(skip))
                .put("size", file.size())
                .putText("last_modified", file.lastModified())
                .put("key", file.key())
                .done();
    }

    static CreateFolder.Command create(RequestReader input) {
        RequestFields body = input.body("bucket", "folder_path");
        return new CreateFolder.Command(
                input.usecaseId(),
                body.optional("bucket", BucketName::new),
                body.required("folder_path", Prefix::toWrite));
    }

    static Map<String, Object> created(CreateFolder.Result result) {
        return new JsonObjectBuilder()
                .putText("bucket", result.bucket())
                .putText("folder_path", result.folder())
                .put("created", result.created())
                .done();
    }
}
