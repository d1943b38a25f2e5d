package io.dataaccount.testkit.fake;

import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Pages of a folder, cut as S3 does with a slash as the delimiter. */
final class FolderPages {
    private FolderPages() {}

    static FolderPage page(NavigableMap<String, FileSummary> all, Listing listing, Prefix folder, PageRequest page) {
        List<String> folders = new ArrayList<>();
        List<FileSummary> files = new ArrayList<>();
        String prefix = folder.value();
        String last = listing.after(page).orElse("");
        Map.Entry<String, FileSummary> next = all.ceilingEntry(last.isEmpty() ? prefix : firstBehind(prefix, last));
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
            next = all.ceilingEntry(firstBehind(prefix, last));
        }
        return new FolderPage(folders, files, null);
    }

    /**
     * The least key that comes after the entry. All keys of a folder begin with its name, whose last character is a
     * slash; the character after a slash is a zero. The marker of the listed folder itself ends in a slash too, but is
     * a file.
     */
    private static String firstBehind(String prefix, String entry) {
        return entry.endsWith("/") && !entry.equals(prefix)
                ? entry.substring(0, entry.length() - 1) + "0"
                : entry + "\0";
    }
}
