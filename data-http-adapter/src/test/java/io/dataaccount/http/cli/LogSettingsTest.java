package io.dataaccount.http.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.config.InvalidConfigurationException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogSettingsTest {
    private final Properties before = (Properties) System.getProperties().clone();

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "jsonl", "json,text", "audit", "${user.home}"})
    void unknownFormat_isRefusedByName(String value) {
        assertThatThrownBy(() -> LogSettings.apply(Map.of("DATA_ACCOUNT_LOG_FORMAT", value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("DATA_ACCOUNT_LOG_FORMAT '" + value + "' must be one of text, json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARNING", "all of it", "0"})
    void unknownLevel_isRefusedByName(String value) {
        assertThatThrownBy(() -> LogSettings.apply(Map.of("DATA_ACCOUNT_LOG_LEVEL", value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("DATA_ACCOUNT_LOG_LEVEL '" + value + "' must be one of off, error, warn, info");
    }

    @Test
    void bothProblems_areReportedTogether() {
        assertThatThrownBy(() ->
                        LogSettings.apply(Map.of("DATA_ACCOUNT_LOG_LEVEL", "loud", "DATA_ACCOUNT_LOG_FORMAT", "xml")))
                .hasMessageContaining("loud")
                .hasMessageContaining("xml");
    }

    @ParameterizedTest
    @CsvSource({"JSON,WARN,json,warn", "json,Debug,json,debug", "' ','',text,info", "' text ',TRACE,text,trace"})
    void upperCaseAndBlankValues_areAccepted(String format, String level, String formatTaken, String levelTaken) {
        LogSettings.apply(Map.of("DATA_ACCOUNT_LOG_FORMAT", format, "DATA_ACCOUNT_LOG_LEVEL", level));
        assertThat(System.getProperty("DATA_ACCOUNT_LOG_FORMAT")).isEqualTo(formatTaken);
        assertThat(System.getProperty("DATA_ACCOUNT_LOG_LEVEL")).isEqualTo(levelTaken);
    }
}
