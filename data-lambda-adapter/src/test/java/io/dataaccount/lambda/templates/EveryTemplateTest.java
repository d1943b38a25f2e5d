package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryTemplateTest {
    private static final ResourceTypes TYPES = ResourceTypes.read();

    @ParameterizedTest
    @ValueSource(strings = {Template.PORTAL, Template.DATA, Template.USECASE})
    void resources_areAsTheirTypesSay(String name) {
        assertThat(PropertyCheck.problems(Template.read(name), TYPES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Template.PORTAL, Template.DATA, Template.USECASE})
    void references_leadSomewhereAndNothingIsUnused(String name) {
        assertThat(new References(Template.read(name), TYPES).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Template.PORTAL, Template.DATA, Template.USECASE})
    void sections_areKnownAndDescribed(String name) {
        Template template = Template.read(name);
        assertThat(template.root().keySet())
                .isSubsetOf(Set.of(
                        "AWSTemplateFormatVersion",
                        "Transform",
                        "Description",
                        "Parameters",
                        "Rules",
                        "Conditions",
                        "Resources",
                        "Outputs"))
                .contains("Description");
        assertDescribed(template, "Parameters");
        assertDescribed(template, "Outputs");
        template.resources()
                .forEach((resource, definition) -> assertThat(
                                Tree.map(definition).keySet())
                        .as(resource)
                        .isSubsetOf("Type", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "Properties"));
    }

    private static void assertDescribed(Template template, String section) {
        assertThat(template.section(section))
                .isNotEmpty()
                .allSatisfy((name, definition) -> assertThat((String) Tree.at(definition, "Description"))
                        .as(name)
                        .isNotBlank()
                        .hasSizeLessThan(4000));
    }

    /** The check finds what is planted, or its silence above says nothing. */
    @Test
    void check_ofFaultyTemplate_findsEveryFault() {
        Template faulty = Template.parse("""
                Parameters:
                  Unused: {Type: String}
                Conditions:
                  Never: !Equals [a, b]
                Resources:
                  Table:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      TableNam: x
                      KeySchema: [{AttributeName: a, KeyTyp: HASH}]
                      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: perhaps}
                      GlobalSecondaryIndexes: x
                      SSESpecification: !If [Missing, {SSEEnabled: 1}, !Ref AWS::NoValue]
                  Role:
                    Type: AWS::IAM::Role
                    Properties: {RoleName: !Sub '${Nowhere}-${AWS::Region}', Path: !GetAtt Table.Nothing}
                  Other: {Type: AWS::Nothing::AtAll}
                """);
        assertThat(PropertyCheck.problems(faulty, TYPES))
                .containsExactlyInAnyOrder(
                        "Table: unknown property TableNam",
                        "Table.KeySchema[]: KeyType is missing",
                        "Table.KeySchema[]: unknown property KeyTyp",
                        "Table.KeySchema: not a json: [{AttributeName=a, KeyTyp=HASH}]",
                        "Table.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled: not a boolean: perhaps",
                        "Table.GlobalSecondaryIndexes: not a list: x",
                        "Table.SSESpecification.SSEEnabled: not a boolean: 1",
                        "Role: AssumeRolePolicyDocument is missing",
                        "Other: unknown type AWS::Nothing::AtAll");
        assertThat(new References(faulty, TYPES).problems())
                .containsExactlyInAnyOrder(
                        "Table.Nothing does not exist",
                        "Nowhere does not exist",
                        "Unused is not used",
                        "Never is not used",
                        "Missing is not used: no such condition");
    }
}
