package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.page.PageToken;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3ListingTest {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    private static final int FILES = 10_000;

    @Test
    void list_ofTenThousandFiles_hasNoGapAndNoRepeat() throws Exception {
        Bucket bucket = S3.newBucket(Region.US_EAST_1);
        List<String> keys = IntStream.range(0, FILES)
                .mapToObj(i -> String.format("raw/%05d.txt", i))
                .toList();
        putAll(bucket, keys);
        S3.forget();
        List<String> listed = new ArrayList<>();
        List<WeakReference<FolderPage>> pages = walk(bucket, listed);
        assertThat(listed).isEqualTo(keys);
        assertThat(S3.requests("ListObjectsV2")).hasSize(FILES / 1000);
        assertNothingIsKept(pages);
    }

    private static List<WeakReference<FolderPage>> walk(Bucket bucket, List<String> listed) {
        List<WeakReference<FolderPage>> pages = new ArrayList<>();
        @Nullable PageToken token = null;
        do {
            FolderPage page =
                    S3.store().list(S3.session(), bucket, new Prefix("raw/"), new PageRequest(PageSize.MAX, token));
            pages.add(new WeakReference<>(page));
            page.files().stream().map(FileSummary::key).forEach(listed::add);
            token = page.nextToken();
            if (token != null) {
                assertRefusedElsewhere(bucket, token);
            }
        } while (token != null);
        return pages;
    }

    /** Memory does not grow with the number of keys if each page can be collected after it was read. */
    private static void assertNothingIsKept(List<WeakReference<FolderPage>> pages) {
        for (int i = 0; i < 100 && pages.stream().anyMatch(page -> page.get() != null); i++) {
            System.gc();
        }
        assertThat(pages).allMatch(page -> page.get() == null);
    }

    private static void assertRefusedElsewhere(Bucket bucket, PageToken token) {
        for (String folder : List.of("", "raw/0/", "ra/")) {
            DataException refusal = catchThrowableOfType(
                    DataException.class,
                    () -> S3.store()
                            .list(S3.session(), bucket, new Prefix(folder), new PageRequest(PageSize.MAX, token)));
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_INPUT);
            assertThat(refusal.field()).contains("page_token");
        }
    }

    private static void putAll(Bucket bucket, List<String> keys) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> puts = new ArrayList<>();
            for (String key : keys) {
                puts.add(pool.submit(() -> S3.put(bucket, key, new byte[0])));
            }
            for (Future<?> put : puts) {
                put.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
