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
 * What Data Account is to know of the AWS that it runs on. Where a value is null the AWS SDK's own settings decide, from
 * the environment, system properties, profiles and instance metadata.
 *
 * @param region of STS and DynamoDB, and the first one to ask where a bucket is
 * @param s3PathStyle whether buckets stand in the path of S3's addresses, as most S3-compatible servers want it
 * @param s3Endpoint of an S3-compatible server, for every region; null for AWS
 * @param publicS3Endpoint where those who upload reach that S3-compatible server, if by another address than this program
 *     does, as through a published port of a container; null for the same
 * @param stsEndpoint null for {@code AWS_ENDPOINT_URL_STS} or AWS
 * @param ownCredentials those of the server itself; null for the SDK's default chain
 */
public record AwsConfig(
        Region region,
        AwsTables tables,
        DeploymentSettings settings,
        boolean s3PathStyle,
        @Nullable URI s3Endpoint,
        @Nullable URI publicS3Endpoint,
        @Nullable URI stsEndpoint,
        @Nullable Credentials ownCredentials) {
    public static final String DEFAULT_USECASES_TABLE = "dda-portal-usecases";

    public AwsConfig {
        requireNonNull(region, "region is null");
        requireNonNull(tables, "tables is null");
        requireNonNull(settings, "settings is null");
    }

    /** The DynamoDB table of use cases. */
    public String usecasesTable() {
        return tables.usecases();
    }

    /** The portal's own tables, batches of 1,000 files, URLs of an hour, and everything else as the SDK has it. */
    public static AwsConfig in(Region region, List<Origin> portalOrigins) {
        return new AwsConfig(
                region, AwsTables.PORTAL, DeploymentSettings.forOrigins(portalOrigins), false, null, null, null, null);
    }

    /** The same for servers elsewhere, with path-style addresses and credentials for them. */
    public AwsConfig onServers(URI s3, URI sts, Credentials credentials) {
        return new AwsConfig(region, tables, settings, true, s3, null, sts, credentials);
    }

    /** The same with upload URLs for another address of the S3-compatible server; null for the one it has. */
    public AwsConfig uploadingTo(@Nullable URI publicS3) {
        return new AwsConfig(region, tables, settings, s3PathStyle, s3Endpoint, publicS3, stsEndpoint, ownCredentials);
    }

    /** The same with other decisions of the deployment. */
    public AwsConfig with(DeploymentSettings other) {
        return new AwsConfig(
                region, tables, other, s3PathStyle, s3Endpoint, publicS3Endpoint, stsEndpoint, ownCredentials);
    }

    public AwsConfig ownedBy(Credentials credentials) {
        return new AwsConfig(
                region, tables, settings, s3PathStyle, s3Endpoint, publicS3Endpoint, stsEndpoint, credentials);
    }

    /**
     * Reads {@code AWS_REGION} (or {@code AWS_DEFAULT_REGION}) and {@code PORTAL_ORIGINS}, which must be there, and
     * {@code USECASES_TABLE}, {@code USER_ROLES_TABLE}, {@code AUDIT_LOG_TABLE} ({@code none} where there is none), {@code
     * AUDIT_LOG_DAYS}, {@code AUDIT_REQUIRED}, {@code ENFORCE_PREFIX}, {@code S3_PATH_STYLE}, {@code MAX_BATCH_FILES}, {@code
     * MAX_EXPIRES_IN} and {@code AWS_ENDPOINT_URL_S3} (or {@code AWS_ENDPOINT_URL}), which need not. The SDK itself reads
     * its other endpoints ({@code AWS_ENDPOINT_URL_STS}, {@code _DYNAMODB}) and credentials.
     *
     * @throws InvalidConfigurationException naming everything that is missing or wrong
     */
    public static AwsConfig fromEnvironment(Map<String, String> environment) {
        Environment values = new Environment(environment);
        Region region = values.required(
                List.of("AWS_REGION", "AWS_DEFAULT_REGION"),
                "the region of the DynamoDB table, such as eu-central-1",
                Region::new,
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
        // read here too: upload URLs are signed without a client that would read it
        String all = values.optional("AWS_ENDPOINT_URL", Environment::httpUrl, "");
        String s3 = values.optional("AWS_ENDPOINT_URL_S3", Environment::httpUrl, all);
        List.of("AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_DYNAMODB")
                .forEach(name -> values.optional(name, Environment::httpUrl, ""));
        values.throwProblems();
        DeploymentSettings settings = new DeploymentSettings(
                origins, maxBatchFiles, new UrlLifetime(maxExpiresIn), enforcePrefix, auditRequired);
        return new AwsConfig(
                region, tables, settings, pathStyle, s3.isEmpty() ? null : URI.create(s3), null, null, null);
    }

    /** An audit log beside the table may lose lines without a word, so the table is what can be required. */
    private static boolean auditRequired(String text, Optional<String> table) {
        boolean required = Environment.bool(text);
        if (required && table.isEmpty()) {
            throw new IllegalArgumentException("must not be, while AUDIT_LOG_TABLE is none: name a table there");
        }
        return required;
    }
}
