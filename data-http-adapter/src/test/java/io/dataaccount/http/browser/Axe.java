package io.dataaccount.http.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Checks a page against WCAG 2.1 AA, as far as a program can.
 *
 * @see <a href="https://github.com/dequelabs/axe-core">axe-core</a>
 */
final class Axe {
    private static final Path SCRIPT = Path.of("src/main/web/node_modules/axe-core/axe.min.js");
    private static final String RUN = """
            async () => {
              const { violations } = await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
              });
              return violations.map(({ id, help, nodes }) =>
                `${id}: ${help}: ${nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join(' | ')}`);
            }
            """;

    private Axe() {}

    static void assertAccessible(Page page, String state) {
        try {
            page.evaluate(Files.readString(SCRIPT));
        } catch (IOException e) {
            throw new UncheckedIOException("axe-core is not there: npm ci in src/main/web gets it", e);
        }
        assertThat((List<?>) page.evaluate(RUN, Map.of()))
                .as("what keeps people out of: " + state)
                .isEmpty();
    }
}
