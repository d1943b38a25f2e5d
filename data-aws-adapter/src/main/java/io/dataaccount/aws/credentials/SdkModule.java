package io.dataaccount.aws.credentials;

import io.dataaccount.aws.config.InvalidConfigurationException;
import java.util.List;
import java.util.Locale;

/** A module of the AWS SDK that only some profiles need. The SDK looks for its classes by name at run time. */
enum SdkModule {
    SSO("software.amazon.awssdk.services.sso.SsoClient"),
    SSOOIDC("software.amazon.awssdk.services.ssooidc.SsoOidcClient"),
    SIGNIN("software.amazon.awssdk.services.signin.SigninClient");

    private final String className;

    SdkModule(String className) {
        this.className = className;
    }

    /** Group and name of the artifact. */
    String artifact() {
        return "software.amazon.awssdk:" + name().toLowerCase(Locale.ROOT);
    }

    private boolean isAbsent() {
        try {
            Class.forName(className, false, SdkModule.class.getClassLoader());
            return false;
        } catch (ClassNotFoundException e) {
            return true;
        }
    }

    /**
     * Checks that this program has the modules that its profile needs. Reads no file if credentials are in the
     * environment, as in a Lambda function.
     *
     * @throws InvalidConfigurationException naming the missing modules
     */
    static void checkProfile() {
        if (CredentialSource.SYSTEM_PROPERTIES.isChosen()
                || CredentialSource.ENVIRONMENT.isChosen()
                || CredentialSource.WEB_IDENTITY.isChosen()) {
            return; // these come before the profile
        }
        ServerProfile profile = ServerProfile.current();
        List<String> missing = profile.modules().stream()
                .filter(SdkModule::isAbsent)
                .map(SdkModule::artifact)
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidConfigurationException(List.of("The profile '" + profile.name() + "' needs "
                    + String.join(" and ", missing)
                    + ", which this program does not have: add it to the class path in the version of the other modules"
                    + " of the AWS SDK, or use other credentials."));
        }
    }
}
