package io.dataaccount.http.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips browser tests where there is no Chromium, but not in CI. Subclasses inherit an extension, unlike {@code @EnabledIf}. */
final class ChromiumCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.isExpected()
                ? ConditionEvaluationResult.enabled("a Chromium is there, or this is CI")
                : ConditionEvaluationResult.disabled("no Chromium, and not in CI");
    }
}
