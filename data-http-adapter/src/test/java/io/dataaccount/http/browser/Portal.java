package io.dataaccount.http.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page as a user operates it: finds elements by their visible text only. */
public final class Portal {
    private final URI server;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    public Portal(URI server, BrowserContext context) {
        this.server = server;
        context.setDefaultTimeout(Chromium.PATIENCE_MS);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // some tests cause refusals by the API, and the browser logs each of them
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onDialog(dialog -> dialog.accept());
    }

    Page page() {
        return page;
    }

    /** Unexpected messages in the browser's console. */
    List<String> complaints() {
        return complaints;
    }

    void open(String place) {
        page.navigate(server + place);
    }

    void openUsecases() {
        open("/");
        assertThat(heading("Use cases")).isVisible();
    }

    void openBucket(String usecase, String bucket) {
        open("/?usecase=" + usecase + "&bucket=" + bucket);
        assertThat(objects()).isVisible();
    }

    Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setLevel(1));
    }

    Locator objects() {
        return page.getByRole(AriaRole.GRID, new Page.GetByRoleOptions().setName("Objects"));
    }

    /** The row with a cell that has exactly this text. */
    Locator row(String name) {
        return page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .first()
                .click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void press(String name) {
        button(name).first().click();
    }

    void fill(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(false))
                .first()
                .fill(text);
    }

    void createFolder(String name) {
        press("Create folder");
        fill("Folder name", name);
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create folder"))
                .click();
        assertThat(page.getByText("Folder " + name + "/ was created.", new Page.GetByTextOptions().setExact(false)))
                .isVisible();
    }

    /** Opens the panel of uploads if it is not open. */
    void openUploads() {
        Locator drop = page.getByTestId("upload-drop");
        if (drop.count() == 0) {
            press("Upload");
        }
        assertThat(drop).isVisible();
    }

    void chooseFiles(Path... files) {
        openUploads();
        page.getByTestId("upload-files").setInputFiles(files);
    }

    void chooseFolder(Path folder) {
        openUploads();
        page.getByTestId("upload-folder").setInputFiles(folder);
    }

    void awaitStage(String stage) {
        assertThat(page.getByTestId("upload-panel"))
                .hasAttribute("data-stage", stage, new LocatorAssertions.HasAttributeOptions().setTimeout(300_000));
    }

    /** The text that the page shows when an upload has ended. */
    String outcome() {
        awaitStage("finished");
        return page.getByTestId("upload-outcome").innerText();
    }
}
