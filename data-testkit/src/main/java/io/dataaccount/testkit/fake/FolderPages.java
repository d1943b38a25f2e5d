package io.dataaccount.testkit.fake;

import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Creates the pages of a folder listing, as S3 does with a slash as the delimiter. */
final class FolderPages {
    private FolderPages() {}

    static FolderPage page(NavigableMap<String, FileSummary> all, Listing listing, Prefix folder, PageRequest page) {
        List<String> folders = new ArrayList<>();
        List<FileSummary> files = new ArrayList<>();
        String prefix = folder.value();
        String last = listing.after(page).orElse("");
        Map.Entry<String, FileSummary> next = all.ceilingEntry(last.isEmpty() ? prefix : firstAfter(prefix, last));
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
            next = all.ceilingEntry(firstAfter(prefix, last));
        }
        return new FolderPage(folders, files, null);
    }

    /**
     * The smallest possible key after the entry. All keys of a folder begin with its name, whose last character is a
     * slash, and in ASCII the character after the slash is the digit zero. The marker of the listed folder itself also
     * ends in a slash, but it counts as a file.
     */
    private static String firstAfter(String prefix, String entry) {
        return entry.endsWith("/") && !entry.equals(prefix)
                ? entry.substring(0, entry.length() - 1) + "0"
                : entry + "\0";
    }
}
