package io.dataaccount.http.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.dataaccount.http.local.DataAccountServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder whose list is longer than the window. */
class LongListIT extends BrowserTest {
    private static final String BUCKET = "a-long-list";
    private static final int FOLDERS = 60;

    private final DataAccountServer running = DataAccountServer.start();

    @BeforeAll
    void createFolders() {
        String data = server() + "/api/v1/usecases/demo/data/";
        Stored.post(data + "buckets", "{\"bucket_name\":\"" + BUCKET + "\"}");
        for (int i = 1; i <= FOLDERS; i++) {
            Stored.post(data + "folders", "{\"bucket\":\"" + BUCKET + "\",\"folder_path\":\"run" + i + "/\"}");
        }
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Override
    protected URI server() {
        return running.uri();
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "390, 844"})
    void header_staysDirectlyBelowTheTopBar(int width, int height) {
        portal.page().setViewportSize(width, height);
        portal.openBucket("demo", BUCKET);
        assertThat(portal.row("run1/")).isVisible();
        portal.row("run" + FOLDERS + "/").scrollIntoViewIfNeeded();
        Screens.take(portal.page(), "long-list-" + width);
        double bar = bottom(portal.page().locator("#top"));
        assertThat(bar).isPositive();
        assertThat((boolean) portal.page()
                        .evaluate(
                                "y => [y + 1, y + 20].every(at => !document.elementFromPoint(60, at)?.closest('tbody'))",
                                bar))
                .as("a row shows between the top bar and the table's header")
                .isTrue();
    }

    private static double bottom(Locator part) {
        var box = part.boundingBox();
        return box.y + box.height;
    }

    @Test
    void names_areInTheOrderOfTheirNumbers() {
        portal.openBucket("demo", BUCKET);
        assertThat(portal.row("run1/")).isVisible();
        assertThat(portal.objects().getByRole(AriaRole.ROWHEADER).allInnerTexts().stream()
                        .map(String::strip))
                .startsWith("run1/", "run2/", "run3/")
                .endsWith("run59/", "run60/");
    }
}
