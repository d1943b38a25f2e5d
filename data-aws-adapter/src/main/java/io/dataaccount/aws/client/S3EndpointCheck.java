package io.dataaccount.aws.client;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.EndpointSettings;
import io.dataaccount.aws.config.HttpUrl;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import java.util.List;

/** Finds settings of the S3 endpoint that the SDK would refuse at every call, before the first call. */
final class S3EndpointCheck {
    private static final BucketName ANY_BUCKET = new BucketName("any-bucket");

    private S3EndpointCheck() {}

    /** Does not load the SDK's S3 client if nothing in the environment changes the endpoint. Sends no request. */
    static void run(AwsConfig config) {
        boolean isCustom = config.s3Endpoint() != null;
        if (EndpointSettings.exist()) {
            SdkEndpoints sdk = new SdkEndpoints(config.s3Endpoint(), config.s3PathStyle());
            try {
                HttpUrl.checkPort(
                        sdk.upload(new Bucket(ANY_BUCKET, config.region())).port());
                isCustom = sdk.custom(config.region()).isPresent();
            } catch (RuntimeException e) { // of the SDK, of several types
                throw new InvalidConfigurationException(List.of("The AWS SDK refuses the settings of the S3 endpoint: "
                        + HttpUrl.withoutUser(String.valueOf(e.getMessage()))
                        + ". Check AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_USE_FIPS_ENDPOINT and"
                        + " AWS_USE_DUALSTACK_ENDPOINT, their system properties, and endpoint_url, services,"
                        + " use_fips_endpoint and use_dualstack_endpoint of the AWS profile."));
            }
        }
        if (!isCustom && !config.region().hasAwsForm()) {
            throw new InvalidConfigurationException(List.of("The region '" + config.region()
                    + "' must be a region of AWS, such as us-east-1, while no S3-compatible server is configured."));
        }
    }
}
