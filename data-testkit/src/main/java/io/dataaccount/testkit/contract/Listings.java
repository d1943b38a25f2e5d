package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketSummary;
import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.port.BucketStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads listings to their end, page by page, and asserts the size of each page. */
final class Listings {
    private static final int TOO_MANY_PAGES = 10_000;

    private Listings() {}

    /** Folders and files, each in the order of the listing. */
    record Entries(List<String> folders, List<String> files) {}

    static List<String> buckets(BucketStore store, AccountSession session, String namePrefix, int pageSize) {
        List<String> names = new ArrayList<>();
        PageSize size = new PageSize(pageSize);
        @Nullable PageToken token = null;
        for (int pages = 0; pages < TOO_MANY_PAGES; pages++) {
            Page<BucketSummary> page = store.buckets(session, namePrefix, new PageRequest(size, token));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(pageSize);
            page.items().forEach(bucket -> names.add(bucket.name()));
            token = page.nextToken();
            if (token == null) {
                return names;
            }
        }
        throw new AssertionError("the listing does not end");
    }

    static Entries folder(BucketStore store, AccountSession session, Bucket bucket, Prefix folder, int pageSize) {
        Entries all = new Entries(new ArrayList<>(), new ArrayList<>());
        PageSize size = new PageSize(pageSize);
        @Nullable PageToken token = null;
        for (int pages = 0; pages < TOO_MANY_PAGES; pages++) {
            FolderPage page = store.list(session, bucket, folder, new PageRequest(size, token));
            assertThat(page.folders().size() + page.files().size()).isLessThanOrEqualTo(pageSize);
            all.folders().addAll(page.folders());
            all.files().addAll(page.files().stream().map(FileSummary::key).toList());
            token = page.nextToken();
            if (token == null) {
                return all;
            }
        }
        throw new AssertionError("the listing does not end");
    }
}
