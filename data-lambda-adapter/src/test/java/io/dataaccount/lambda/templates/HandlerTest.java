package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandlerTest {
    @Test
    void handler_exists() throws ReflectiveOperationException {
        String handler = (String) Tree.at(Template.read(Template.PORTAL).properties("Function"), "Handler");
        String[] parts = handler.split("::", 2);
        assertThat(Class.forName(parts[0]).getMethods())
                .anyMatch(method -> method.getName().equals(parts[1]));
    }
}
