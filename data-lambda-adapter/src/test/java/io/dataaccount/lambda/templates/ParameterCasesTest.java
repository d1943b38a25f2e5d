package io.dataaccount.lambda.templates;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.lambda.FunctionVariables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** A template accepts a value of a parameter exactly if the code accepts it, so a bad value ends no deployment halfway. */
class ParameterCasesTest {
    /** What the code does with the value of a parameter. */
    private static final Map<String, Consumer<String>> CODE = Map.ofEntries(
            Map.entry("PortalOrigins", variable("PORTAL_ORIGINS")),
            Map.entry("UsecasesTable", variable("USECASES_TABLE")),
            Map.entry("UserRolesTable", variable("USER_ROLES_TABLE")),
            Map.entry("AuditLogTable", variable("AUDIT_LOG_TABLE")),
            Map.entry("AuditLogDays", variable("AUDIT_LOG_DAYS")),
            Map.entry("AuditRequired", variable("AUDIT_REQUIRED")),
            Map.entry("EnforcePrefix", variable("ENFORCE_PREFIX")),
            Map.entry("ClientIds", variable("OIDC_AUDIENCE")),
            Map.entry("MaxBatchFiles", variable("MAX_BATCH_FILES")),
            Map.entry("MaxExpiresIn", variable("MAX_EXPIRES_IN")),
            Map.entry("LogLevel", variable("DATA_ACCOUNT_LOG_LEVEL")),
            Map.entry("LogFormat", variable("DATA_ACCOUNT_LOG_FORMAT")),
            Map.entry("ExternalId", ExternalId::new),
            Map.entry("PortalRoleArn", RoleArn::new),
            Map.entry("ExecutionRoleArn", RoleArn::new),
            Map.entry("DataBucket", BucketName::new),
            Map.entry("DataPrefix", Prefix::toWrite));

    @ParameterizedTest
    @CsvFileSource(resources = "/templates/parameter-cases.csv", maxCharsPerColumn = 8192, emptyValue = "")
    void value_isAcceptedByTemplateAndCodeOrByNeither(
            String template, String parameter, boolean valid, @Nullable String value) {
        String given = value == null ? "" : value;
        assertThat(accepts(requireNonNull(CODE.get(parameter), parameter), given))
                .as("the code")
                .isEqualTo(valid);
        Object definition = Tree.at(Template.read(template).section("Parameters"), parameter);
        assertThat(accepts(Tree.map(definition), given)).as("the template").isEqualTo(valid);
    }

    private static Consumer<String> variable(String name) {
        return value -> {
            Map<String, String> environment =
                    new HashMap<>(Map.of("AWS_REGION", "eu-central-1", "PORTAL_ORIGINS", "https://portal.example.com"));
            environment.put(name, value);
            FunctionVariables.check(environment);
        };
    }

    private static boolean accepts(Consumer<String> code, String value) {
        try {
            code.accept(value);
            return true;
        } catch (InvalidConfigurationException | InvalidInputException e) {
            return false;
        }
    }

    /**
     * Whether CloudFormation accepts the value.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">
     *     Parameters</a>
     */
    private static boolean accepts(Map<String, Object> definition, String value) {
        if (definition.get("AllowedValues") instanceof List<?> allowed) {
            return allowed.stream().map(String::valueOf).anyMatch(value::equals);
        }
        if ("Number".equals(definition.get("Type"))) {
            long number = Long.parseLong(value);
            return number >= (long) Tree.at(definition, "MinValue") && number <= (long) Tree.at(definition, "MaxValue");
        }
        return value.length() >= (long) definition.getOrDefault("MinLength", 0L)
                && value.length() <= (long) definition.getOrDefault("MaxLength", (long) Integer.MAX_VALUE)
                && Pattern.matches((String) Tree.at(definition, "AllowedPattern"), value);
    }
}
