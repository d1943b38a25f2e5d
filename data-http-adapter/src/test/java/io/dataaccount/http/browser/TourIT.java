package io.dataaccount.http.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourIT extends JarTest {
    private static final String BUCKET = "tour-of-the-page";

    @Test
    void page_withoutData_leadsToAnUploadedFile(@TempDir Path files) throws IOException {
        portal.openUsecases();
        assertThat(portal.page().getByText("Local mode: there is no login")).isVisible();
        assertThat(portal.row("demo")).containsText("Option A");
        assertThat(portal.row("demo-cross")).containsText("Option B");
        assertGood("use-cases");

        portal.follow("Demo: data in its own account");
        assertThat(portal.page().getByText("Create bucket").first()).isVisible();
        assertGood("no-buckets");
        portal.press("Create bucket");
        portal.fill("Bucket name", "Tour");
        assertThat(portal.dialog()).containsText("a-z");
        portal.fill("Bucket name", BUCKET);
        assertGood("create-bucket");
        portal.dialog().getByText("Create bucket").last().click();
        assertThat(portal.page().getByText("Bucket " + BUCKET + " was created."))
                .isVisible();
        assertThat(portal.dialog()).containsText("Uploads from this page (CORS): done");
        assertGood("bucket-created");

        portal.follow("Open bucket");
        assertThat(portal.page().getByText("Nothing in this folder")).isVisible();
        assertGood("empty-bucket");
        portal.createFolder("datasets");
        portal.follow("datasets/");
        assertThat(portal.page())
                .hasURL(Pattern.compile("\\?usecase=demo&bucket=" + BUCKET + "&prefix=datasets(/|%2F)$"));

        portal.chooseFiles(file(files, "cat.jpg", 10_240), file(files, "labels é.csv", 0));
        assertThat(portal.outcome()).contains("2 files");
        assertThat(portal.row("cat.jpg")).containsText("10,240 bytes");
        assertThat(portal.row("labels é.csv")).isVisible();
        assertGood("uploaded");

        portal.page().reload();
        assertThat(portal.row("cat.jpg")).isVisible();
        assertThat(Stored.files(server(), "demo", BUCKET, "datasets/"))
                .isEqualTo(Map.of("datasets/cat.jpg", 10_240L, "datasets/labels é.csv", 0L));
    }

    @Test
    void settingsThatWeakenABucket_needConfirmation() {
        String bucket = "asks-before-it-weakens";
        for (int time = 0; time < 2; time++) {
            portal.open("/?usecase=demo");
            portal.press("Create bucket");
            portal.fill("Bucket name", bucket);
            if (time == 1) {
                portal.page().getByText("Keep versions").click();
            }
            portal.dialog().getByText("Create bucket").last().click();
            if (time == 0) {
                assertThat(portal.page().getByText("Bucket " + bucket + " was created."))
                        .isVisible();
            }
        }
        assertThat(portal.row("Versioning")).containsText("EnabledSuspended");
        assertGood("update-existing");
        portal.press("Change the settings");
        assertThat(portal.page().getByText("Bucket " + bucket + " already existed"))
                .isVisible();
        assertThat(portal.dialog()).containsText("Versioning: done");
    }

    @Test
    void page_inDarkModeAndNarrow_isAccessible() {
        portal.openUsecases();
        portal.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertGood("dark");
        portal.follow("Demo: data in its own account");
        assertThat(portal.heading("Demo: data in its own account")).isVisible();
        portal.press("Create bucket");
        assertThat(portal.dialog()).isVisible();
        assertGood("dark-create-bucket");
        portal.page().setViewportSize(320, 720);
        assertGood("narrow");
        boolean sideways = (boolean)
                portal.page().evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(sideways).as("the page must be moved sideways").isFalse();
    }

    @Test
    void page_byKeyboardAlone_opensAUseCase() {
        portal.openUsecases();
        portal.page().keyboard().press("Tab");
        assertThat(portal.page().getByText("Skip to content")).isFocused();
        portal.page().keyboard().press("Enter");
        portal.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName("Demo: data in its own account")
                                .setExact(true))
                .first()
                .focus();
        portal.page().keyboard().press("Enter");
        assertThat(portal.heading("Demo: data in its own account")).isVisible();
        assertThat(portal.page().locator("*:focus")).containsText("Demo: data in its own account");
    }

    private void assertGood(String state) {
        Screens.take(portal.page(), state);
        Axe.assertAccessible(portal.page(), state);
    }

    private static Path file(Path folder, String name, int bytes) throws IOException {
        return Files.write(folder.resolve(name), new byte[bytes]);
    }
}
