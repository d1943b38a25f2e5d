package io.dataaccount.testkit.embedded.auth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles a text of a policy to a pattern: {@code *} matches any characters, {@code ?} matches one character, and the
 * variables <code>${*}</code>, <code>${?}</code> and <code>${$}</code> match the literal characters.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
 */
final class PolicyPattern {
    private static final Pattern PARTS =
            Pattern.compile("\\$\\{(?<literal>[*?$])}|(?<wildcard>[*?])|(?<variable>\\$\\{)");

    private PolicyPattern() {}

    /** Pattern for ARNs and for StringLike, with wildcards. */
    static Pattern like(String text) {
        return compile(text, true, 0);
    }

    /** Pattern for StringEquals, without wildcards. */
    static Pattern equal(String text) {
        return compile(text, false, 0);
    }

    /** Pattern for action names, which are case-insensitive. */
    static Pattern action(String text) {
        return compile(text, true, Pattern.CASE_INSENSITIVE);
    }

    private static Pattern compile(String text, boolean wildcards, int flags) {
        StringBuilder regex = new StringBuilder();
        Matcher parts = PARTS.matcher(text);
        int end = 0;
        while (parts.find()) {
            regex.append(Pattern.quote(text.substring(end, parts.start())));
            regex.append(part(parts, wildcards));
            end = parts.end();
        }
        regex.append(Pattern.quote(text.substring(end)));
        return Pattern.compile(regex.toString(), Pattern.DOTALL | flags);
    }

    private static String part(Matcher parts, boolean wildcards) {
        if (parts.group("variable") != null) {
            throw EmbeddedSessionPolicy.unsupported("a policy variable other than ${*}, ${?} and ${$}");
        }
        String wildcard = parts.group("wildcard");
        if (wildcard == null) {
            return Pattern.quote(parts.group("literal"));
        }
        if (!wildcards) {
            return Pattern.quote(wildcard);
        }
        return wildcard.equals("*") ? ".*" : ".";
    }
}
