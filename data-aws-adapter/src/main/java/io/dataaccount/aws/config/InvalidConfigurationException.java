package io.dataaccount.aws.config;

import java.util.List;

/** The settings that a start was given will not do; the message lists everything that is wrong, a line each. */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems at least one; each names the setting and says what to do */
    public InvalidConfigurationException(List<String> problems) {
        super("The configuration is not complete:\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
