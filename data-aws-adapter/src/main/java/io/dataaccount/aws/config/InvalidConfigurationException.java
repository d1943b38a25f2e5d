package io.dataaccount.aws.config;

import java.util.List;

/** The configuration is missing values or has invalid ones. The message lists every problem on a line of its own. */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems at least one sentence; each names the setting and says what to do */
    public InvalidConfigurationException(List<String> problems) {
        super("The configuration is invalid:\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems, in the order in which they were found. Immutable. */
    public List<String> problems() {
        return problems;
    }
}
