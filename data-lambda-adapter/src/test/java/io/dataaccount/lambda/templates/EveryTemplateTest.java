package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions for people who deploy a template. AWS's linter checks the rest, see {@code lint.mjs}. */
class EveryTemplateTest {
    @ParameterizedTest
    @ValueSource(strings = {Template.PORTAL, Template.DATA, Template.USECASE})
    void parametersAndOutputs_areDescribed(String name) {
        Template template = Template.read(name);
        assertThat(template.root()).containsKey("Description");
        assertDescribed(template, "Parameters");
        assertDescribed(template, "Outputs");
    }

    private static void assertDescribed(Template template, String section) {
        assertThat(template.section(section))
                .isNotEmpty()
                .allSatisfy((name, definition) -> assertThat((String) Tree.at(definition, "Description"))
                        .as(name)
                        .isNotBlank());
    }
}
