package io.dataaccount.aws.config;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.service.DeploymentSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The AWS configuration of Data Account. Immutable. If a value is null, the AWS SDK takes its own settings from the
 * environment, system properties, profiles and instance metadata.
 *
 * @param region the region of STS and DynamoDB, and the first region in which S3 is asked for a bucket
 * @param tables the DynamoDB tables
 * @param settings the limits and rules of this deployment
 * @param s3PathStyle whether S3 URLs have the bucket name in the path, which most S3-compatible servers need, and not
 *     in the host name
 * @param s3Endpoint the URL of an S3-compatible server, for every region; null for what the SDK finds in system
 *     properties, variables and profiles, or AWS
 * @param publicS3Endpoint the URL at which uploading clients reach the S3-compatible server, if it differs from {@code
 *     s3Endpoint}, such as a published port of a container; null if it is the same
 * @param stsEndpoint the URL of STS; null for {@code AWS_ENDPOINT_URL_STS} or AWS
 * @param ownCredentials the credentials of the server itself; null for the SDK's default chain
 * @param policyDialect the form of session policies; matters only if STS is not that of AWS
 */
public record AwsConfig(
        Region region,
        AwsTables tables,
        DeploymentSettings settings,
        boolean s3PathStyle,
        @Nullable URI s3Endpoint,
        @Nullable URI publicS3Endpoint,
        @Nullable URI stsEndpoint,
        @Nullable Credentials ownCredentials,
        PolicyDialect policyDialect) {
    /** The DynamoDB table of use cases, if {@code USECASES_TABLE} is not set. */
    public static final String DEFAULT_USECASES_TABLE = "dda-portal-usecases";

    public AwsConfig {
        requireNonNull(region, "region is null");
        requireNonNull(tables, "tables is null");
        requireNonNull(settings, "settings is null");
        requireNonNull(policyDialect, "policyDialect is null");
    }

    /** The DynamoDB table of use cases. */
    public String usecasesTable() {
        return tables.usecases();
    }

    /**
     * A configuration with the portal's own tables, batches of up to 1,000 files and URLs of up to an hour. The SDK's
     * settings decide everything else.
     *
     * @param portalOrigins the web pages that may upload from a browser
     */
    public static AwsConfig in(Region region, List<Origin> portalOrigins) {
        return new AwsConfig(
                region,
                AwsTables.PORTAL,
                DeploymentSettings.forOrigins(portalOrigins),
                false,
                null,
                null,
                null,
                null,
                PolicyDialect.AUTO);
    }

    /**
     * This configuration for S3-compatible and STS-compatible servers, with path-style URLs. The public S3 endpoint is
     * reset to null.
     *
     * @param credentials the credentials of this program on these servers
     */
    public AwsConfig onServers(URI s3, URI sts, Credentials credentials) {
        return new AwsConfig(region, tables, settings, true, s3, null, sts, credentials, policyDialect);
    }

    /**
     * This configuration with another S3 endpoint in upload URLs.
     *
     * @param publicS3 null if upload URLs have the same endpoint that this program uses
     */
    public AwsConfig uploadingTo(@Nullable URI publicS3) {
        return new AwsConfig(
                region,
                tables,
                settings,
                s3PathStyle,
                s3Endpoint,
                publicS3,
                stsEndpoint,
                ownCredentials,
                policyDialect);
    }

    /** This configuration with other limits and rules. */
    public AwsConfig with(DeploymentSettings other) {
        return new AwsConfig(
                region,
                tables,
                other,
                s3PathStyle,
                s3Endpoint,
                publicS3Endpoint,
                stsEndpoint,
                ownCredentials,
                policyDialect);
    }

    /** This configuration with other credentials of the server itself. */
    public AwsConfig ownedBy(Credentials credentials) {
        return new AwsConfig(
                region,
                tables,
                settings,
                s3PathStyle,
                s3Endpoint,
                publicS3Endpoint,
                stsEndpoint,
                credentials,
                policyDialect);
    }

    /** This configuration with session policies of another form. */
    public AwsConfig with(PolicyDialect other) {
        return new AwsConfig(
                region,
                tables,
                settings,
                s3PathStyle,
                s3Endpoint,
                publicS3Endpoint,
                stsEndpoint,
                ownCredentials,
                other);
    }

    /**
     * Reads the configuration from environment variables.
     *
     * <ul>
     *   <li>Required: {@code AWS_REGION} (or {@code AWS_DEFAULT_REGION}) and {@code PORTAL_ORIGINS}.
     *   <li>Optional: {@code USECASES_TABLE}, {@code USER_ROLES_TABLE}, {@code AUDIT_LOG_TABLE} ({@code none} for no
     *       audit table), {@code AUDIT_LOG_DAYS}, {@code AUDIT_REQUIRED}, {@code ENFORCE_PREFIX}, {@code
     *       S3_PATH_STYLE}, {@code MAX_BATCH_FILES}, {@code MAX_EXPIRES_IN} (seconds), {@code STS_POLICY_DIALECT}
     *       and {@code AWS_ENDPOINT_URL_S3} (or {@code AWS_ENDPOINT_URL}).
     * </ul>
     *
     * {@code AWS_ENDPOINT_URL_STS}, {@code AWS_ENDPOINT_URL_DYNAMODB}, {@code AWS_USE_FIPS_ENDPOINT} and {@code
     * AWS_USE_DUALSTACK_ENDPOINT} are only checked here; the SDK itself uses them, and it reads the credentials. The
     * proxies ({@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY}) and {@code AWS_CA_BUNDLE} are only checked
     * too; they apply to the process, and its own variables are read when a client is opened.
     * {@code AWS_IGNORE_CONFIGURED_ENDPOINT_URLS} and the SDK's system properties have precedence, as in the SDK.
     *
     * @param environment the variables by name; a blank value counts as not set
     * @throws InvalidConfigurationException if a variable is missing or invalid; it lists all of them
     */
    public static AwsConfig fromEnvironment(Map<String, String> environment) {
        Environment values = new Environment(environment);
        Region region = values.required(
                List.of("AWS_REGION", "AWS_DEFAULT_REGION"),
                "the region of the DynamoDB table, such as eu-central-1",
                text -> region(text, environment),
                Region.US_EAST_1);
        List<Origin> origins = values.required(
                List.of("PORTAL_ORIGINS"),
                "the origins of the web page, comma-separated, such as https://portal.example.com",
                text -> List.of(text.split(",", -1)).stream()
                        .map(each -> new Origin(each.strip()))
                        .toList(),
                List.of());
        AwsTables tables = AwsTables.read(values);
        boolean auditRequired =
                values.optional("AUDIT_REQUIRED", text -> auditRequired(text, tables.auditLog()), false);
        boolean enforcePrefix = values.optional("ENFORCE_PREFIX", Environment::bool, false);
        boolean pathStyle = values.optional("S3_PATH_STYLE", Environment::bool, false);
        int maxBatchFiles = values.optional("MAX_BATCH_FILES", text -> Environment.integer(text, 1, 10_000), 1000);
        int maxExpiresIn = values.optional(
                "MAX_EXPIRES_IN", text -> Environment.integer(text, 1, (int) UrlLifetime.MAX_SECONDS), 3600);
        PolicyDialect dialect = values.optional("STS_POLICY_DIALECT", PolicyDialect::parse, PolicyDialect.AUTO);
        URI s3 = EndpointVariables.s3(values);
        values.add(NetworkVariables.problems(environment));
        values.throwProblems();
        DeploymentSettings settings = new DeploymentSettings(
                origins, maxBatchFiles, new UrlLifetime(maxExpiresIn), enforcePrefix, auditRequired);
        return new AwsConfig(region, tables, settings, pathStyle, s3, null, null, null, dialect);
    }

    /** A region that AWS cannot have belongs to an S3-compatible server, which a system property or profile may name. */
    private static Region region(String text, Map<String, String> environment) {
        Region region = new Region(text);
        if (!region.hasAwsForm() && !EndpointSettings.exist(environment::get, System::getProperty)) {
            throw new IllegalArgumentException(
                    "must be a region of AWS, such as us-east-1, while no S3-compatible server"
                            + " is configured: set AWS_ENDPOINT_URL_S3 for such a server");
        }
        return region;
    }

    /** Requires the table, because a second audit log may lose events without an error. */
    private static boolean auditRequired(String text, Optional<String> table) {
        boolean required = Environment.bool(text);
        if (required && table.isEmpty()) {
            throw new IllegalArgumentException(
                    "must not be set while AUDIT_LOG_TABLE is none: set AUDIT_LOG_TABLE to the name of a table");
        }
        return required;
    }
}
