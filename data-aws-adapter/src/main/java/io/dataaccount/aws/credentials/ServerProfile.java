package io.dataaccount.aws.credentials;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * The profile of the AWS configuration files that the SDK uses, with the profiles from which it takes credentials.
 *
 * @param name the name in {@code AWS_PROFILE}, or {@code default}
 * @param properties the names of all properties of these profiles; empty if there is no such profile
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings reference</a>
 */
record ServerProfile(String name, Set<String> properties) {
    private static final String DEFAULT = "default";
    private static final String SSO_SESSION = "sso_session";

    private static final Set<String> OF_SSO = Set.of(
            SSO_SESSION,
            ProfileProperty.SSO_ACCOUNT_ID,
            ProfileProperty.SSO_REGION,
            ProfileProperty.SSO_ROLE_NAME,
            ProfileProperty.SSO_START_URL);

    private static final Set<String> OF_OTHER_CREDENTIALS = Set.of(
            ProfileProperty.AWS_ACCESS_KEY_ID,
            ProfileProperty.AWS_SECRET_ACCESS_KEY,
            ProfileProperty.CREDENTIAL_PROCESS,
            ProfileProperty.LOGIN_SESSION,
            ProfileProperty.ROLE_ARN,
            ProfileProperty.WEB_IDENTITY_TOKEN_FILE);

    /** Reads the files again. A file that cannot be read counts as absent: the SDK's provider says what is wrong. */
    static ServerProfile current() {
        String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValue().orElse(DEFAULT);
        Set<String> properties = new LinkedHashSet<>();
        try {
            collect(ProfileFile.defaultProfileFile(), name, properties, new HashSet<>());
        } catch (RuntimeException e) {
            properties.clear();
        }
        return new ServerProfile(name, properties);
    }

    private static void collect(ProfileFile file, String name, Set<String> properties, Set<String> seen) {
        Optional<Profile> profile = file.profile(name);
        if (profile.isPresent() && seen.add(name)) {
            properties.addAll(profile.get().properties().keySet());
            profile.get()
                    .property(ProfileProperty.SOURCE_PROFILE)
                    .ifPresent(source -> collect(file, source, properties, seen));
        }
    }

    /** Whether somebody named the profile, or the default profile has credentials. */
    boolean isChosen() {
        return !name.equals(DEFAULT)
                || Stream.concat(OF_SSO.stream(), OF_OTHER_CREDENTIALS.stream()).anyMatch(properties::contains);
    }

    /** Whether a program of the operator's returns the credentials. Messages about it may contain its output. */
    boolean runsProcess() {
        return properties.contains(ProfileProperty.CREDENTIAL_PROCESS);
    }

    /** The modules of the SDK that the profile needs, besides those that every program with Data Account has. */
    Set<SdkModule> modules() {
        Set<SdkModule> modules = new LinkedHashSet<>();
        if (OF_SSO.stream().anyMatch(properties::contains)) {
            modules.add(SdkModule.SSO);
        }
        if (properties.contains(SSO_SESSION)) {
            modules.add(SdkModule.SSOOIDC);
        }
        if (properties.contains(ProfileProperty.LOGIN_SESSION)) {
            modules.add(SdkModule.SIGNIN);
        }
        return modules;
    }
}
