package io.dataaccount.http.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Screenshots of the page's states, for people to review. */
final class Screens {
    private static final Path FOLDER = Path.of("target", "screenshots");

    private Screens() {}

    static void take(Page page, String state) {
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(state + ".png")));
    }
}
