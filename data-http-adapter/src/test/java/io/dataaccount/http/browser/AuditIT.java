package io.dataaccount.http.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The audit log of a use case and of the portal. */
class AuditIT extends JarTest {
    @Test
    void auditLog_ofAUseCase_isFilteredAndShowsDetails() {
        String usecase = newUsecase();
        post("/api/v1/usecases/" + usecase + "/roles", Map.of("user_id", "ana", "role", "Viewer"), 201);
        post("/api/v1/usecases/" + usecase + "/data/folders", Map.of("folder_path", "raw/"), 400);
        portal.open("/?usecase=" + usecase);
        portal.follow("Audit log");
        assertThat(portal.heading("Audit log")).isVisible();
        assertThat(portal.row("create_folder")).containsText("Failure");
        assertThat(portal.row("assign_role")).containsText("Success");
        assertGood("audit-log");

        portal.page()
                .getByRole(AriaRole.BUTTON, named("Details of create_folder at "))
                .click();
        assertThat(portal.dialog()).containsText("incomplete_configuration");
        assertGood("audit-event");
        portal.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                .last()
                .click();
        assertThat(portal.dialog()).hasCount(0);

        portal.fill("Action", "assign");
        portal.page().getByRole(AriaRole.OPTION, named("assign_role")).click();
        assertThat(portal.row("create_folder")).hasCount(0);
        assertThat(portal.row("assign_role")).isVisible();
        portal.button("Clear filters").first().click();
        assertThat(portal.row("create_folder")).isVisible();

        portal.page().getByRole(AriaRole.BUTTON, named("Period")).click();
        portal.page().getByText("Last hour").click();
        assertGood("audit-period");
        portal.press("Apply");
        assertThat(portal.row("create_folder")).isVisible();
    }

    @Test
    void auditLog_byKeyboardAlone_isFilteredAndShowsDetails() {
        String usecase = newUsecase();
        portal.open("/?usecase=" + usecase + "&view=audit");
        assertThat(portal.row("create_usecase")).isVisible();
        Locator user = portal.page().getByRole(AriaRole.TEXTBOX, named("User"));
        user.focus();
        portal.page().keyboard().type("nobody");
        portal.page().keyboard().press("Enter");
        assertThat(portal.page().getByText("No event matches these filters.")).isVisible();
        assertThat(user).isFocused();
        assertGood("audit-no-matches");
        portal.page().keyboard().press("Control+A");
        portal.page().keyboard().press("Delete");
        portal.page().keyboard().press("Enter");
        Locator details = portal.page().getByRole(AriaRole.BUTTON, named("Details of create_usecase at "));
        details.focus();
        portal.page().keyboard().press("Enter");
        assertThat(portal.dialog()).containsText(usecase);
        portal.page().keyboard().press("Escape");
        assertThat(portal.dialog()).hasCount(0);
        assertThat(details).isFocused();
    }

    @Test
    void auditLog_ofThePortal_showsWhatAUserDidEverywhere_inANarrowWindowToo() {
        String usecase = newUsecase();
        portal.openUsecases();
        portal.follow("Audit log");
        assertThat(portal.page().getByText("No events")).isVisible();
        portal.fill("User", "local-administrator");
        portal.press("Apply filters");
        assertThat(portal.row(usecase).first()).isVisible();
        portal.page().setViewportSize(1280, 800);
        assertGood("audit-portal");
        portal.page().setViewportSize(390, 844);
        assertGood("audit-narrow");
        boolean sideways = (boolean)
                portal.page().evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(sideways).as("the page must be moved sideways").isFalse();
    }

    private String newUsecase() {
        String id = "audited-" + UUID.randomUUID();
        post("/api/v1/usecases", Map.of("usecase_id", id, "name", "Audited", "account_id", "111111111111"), 201);
        return id;
    }

    private void post(String path, Map<String, String> body, int status) {
        APIResponse response = context.request()
                .post(server().resolve(path).toString(), RequestOptions.create().setData(body));
        assertThat(response.status()).as(response.text()).isEqualTo(status);
    }

    private static Page.GetByRoleOptions named(String start) {
        return new Page.GetByRoleOptions().setName(start);
    }

    private void assertGood(String state) {
        Screens.take(portal.page(), state);
        Axe.assertAccessible(portal.page(), state);
    }
}
