package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsecaseAccountTemplateTest {
    private static final Template TEMPLATE = Template.read(Template.USECASE);
    private static final String BUCKET = "arn:${AWS::Partition}:s3:::${DataBucket}";

    @Test
    void executionRole_mayReadTheDataBucketAndNothingElse() {
        assertThat(TEMPLATE.allowed("ReadDataBucket"))
                .containsExactlyInAnyOrder("s3:GetObject", "s3:ListBucket", "kms:Decrypt");
        assertThat(TEMPLATE.allowing("ReadDataBucket", "s3:GetObject"))
                .containsEntry("Resource", List.of(Map.of("Fn::Sub", BUCKET), Map.of("Fn::Sub", BUCKET + "/*")));
        assertThat(TEMPLATE.allowing("ReadDataBucket", "kms:Decrypt"))
                .containsEntry("Resource", Map.of("Ref", "KmsKeyArn"));
    }

    /** Parses the JSON with the YAML parser, because JSON is valid YAML. */
    @Test
    void bucketPolicyStatement_allowsTheExecutionRoleTheSame() {
        String statement = (String) Tree.at(TEMPLATE.section("Outputs"), "BucketPolicyStatement", "Value", "Fn::Sub");
        assertThat(Yaml.read(statement))
                .isEqualTo(Map.of(
                        "Sid", "DdaSageMakerRead",
                        "Effect", "Allow",
                        "Principal",
                                Map.of("AWS", "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${ExecutionRoleName}"),
                        "Action", List.of("s3:GetObject", "s3:ListBucket"),
                        "Resource", List.of(BUCKET, BUCKET + "/*")));
    }
}
