package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract of every bucket store: folders and files in a bucket. */
abstract class FolderContract extends BucketStoreHarness {
    private static final Comparator<String> UTF8_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

    @Test
    protected void createFolder_showsItsMarker() {
        Bucket bucket = newBucket();
        assertThat(store().createFolder(session(), bucket, new Prefix("raw/run 1/")))
                .isTrue();
        assertThat(list(bucket, "").folders()).containsExactly("raw/");
        assertThat(list(bucket, "raw/").folders()).containsExactly("raw/run 1/");
        assertThat(list(bucket, "raw/run 1/").files()).singleElement().satisfies(marker -> {
            assertThat(marker.key()).isEqualTo("raw/run 1/");
            assertThat(marker.size()).isZero();
        });
    }

    @Test
    protected void createFolder_twice_keepsOne() {
        Bucket bucket = newBucket();
        assertThat(store().createFolder(session(), bucket, new Prefix("raw/"))).isTrue();
        assertThat(store().createFolder(session(), bucket, new Prefix("raw/"))).isFalse();
        assertThat(list(bucket, "raw/").files()).hasSize(1);
    }

    @Test
    protected void createFolder_overFilesWithoutMarker_isNew() {
        Bucket bucket = newBucket();
        putAll(bucket, List.of("raw/a.txt"));
        assertThat(store().createFolder(session(), bucket, new Prefix("raw/"))).isTrue();
        assertThat(keys(list(bucket, "raw/"))).containsExactly("raw/", "raw/a.txt");
    }

    /** Other programs write keys with characters that XML cannot contain, or that an adapter may encode twice. */
    @Test
    protected void list_ofUnusualKeysOfOtherPrograms_containsThem() {
        Bucket bucket = newBucket();
        List<String> keys = List.of(
                "odd/\u0001.txt",
                "odd/\t\n\r.txt",
                "odd/%2F+ %.txt",
                "odd/a+b c.txt",
                "odd/\uFFFE.txt",
                "odd/\uFFFF.txt",
                "odd/\uDBFF\uDFFF.txt",
                "odd/\uD83D\uDE00&<>\"'.txt");
        putAll(bucket, keys);
        putAll(bucket, List.of("odd/sub \uFFFF+%/a.txt"));
        assertThat(keys(list(bucket, "odd/"))).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(list(bucket, "odd/").folders()).containsExactly("odd/sub \uFFFF+%/");
        assertThat(list(bucket, "").folders()).containsExactly("odd/");
    }

    @Test
    protected void list_ofAFolderWithEncodedCharacters_findsIt() {
        Bucket bucket = newBucket();
        for (String folder : List.of("a+b/", "a b/", "a%2Bb/", "é&</")) {
            assertThat(store().createFolder(session(), bucket, new Prefix(folder)))
                    .isTrue();
            putAll(bucket, List.of(folder + "x"));
            assertThat(keys(list(bucket, folder))).containsExactly(folder, folder + "x");
        }
        assertThat(list(bucket, "").folders()).containsExactlyInAnyOrder("a+b/", "a b/", "a%2Bb/", "é&</");
    }

    @Test
    protected void list_containsDirectChildrenOnly() {
        Bucket bucket = newBucket();
        putAll(bucket, List.of("top.txt", "raw/a.txt", "raw/b.txt", "raw/deep/c.txt", "rawer/d.txt"));
        assertThat(list(bucket, "").folders()).containsExactly("raw/", "rawer/");
        assertThat(keys(list(bucket, ""))).containsExactly("top.txt");
        assertThat(list(bucket, "raw/").folders()).containsExactly("raw/deep/");
        assertThat(keys(list(bucket, "raw/"))).containsExactly("raw/a.txt", "raw/b.txt");
        assertThat(keys(list(bucket, "raw/deep/"))).containsExactly("raw/deep/c.txt");
    }

    @Test
    protected void list_containsSizesAndTimes() {
        Bucket bucket = newBucket();
        put(bucket.name(), "a/empty", new byte[0]);
        put(bucket.name(), "a/full", new byte[70_000]);
        List<FileSummary> files = list(bucket, "a/").files();
        assertThat(files).extracting(FileSummary::size).containsExactly(0L, 70_000L);
        assertThat(files).allMatch(file -> file.lastModified().isAfter(A_PAST_MOMENT));
    }

    @Test
    protected void list_ofUnknownFolder_isEmpty() {
        Bucket bucket = newBucket();
        putAll(bucket, List.of("rawer/a.txt"));
        assertThat(list(bucket, "raw/")).isEqualTo(new FolderPage(List.of(), List.of(), null));
    }

    @Test
    protected void list_ofEmptyBucket_isEmpty() {
        assertThat(list(newBucket(), "")).isEqualTo(new FolderPage(List.of(), List.of(), null));
    }

    @Test
    protected void list_returnsKeysWithSpecialCharactersUnchanged() {
        assertKeysUnchanged(List.of(
                "sp ace/a b",
                "sp ace/a%20b",
                "sp ace/a%2Fb",
                "sp ace/a+b",
                "sp ace/a~b",
                "sp ace/a&b=c?d#e",
                "sp ace/'(!*)'",
                "sp ace/<a>\"b\";",
                "sp ace/$,:@[]{}|^`\\"));
    }

    @Test
    protected void list_returnsUnicodeKeysUnchanged() {
        assertKeysUnchanged(List.of("sp ace/é", "sp ace/e\u0301", "sp ace/日本語", "sp ace/ключ", "sp ace/😀"));
    }

    /** Other programs may write such keys, and one of them must not make the whole listing fail. */
    @Test
    protected void list_returnsKeysThatXmlCannotContainUnchanged() {
        assertKeysUnchanged(List.of(
                "sp ace/a\u0001b",
                "sp ace/a\u001f+\n\r\tb",
                "sp ace/a\u007f\u0085b",
                "sp ace/a\ufdd0b",
                "sp ace/a\ufffeb",
                "sp ace/a\uffff%2Fb"));
    }

    @Test
    protected void list_ofAFolderThatXmlCannotContain_works() {
        Bucket bucket = newBucket();
        putAll(bucket, List.of("n/\uffff/a", "n/\uffff/\u0001/b", "n/a"));
        assertThat(list(bucket, "").folders()).containsExactly("n/");
        assertThat(list(bucket, "n/").folders()).containsExactly("n/\uffff/");
        assertThat(keys(list(bucket, "n/"))).containsExactly("n/a");
        assertThat(list(bucket, "n/\uffff/").folders()).containsExactly("n/\uffff/\u0001/");
        assertThat(Listings.folder(store(), session(), bucket, new Prefix("n/\uffff/"), 1)
                        .files())
                .containsExactly("n/\uffff/a");
    }

    /** The keys are chosen so that UTF-16, the order of Java strings, sorts them differently. */
    @Test
    protected void list_ordersByUtf8() {
        Bucket bucket = newBucket();
        putAll(bucket, List.of("a/😀", "a/\uff5e", "a/Z", "a/a"));
        assertThat(Listings.folder(store(), session(), bucket, new Prefix("a/"), 1)
                        .files())
                .containsExactly("a/Z", "a/a", "a/\uff5e", "a/😀");
    }

    private void assertKeysUnchanged(List<String> keys) {
        Bucket bucket = newBucket();
        putAll(bucket, keys);
        for (int pageSize : List.of(1, 1000)) {
            assertThat(Listings.folder(store(), session(), bucket, new Prefix("sp ace/"), pageSize)
                            .files())
                    .containsExactlyElementsOf(keys.stream().sorted(UTF8_ORDER).toList());
        }
        assertThat(list(bucket, "").folders()).containsExactly("sp ace/");
    }
}
