package io.dataaccount.http.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsecasesIT extends JarTest {
    private void bucket(String usecase, String name) {
        Stored.post(server() + "/api/v1/usecases/" + usecase + "/data/buckets", "{\"bucket_name\":\"" + name + "\"}");
    }

    @Test
    void bucketNameOfAnotherAccount_isReportedAtItsField() {
        bucket("demo-cross", "taken-by-the-other");
        portal.open("/?usecase=demo");
        portal.press("Create bucket");
        portal.fill("Bucket name", "taken-by-the-other");
        portal.dialog().getByText("Create bucket").last().click();
        assertThat(portal.page().getByLabel("Bucket name").first())
                .hasAccessibleDescription(Pattern.compile("taken-by-the-other"));
        Screens.take(portal.page(), "name-taken");
        Axe.assertAccessible(portal.page(), "name-taken");
    }

    @Test
    void invalidSettings_areReportedAtTheField() {
        portal.open("/?usecase=demo");
        portal.press("Configure data account");
        portal.dialog().getByText("Option B: separate account").click();
        portal.fill("Data account ID", "222222222222");
        portal.fill("Role ARN", "arn:aws:iam::333333333333:role/DDADataAccessRole");
        portal.fill("External ID", "an-external-id");
        portal.press("Save");
        assertThat(portal.page().getByLabel("Role ARN").first())
                .hasAccessibleDescription(Pattern.compile("333333333333|222222222222"));
        Screens.take(portal.page(), "configure");
        Axe.assertAccessible(portal.page(), "configure");
    }

    @Test
    void twoUseCases_areKeptApart(@TempDir Path folder) throws IOException {
        bucket("demo", "data-of-demo");
        bucket("demo-cross", "data-of-the-other");
        portal.open("/?usecase=demo");
        assertThat(portal.row("data-of-demo")).isVisible();
        assertThat(portal.page().getByText("data-of-the-other")).hasCount(0);
        portal.openBucket("demo", "data-of-demo");
        portal.chooseFiles(Files.writeString(folder.resolve("mine.txt"), "mine"));
        portal.outcome();

        portal.open("/?usecase=demo-cross");
        assertThat(portal.row("data-of-the-other")).isVisible();
        assertThat(portal.row("data-of-demo")).hasCount(0);
        portal.openBucket("demo-cross", "data-of-the-other");
        assertThat(portal.page().getByText("Nothing in this folder")).isVisible();
        assertThat(portal.page().getByTestId("upload-drop")).hasCount(0); // the upload area of the other use case

        portal.open("/?usecase=demo&bucket=data-of-the-other");
        assertThat(portal.page()
                        .getByRole(AriaRole.ALERT)
                        .or(portal.page().getByTestId("problem"))
                        .first())
                .isVisible();
        assertThat(portal.objects()).hasCount(0);
        Screens.take(portal.page(), "out-of-reach");
        assertThat(Stored.files(server(), "demo", "data-of-demo", "")).isEqualTo(Map.of("mine.txt", 4L));
        assertThat(Stored.files(server(), "demo-cross", "data-of-the-other", ""))
                .isEmpty();
    }
}
