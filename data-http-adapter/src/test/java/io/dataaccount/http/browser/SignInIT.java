package io.dataaccount.http.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.dataaccount.http.cli.ServerWithLogin;
import io.dataaccount.http.local.DataAccountServer;
import io.dataaccount.http.oidc.TestLogin;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The page with a server that requires a login, and an issuer that requires no password. */
class SignInIT extends BrowserTest {
    private final DataAccountServer behind = DataAccountServer.start();
    private final TestLogin login = new TestLogin();
    private final ServerWithLogin running = ServerWithLogin.start(behind, login);

    @AfterAll
    void stop() {
        running.close();
        login.close();
        behind.close();
    }

    @Override
    protected URI server() {
        return running.uri();
    }

    @Test
    void page_withoutASession_requestsSignIn_andReturns() {
        portal.open("/?usecase=demo");
        assertThat(portal.button("Sign in").first()).isVisible();
        Screens.take(portal.page(), "signed-out");
        Axe.assertAccessible(portal.page(), "signed-out");
        portal.press("Sign in");
        assertThat(portal.heading("Demo: data in its own account")).isVisible();
        assertThat(portal.page()).hasURL(Pattern.compile("/\\?usecase=demo$"));
        assertThat(portal.button("ana@example.com")).isVisible();
        assertThat(login.verifiedExchanges()).isPositive();

        portal.page().reload();
        assertThat(portal.heading("Demo: data in its own account")).isVisible();
        Screens.take(portal.page(), "signed-in");
        Axe.assertAccessible(portal.page(), "signed-in");

        portal.press("ana@example.com");
        portal.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        assertThat(portal.button("Sign in").first()).isVisible();
    }
}
