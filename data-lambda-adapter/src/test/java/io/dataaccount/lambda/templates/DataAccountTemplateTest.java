package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.iam.S3Action;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DataAccountTemplateTest {
    private static final Template TEMPLATE = Template.read(Template.DATA);
    private static final String ROLE = "DataAccessRole";

    @Test
    void role_isAllowedWhatTheAdapterCallsAndSignsAndNothingElse() {
        Set<String> needed = Stream.of(S3Action.values()).map(S3Action::id).collect(Collectors.toSet());
        assertThat(allowed(action -> !action.startsWith("kms:")))
                .as("data-account.yaml and S3Action")
                .isEqualTo(needed);
        Set<String> signed = Set.of(
                "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"); // only by the requests that we sign URLs for
        assertThat(CalledActions.ofS3())
                .as("the operations that the code calls, and S3Action")
                .containsExactlyInAnyOrderElementsOf(needed.stream()
                        .filter(action -> !signed.contains(action))
                        .toList());
    }

    /** S3 calls KMS with the uploader's permissions if the bucket is encrypted with a customer-managed key. */
    @Test
    void role_isAllowedToEncryptUploadsWithTheKeysItIsTold() {
        assertThat(allowed(action -> action.startsWith("kms:")))
                .containsExactlyInAnyOrder("kms:Decrypt", "kms:GenerateDataKey");
        assertThat(TEMPLATE.allowing(ROLE, "kms:GenerateDataKey"))
                .containsEntry("Resource", Map.of("Ref", "KmsKeyArns"))
                .containsKey("Condition");
    }

    private static Set<String> allowed(Predicate<String> which) {
        return TEMPLATE.allowed(ROLE).stream().filter(which).collect(Collectors.toSet());
    }

    @Test
    void role_isAllowedNothingOutsideTheBucketsButToListThem() {
        assertThat(TEMPLATE.allowing(ROLE, "s3:ListAllMyBuckets"))
                .containsEntry("Action", "s3:ListAllMyBuckets")
                .containsEntry("Resource", "*");
        assertThat(TEMPLATE.allowing(ROLE, "s3:CreateBucket")).containsEntry("Resource", Map.of("Ref", "BucketArns"));
        assertThat(TEMPLATE.allowing(ROLE, "s3:PutObject"))
                .containsEntry(
                        "Action",
                        List.of(
                                "s3:AbortMultipartUpload",
                                "s3:GetObject",
                                "s3:ListMultipartUploadParts",
                                "s3:PutObject"))
                .hasEntrySatisfying(
                        "Resource",
                        resource -> assertThat(resource.toString()).contains("${Arns}/*", "/*,", "Ref=BucketArns"));
    }

    @Test
    void role_trustsThePortalsRoleAloneAndOnlyWithTheExternalId() {
        assertThat(Tree.at(TEMPLATE.properties(ROLE), "AssumeRolePolicyDocument", "Statement"))
                .isEqualTo(List.of(Map.of(
                        "Effect",
                        "Allow",
                        "Principal",
                        Map.of("AWS", Map.of("Ref", "PortalRoleArn")),
                        "Action",
                        "sts:AssumeRole",
                        "Condition",
                        Map.of("StringEquals", Map.of("sts:ExternalId", Map.of("Ref", "ExternalId"))))));
    }

    @Test
    void externalId_isShownNowhere() {
        assertThat(Tree.at(TEMPLATE.section("Parameters"), "ExternalId", "NoEcho"))
                .isEqualTo(true);
        assertThat(TEMPLATE.section("Outputs").toString()).doesNotContain("ExternalId");
    }
}
