package io.dataaccount.testkit.contract;

import static io.dataaccount.testkit.contract.Refusals.assertRefusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Contract of every bucket store: pages and their tokens. */
abstract class PagingContract extends FolderContract {
    @Test
    protected void buckets_inPages_haveNoGapAndNoRepeat() {
        String common = "p" + randomText();
        List<String> names = new ArrayList<>();
        for (int i = 10; i < 23; i++) {
            names.add(common + "-" + i);
            store().create(session(), new Bucket(new BucketName(common + "-" + i), Region.US_EAST_1), Map.of());
        }
        for (int pageSize : List.of(1, 4, 13, 14)) {
            assertThat(Listings.buckets(store(), session(), common, pageSize)).containsExactlyElementsOf(names);
        }
    }

    @Test
    protected void buckets_withTokenOfAnotherListing_areRefused() {
        String common = "t" + randomText();
        for (String end : List.of("-a1", "-a2", "-b1")) {
            store().create(session(), new Bucket(new BucketName(common + end), Region.US_EAST_1), Map.of());
        }
        PageToken token =
                store().buckets(session(), common, firstPage(1)).next().orElseThrow();
        assertRefusedField("page_token", () -> store().buckets(session(), common + "-a", page(1, token)));
        assertRefusedField("page_token", () -> store().buckets(session(), common, page(1, new PageToken("made-up"))));
    }

    /** Files and folders alternate, so that pages end after a file or a folder. */
    @Test
    protected void list_inPages_hasNoGapAndNoRepeat() {
        Bucket bucket = newBucket();
        Random random = SeededRandom.random("list_inPages_hasNoGapAndNoRepeat");
        TreeSet<String> keys = new TreeSet<>();
        while (keys.size() < 250) {
            String name = String.format("in/%03d", random.nextInt(150));
            keys.add(random.nextBoolean() ? name + ".txt" : name + "/" + random.nextInt(4));
        }
        putAll(bucket, keys.stream().toList());
        store().createFolder(session(), bucket, new Prefix("in/"));
        TreeSet<String> folders = new TreeSet<>();
        TreeSet<String> files = new TreeSet<>(List.of("in/"));
        for (String key : keys) {
            int slash = key.indexOf('/', "in/".length());
            if (slash < 0) {
                files.add(key);
            } else {
                folders.add(key.substring(0, slash + 1));
            }
        }
        for (int pageSize : List.of(7, 1 + random.nextInt(100), 1000)) {
            Listings.Entries all = Listings.folder(store(), session(), bucket, new Prefix("in/"), pageSize);
            assertThat(all.folders()).containsExactlyElementsOf(folders);
            assertThat(all.files()).containsExactlyElementsOf(files);
        }
    }

    @Test
    protected void list_whileOthersWrite_containsEarlierKeys() {
        Bucket bucket = newBucket();
        putAll(bucket, List.of("a", "c", "e", "g"));
        PageToken token = store().list(session(), bucket, Prefix.ROOT, firstPage(2))
                .next()
                .orElseThrow();
        putAll(bucket, List.of("b", "f"));
        assertThat(keys(store().list(session(), bucket, Prefix.ROOT, page(10, token))))
                .contains("e", "g")
                .doesNotContain("a", "c");
    }

    @Test
    protected void list_withTokenOfAnotherListing_isRefused() {
        Bucket bucket = newBucket();
        Bucket other = newBucket();
        for (Bucket each : List.of(bucket, other)) {
            putAll(each, List.of("a/1", "a/2", "a/3", "b/1", "b/2", "b/3"));
        }
        PageToken token = store().list(session(), bucket, new Prefix("a/"), firstPage(1))
                .next()
                .orElseThrow();
        for (String folder : List.of("", "b/", "a/1/")) {
            assertRefusedField("page_token", () -> store().list(session(), bucket, new Prefix(folder), page(1, token)));
        }
        assertRefusedField("page_token", () -> store().list(session(), other, new Prefix("a/"), page(1, token)));
        assertRefusedField("page_token", () -> store().buckets(session(), "a/", page(1, token)));
    }

    @Test
    protected void list_withMadeUpToken_isRefused() {
        Bucket bucket = newBucket();
        for (String text : List.of("made-up", "1", "bWFkZS11cA", "%%%")) {
            assertRefusedField(
                    "page_token", () -> store().list(session(), bucket, Prefix.ROOT, page(1, new PageToken(text))));
        }
    }
}
