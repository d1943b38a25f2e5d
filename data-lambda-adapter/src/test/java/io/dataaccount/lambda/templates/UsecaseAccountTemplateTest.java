package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsecaseAccountTemplateTest {
    private static final Template TEMPLATE = Template.read(Template.USECASE);
    private static final String ROLE = "arn:aws:iam::777788889999:role/service-role/Train-1";
    private static final String BUCKET = "arn:<AWS::Partition>:s3:::team-data";

    private static final String STACK = "arn:aws:cloudformation:eu-central-1:777788889999:stack/data-account-reader/";

    private static Evaluation with(String role, String prefix) {
        return with(role, prefix, "51af3dc0-da77-11e4-872e-1234567db123");
    }

    private static Evaluation with(String role, String prefix, String stack) {
        return new Evaluation(
                TEMPLATE,
                Map.of(
                        "ExecutionRoleArn",
                        role,
                        "DataBucket",
                        "team-data",
                        "DataPrefix",
                        prefix,
                        "AWS::StackId",
                        STACK + stack));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::777788889999:role/Train, Train",
        "arn:aws:iam::777788889999:role/service-role/Train-1, Train-1",
        "arn:aws:iam::777788889999:role/a/b/Train, Train",
        "arn:aws:iam::777788889999:role/a/b/c/Train, Train",
        "arn:aws-cn:iam::777788889999:role/a/b/c/d/Train, Train",
    })
    void policy_isAttachedToTheRoleOfTheArn(String arn, String name) {
        assertThat(Tree.at(with(arn, "").properties("ReadDataBucket"), "Roles")).isEqualTo(List.of(name));
        assertThat(arn).matches((String) Tree.at(TEMPLATE.section("Parameters"), "ExecutionRoleArn", "AllowedPattern"));
    }

    @Test
    void executionRole_mayReadTheDataBucketAndNothingElse() {
        assertThat(TEMPLATE.allowed("ReadDataBucket"))
                .containsExactlyInAnyOrder("s3:GetObject", "s3:ListBucket", "kms:Decrypt");
        assertThat(Tree.at(with(ROLE, "").properties("ReadDataBucket"), "PolicyDocument", "Statement"))
                .isEqualTo(List.of(
                        allow("ReadDataBucket", "s3:GetObject", BUCKET + "/*"),
                        allow("ListDataBucket", "s3:ListBucket", BUCKET)));
        assertThat(TEMPLATE.allowing("ReadDataBucket", "kms:Decrypt"))
                .containsEntry("Resource", Map.of("Ref", "KmsKeyArn"));
    }

    @Test
    void executionRole_withAPrefix_readsOnlyWhatIsBelowIt() {
        assertThat(Tree.at(with(ROLE, "raw/team-a").properties("ReadDataBucket"), "PolicyDocument", "Statement"))
                .isEqualTo(List.of(
                        allow("ReadDataBucket", "s3:GetObject", BUCKET + "/raw/team-a/*"),
                        with(allow("ListDataBucket", "s3:ListBucket", BUCKET), "Condition", below("raw/team-a"))));
    }

    @Test
    void bucketPolicyStatements_allowTheExecutionRoleTheSame() {
        Map<String, Object> principal = Map.of("AWS", ROLE);
        assertThat(statements(ROLE, ""))
                .isEqualTo(List.of(
                        with(allow(sid("Read"), "s3:GetObject", BUCKET + "/*"), "Principal", principal),
                        with(allow(sid("List"), "s3:ListBucket", BUCKET), "Principal", principal)));
        assertThat(statements(ROLE, "raw"))
                .isEqualTo(List.of(
                        with(allow(sid("Read"), "s3:GetObject", BUCKET + "/raw/*"), "Principal", principal),
                        with(
                                with(allow(sid("List"), "s3:ListBucket", BUCKET), "Principal", principal),
                                "Condition",
                                below("raw"))));
    }

    private static String sid(String kind) {
        return "Dda" + kind + "51af3dc0da7711e4872e1234567db123";
    }

    /** A Sid has only letters and digits. Two stacks may have the same role and bucket, and different prefixes. */
    @Test
    void bucketPolicyStatements_ofDifferentStacks_haveDifferentIds() {
        List<Object> ids = List.of(
                        with(ROLE, "raw", "51af3dc0-da77-11e4-872e-1234567db123"),
                        with(ROLE, "clean", "51af3dc0-da77-11e4-872e-1234567db124"))
                .stream()
                .flatMap(stack -> Tree.all(statements(stack), "Sid"))
                .toList();
        assertThat(ids)
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat((String) id).matches("[A-Za-z0-9]+"));
    }

    /** An update of the stack with another role or prefix replaces the statements of before. */
    @Test
    void bucketPolicyStatements_ofAChangedStack_keepTheirIds() {
        assertThat(Tree.all(statements(with(ROLE + "x", "raw")), "Sid").toList())
                .isEqualTo(Tree.all(statements(with(ROLE, "")), "Sid").toList());
    }

    private static Object statements(String role, String prefix) {
        return statements(with(role, prefix));
    }

    /** Parses the JSON with the YAML parser, because JSON is valid YAML. */
    private static Object statements(Evaluation stack) {
        Object output = Tree.at(TEMPLATE.section("Outputs"), "BucketPolicyStatements", "Value");
        return Yaml.read((String) stack.value(output));
    }

    private static Map<String, Object> allow(String sid, String action, String resource) {
        return Map.of("Sid", sid, "Effect", "Allow", "Action", action, "Resource", resource);
    }

    private static Map<String, Object> below(String prefix) {
        return Map.of("StringLike", Map.of("s3:prefix", List.of(prefix + "/", prefix + "/*")));
    }

    private static Map<String, Object> with(Map<String, Object> statement, String key, Object value) {
        Map<String, Object> more = new HashMap<>(statement);
        more.put(key, value);
        return more;
    }
}
