package io.dataaccount.testkit.fake;

import io.dataaccount.core.model.FileSummary;
import io.dataaccount.core.model.FolderPage;
import io.dataaccount.core.model.PageRequest;
import io.dataaccount.core.model.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Pages of a folder, cut as S3 does with a slash as the delimiter. */
final class FolderPages {
    /** Sorts after everything that begins with what stands before it, in UTF-8 byte order. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private FolderPages() {}

    static FolderPage page(NavigableMap<String, FileSummary> all, Listing listing, Prefix folder, PageRequest page) {
        List<String> folders = new ArrayList<>();
        List<FileSummary> files = new ArrayList<>();
        String prefix = folder.value();
        String last = listing.after(page).orElse("");
        Map.Entry<String, FileSummary> next =
                last.isEmpty() ? all.ceilingEntry(prefix) : all.higherEntry(endOf(prefix, last));
        while (next != null && next.getKey().startsWith(prefix)) {
            if (folders.size() + files.size() == page.size().value()) {
                return new FolderPage(folders, files, listing.tokenAfter(last));
            }
            String key = next.getKey();
            int slash = key.indexOf('/', prefix.length());
            if (slash < 0) {
                files.add(next.getValue());
                last = key;
            } else {
                last = key.substring(0, slash + 1);
                folders.add(last);
            }
            next = all.higherEntry(endOf(prefix, last));
        }
        return new FolderPage(folders, files, null);
    }

    /** The folder's own marker ends in a slash too, but the rest of the folder comes after it. */
    private static String endOf(String prefix, String entry) {
        return entry.endsWith("/") && !entry.equals(prefix) ? entry + LAST : entry;
    }
}
