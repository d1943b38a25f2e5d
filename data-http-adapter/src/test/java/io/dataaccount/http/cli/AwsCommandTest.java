package io.dataaccount.http.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.config.InvalidConfigurationException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "100001", "many"})
    void connectionLimit_outOfRange_isRefusedByName(String value) {
        assertThatThrownBy(() -> AwsCommand.config(Map.of("MAX_CONNECTIONS", value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("MAX_CONNECTIONS")
                .hasMessageContaining(value);
    }
}
