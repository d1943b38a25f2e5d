package io.dataaccount.aws.sts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dataaccount.aws.sts.SessionPolicy.Form;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class SessionPolicyTest {
    private static final RoleArn ROLE = new RoleArn("arn:aws:iam::444455556666:role/Data");
    private static final BucketName LONGEST_NAME = new BucketName("b".repeat(63));

    @Test
    void of_uploadUnderAPrefix_isThatAndNothingElse() {
        assertThat(SessionPolicy.of(ROLE, Purpose.UPLOAD, under("team-a"), Form.AWS))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":["
                        + "{\"Effect\":\"Allow\",\"Action\":[\"s3:GetBucketLocation\"],\"Resource\":\"arn:aws:s3:::bbb\"},"
                        + "{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\",\"s3:GetObject\","
                        + "\"s3:ListMultipartUploadParts\",\"s3:AbortMultipartUpload\"],"
                        + "\"Resource\":\"arn:aws:s3:::bbb/team-a/*\"},"
                        + "{\"Effect\":\"Deny\",\"Action\":\"s3:GetObject\",\"NotResource\":\"arn:aws:s3:::bbb/*/\"},"
                        + "{\"Effect\":\"Allow\",\"Action\":[\"kms:GenerateDataKey\",\"kms:Decrypt\"],\"Resource\":\"*\","
                        + "\"Condition\":{\"StringLike\":{\"kms:ViaService\":\"s3.*.amazonaws.com\"}}}]}");
    }

    @Test
    void of_compatible_isThatAndNothingElse() {
        assertThat(SessionPolicy.of(ROLE, Purpose.UPLOAD, under("team-a"), Form.COMPATIBLE))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":["
                        + "{\"Effect\":\"Allow\",\"Action\":[\"s3:GetBucketLocation\"],\"Resource\":\"arn:aws:s3:::bbb\"},"
                        + "{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\",\"s3:ListMultipartUploadParts\","
                        + "\"s3:AbortMultipartUpload\"],\"Resource\":\"arn:aws:s3:::bbb/team-a/*\"},"
                        + "{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],"
                        + "\"Resource\":[\"arn:aws:s3:::bbb/team-a/\",\"arn:aws:s3:::bbb/team-a/*/\"]}]}");
        assertThat(SessionPolicy.of(ROLE, Purpose.MANAGE, under(""), Form.COMPATIBLE))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":["
                        + "{\"Effect\":\"Allow\",\"Action\":[\"s3:*\"],\"Resource\":\"arn:aws:s3:::bbb\"},"
                        + "{\"Effect\":\"Deny\",\"Action\":[\"s3:DeleteBucket\",\"s3:DeleteBucketPolicy\"],"
                        + "\"Resource\":\"arn:aws:s3:::bbb\"}]}");
    }

    /** The names that a server of another maker refused, and every action of another service than S3. */
    static boolean isUnknownToOthers(String action) {
        return !action.startsWith("s3:")
                || Set.of(
                                "s3:GetBucketOwnershipControls",
                                "s3:PutBucketOwnershipControls",
                                "s3:GetEncryptionConfiguration",
                                "s3:PutEncryptionConfiguration",
                                "s3:TagResource")
                        .contains(action);
    }

    static List<String> actions(String policy) {
        return JsonNode.parser().parse(policy).field("Statement").orElseThrow().asArray().stream()
                .map(each -> each.field("Action").orElseThrow())
                .flatMap(action -> texts(action).stream())
                .toList();
    }

    private static List<String> resources(String policy) {
        return JsonNode.parser().parse(policy).field("Statement").orElseThrow().asArray().stream()
                .filter(each -> each.field("Effect").orElseThrow().text().equals("Allow"))
                .flatMap(each -> texts(each.field("Resource").orElseThrow()).stream())
                .toList();
    }

    private static List<String> texts(JsonNode node) {
        return node.isString()
                ? List.of(node.text())
                : node.asArray().stream().map(JsonNode::text).toList();
    }

    @ParameterizedTest
    @EnumSource
    void of_compatible_hasNoActionThatOthersDoNotKnowAndNoFurtherResource(Purpose purpose) {
        String longPrefix = "p".repeat(1000);
        for (SessionScope scope : List.of(SessionScope.ACCOUNT, under(""), under("team-a"), under(longPrefix))) {
            String compatible = SessionPolicy.of(ROLE, purpose, scope, Form.COMPATIBLE);
            String ofAws = SessionPolicy.of(ROLE, purpose, scope, Form.AWS);
            assertThat(actions(compatible)).noneMatch(SessionPolicyTest::isUnknownToOthers);
            List<Pattern> allowed = resources(ofAws).stream()
                    .filter(resource -> resource.startsWith("arn:") || purpose == Purpose.BROWSE)
                    .map(resource -> Pattern.compile(Pattern.quote(resource).replace("*", "\\E.*\\Q")))
                    .toList();
            assertThat(resources(compatible))
                    .allMatch(resource -> allowed.stream()
                            .anyMatch(each -> each.matcher(resource).matches()));
            if (scope.bucket().isEmpty()) {
                assertThat(actions(compatible)).doesNotContain("s3:*");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"aws,amazonaws.com", "aws-cn,amazonaws.com.cn", "aws-us-gov,amazonaws.com"})
    void of_aRoleOfAnotherPartition_isOfThatPartition(String partition, String suffix) {
        RoleArn role = new RoleArn("arn:" + partition + ":iam::444455556666:role/Data");
        assertThat(SessionPolicy.of(role, Purpose.UPLOAD, under("team-a"), Form.AWS))
                .contains("\"arn:" + partition + ":s3:::bbb/team-a/*\"", "\"s3.*." + suffix + "\"");
    }

    @Test
    void of_aPrefixOfWildcards_takesThemForThemselves() {
        assertThat(SessionPolicy.of(ROLE, Purpose.BROWSE, under("a*/?/$/${x}/\"\\"), Form.AWS))
                .contains("{\"s3:prefix\":\"a${*}/${?}/${$}/${$}{x}/\\\"\\\\/*\"}");
    }

    @ParameterizedTest
    @EnumSource
    void of_theLongestNamesInPlainCharacters_fits(Purpose purpose) {
        RoleArn role = new RoleArn("arn:aws-us-gov:iam::444455556666:role/Data");
        String prefix = "p".repeat(1023) + "/";
        for (Form form : Form.values()) {
            assertThat(SessionPolicy.of(role, purpose, new SessionScope(LONGEST_NAME, new Prefix(prefix)), form))
                    .hasSizeLessThanOrEqualTo(SessionPolicy.MAX_LENGTH);
        }
    }

    @ParameterizedTest
    @CsvSource({"*,1000", "\",1000", "数,1", "Ā,1", "😀,1"})
    void of_aPrefixThatStsCannotTake_isRefusedByName(String character, int times) {
        InvalidInputException refusal =
                catchRefusal(new SessionScope(LONGEST_NAME, new Prefix(character.repeat(times))));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INCOMPLETE_CONFIGURATION);
        assertThat(refusal.field()).contains("data_s3_prefix");
    }

    private static InvalidInputException catchRefusal(SessionScope scope) {
        try {
            throw new AssertionError("not refused: " + SessionPolicy.of(ROLE, Purpose.UPLOAD, scope, Form.AWS));
        } catch (InvalidInputException e) {
            return e;
        }
    }

    /** For every prefix: valid JSON for STS that contains the prefix once and literally, or an error. */
    @Test
    void of_anyPrefix_isAPolicyOrARefusal() {
        long seed = Long.getLong("dataaccount.seed", System.nanoTime());
        System.out.println("of_anyPrefix_isAPolicyOrARefusal: -Ddataaccount.seed=" + seed);
        Random random = new Random(seed);
        int policies = 0;
        for (int i = 0; i < 3000; i++) {
            SessionScope scope = new SessionScope(LONGEST_NAME, randomPrefix(random));
            for (Purpose purpose : Purpose.values()) {
                policies += isPolicy(purpose, scope, Form.AWS) ? 1 : 0;
                assertThat(isPolicy(purpose, scope, Form.COMPATIBLE) || !isPolicy(purpose, scope, Form.AWS))
                        .as("a compatible policy for every policy of AWS")
                        .isTrue();
            }
        }
        assertThat(policies).isBetween(3001, 8999);
    }

    private static boolean isPolicy(Purpose purpose, SessionScope scope, Form form) {
        String policy;
        try {
            policy = SessionPolicy.of(ROLE, purpose, scope, form);
        } catch (InvalidInputException e) {
            assertThat(e.field()).contains("data_s3_prefix");
            return false;
        }
        assertThat(policy).hasSizeLessThanOrEqualTo(2048).matches("[ -\u00FF]+");
        assertThatCode(() -> JsonNode.parser().parse(policy)).doesNotThrowAnyException();
        if (purpose == Purpose.UPLOAD) {
            String resource =
                    statement(policy, 1).field("Resource").orElseThrow().text();
            assertThat(unescaped(resource)).isEqualTo("arn:aws:s3:::" + LONGEST_NAME + "/" + scope.prefix());
        }
        if (purpose == Purpose.BROWSE) {
            String pattern = statement(policy, 0)
                    .field("Condition")
                    .flatMap(condition -> condition.field("StringLike"))
                    .flatMap(keys -> keys.field("s3:prefix"))
                    .orElseThrow()
                    .text();
            assertThat(unescaped(pattern)).isEqualTo(scope.prefix().value());
        }
        return true;
    }

    private static JsonNode statement(String policy, int number) {
        return JsonNode.parser()
                .parse(policy)
                .field("Statement")
                .orElseThrow()
                .asArray()
                .get(number);
    }

    /** The text that a pattern matches before its final star. A wildcard anywhere else would allow other prefixes. */
    private static String unescaped(String pattern) {
        assertThat(pattern).endsWith("/*");
        String fixed = pattern.substring(0, pattern.length() - 1);
        assertThat(fixed.replaceAll("\\$\\{[*?$]}", "")).doesNotContain("*", "?", "$");
        return fixed.replaceAll("\\$\\{([*?$])}", "$1");
    }

    private static Prefix randomPrefix(Random random) {
        String characters = random.nextInt(10) == 0 ? "a/*?${}\"\\ é中" : "abcd/*?${}\"\\ é'";
        StringBuilder prefix = new StringBuilder("p");
        int length = random.nextInt(900);
        for (int i = 0; i < length; i++) {
            char next = characters.charAt(random.nextInt(characters.length()));
            prefix.append(next == '/' && prefix.charAt(prefix.length() - 1) == '/' ? 'x' : next);
        }
        while (prefix.toString().getBytes(UTF_8).length > 1000) {
            prefix.setLength(prefix.length() - 1);
        }
        return new Prefix(prefix.toString());
    }

    private static SessionScope under(String prefix) {
        return new SessionScope(new BucketName("bbb"), new Prefix(prefix));
    }
}
