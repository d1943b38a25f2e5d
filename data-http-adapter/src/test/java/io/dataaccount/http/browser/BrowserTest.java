package io.dataaccount.http.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Base of tests with a browser: one browser per class, and a new browser context per test. */
@ExtendWith(ChromiumCondition.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {
    private final Chromium chromium = Chromium.launch();

    protected BrowserContext context;
    protected Portal portal;

    /** The address of the page. */
    protected abstract URI server();

    @BeforeEach
    void openContext() {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setLocale("en-GB"));
        portal = new Portal(server(), context);
    }

    /** No test may cause a script error or violate the content security policy. */
    @AfterEach
    void closeContext() {
        assertThat(portal.complaints()).isEmpty();
        context.close();
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }
}
