package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.RawQuery;
import java.util.Arrays;
import java.util.Optional;

/** The bucket sub-resources that the embedded S3 stores itself, with their names in S3. */
enum EmbeddedBucketSetting {
    CORS("cors", "BucketCors", "BucketCors", "CORSConfiguration", 200) {
        @Override
        AwsErrorException absent() {
            return missing("NoSuchCORSConfiguration", "The CORS configuration does not exist");
        }
    },
    ENCRYPTION("encryption", "BucketEncryption", "BucketEncryption", "ServerSideEncryptionConfiguration", 200) {
        @Override
        AwsErrorException absent() {
            return missing(
                    "ServerSideEncryptionConfigurationNotFoundError",
                    "The server side encryption configuration was not found");
        }
    },
    LIFECYCLE("lifecycle", "BucketLifecycleConfiguration", "BucketLifecycle", "LifecycleConfiguration", 200) {
        @Override
        AwsErrorException absent() {
            return missing("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");
        }
    },
    OWNERSHIP("ownershipControls", "BucketOwnershipControls", "BucketOwnershipControls", "OwnershipControls", 200) {
        @Override
        AwsErrorException absent() {
            return missing("OwnershipControlsNotFoundError", "The bucket ownership controls were not found");
        }
    },
    POLICY("policy", "BucketPolicy", "BucketPolicy", "", 204) {
        @Override
        AwsErrorException absent() {
            return missing("NoSuchBucketPolicy", "The bucket policy does not exist");
        }
    },
    PUBLIC_ACCESS_BLOCK(
            "publicAccessBlock", "PublicAccessBlock", "PublicAccessBlock", "PublicAccessBlockConfiguration", 200) {
        @Override
        AwsErrorException absent() {
            return missing(
                    "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found");
        }
    },
    TAGGING("tagging", "BucketTagging", "BucketTagging", "Tagging", 204) {
        @Override
        AwsErrorException absent() {
            return missing("NoSuchTagSet", "The TagSet does not exist");
        }
    },
    VERSIONING("versioning", "BucketVersioning", "", "VersioningConfiguration", 200) {
        @Override
        AwsErrorException absent() {
            throw new IllegalStateException("an absent versioning configuration is an empty one");
        }
    };

    private final String parameter;
    private final String noun;
    private final String deleteNoun;
    private final String rootElement;
    private final int putStatus;

    EmbeddedBucketSetting(String parameter, String noun, String deleteNoun, String rootElement, int putStatus) {
        this.parameter = parameter;
        this.noun = noun;
        this.deleteNoun = deleteNoun;
        this.rootElement = rootElement;
        this.putStatus = putStatus;
    }

    /** The error of S3 for a bucket without this setting. */
    abstract AwsErrorException absent();

    static Optional<EmbeddedBucketSetting> in(RawQuery query) {
        return Arrays.stream(values()).filter(each -> query.has(each.parameter)).findFirst();
    }

    /** The name of the operation in the API of AWS; empty if S3 has no such operation. */
    Optional<String> operation(String method) {
        return switch (method) {
            case "GET" -> Optional.of("Get" + noun);
            case "PUT" -> Optional.of("Put" + noun);
            case "DELETE" -> deleteNoun.isEmpty() ? Optional.empty() : Optional.of("Delete" + deleteNoun);
            default -> Optional.empty();
        };
    }

    /** The root element of the document; empty for the policy, which is JSON. */
    String rootElement() {
        return rootElement;
    }

    String mediaType() {
        return this == POLICY ? "application/json" : "application/xml";
    }

    String fileName() {
        return this == POLICY ? "policy.json" : parameter + ".xml";
    }

    int putStatus() {
        return putStatus;
    }

    private static AwsErrorException missing(String code, String errorMessage) {
        return new AwsErrorException(404, code, errorMessage);
    }
}
