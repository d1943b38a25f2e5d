package io.dataaccount.core.rest;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelled name most likely means. */
final class SimilarName {
    private SimilarName() {}

    /** The known name that differs only in case, underscores and hyphens, or else in one or two characters. */
    static Optional<String> of(String name, Collection<String> known) {
        String bare = bare(name);
        Optional<String> same =
                known.stream().filter(candidate -> bare(candidate).equals(bare)).findFirst();
        if (same.isPresent()) {
            return same;
        }
        return known.stream().filter(candidate -> isNear(bare, bare(candidate))).findFirst();
    }

    /**
     * Names with a larger difference in length are not compared: a name may be as long as a body, and there may be
     * many.
     */
    private static boolean isNear(String bare, String candidate) {
        int most = candidate.length() < 8 ? 1 : 2;
        return Math.abs(bare.length() - candidate.length()) <= most && distance(bare, candidate) <= most;
    }

    private static String bare(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** The Levenshtein distance, computed row by row. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
