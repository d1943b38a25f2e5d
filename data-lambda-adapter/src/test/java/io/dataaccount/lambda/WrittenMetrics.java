package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.aws.config.AwsObserver.Outcome;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.rest.RequestLogLine;
import io.dataaccount.core.rest.RequestObserver.Completed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The metrics that the function writes for a request that calls AWS. */
public final class WrittenMetrics {
    private WrittenMetrics() {}

    /** By name, such as {@code Milliseconds ; Operation, Status}. The first of these sets of dimensions is empty. */
    public static Map<String, String> unitsAndDimensions() throws JsonProcessingException {
        Map<String, String> metrics = new TreeMap<>();
        for (JsonNode document : ofResponse(200, null)) {
            for (JsonNode directive : document.at("/_aws/CloudWatchMetrics")) {
                String dimensions = dimensions(directive.get("Dimensions"));
                directive
                        .get("Metrics")
                        .forEach(metric -> metrics.put(
                                metric.get("Name").asText(), metric.get("Unit").asText() + " " + dimensions));
            }
        }
        return metrics;
    }

    /** The lines of a request that gets a response with this status and error code, while the log of requests is off. */
    public static List<JsonNode> ofResponse(int status, @Nullable String code) throws JsonProcessingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FunctionObserver observer = new FunctionObserver(true, new JacksonCodec(), new PrintStream(out, true, UTF_8));
        Logger log = Logger.getLogger(RequestLogLine.LOGGER);
        Level before = log.getLevel();
        log.setLevel(Level.OFF);
        try {
            observer.begin("id");
            observer.called("S3", "HeadBucket", Outcome.SUCCESS, 0, Duration.ZERO);
            observer.completed(new Completed("r", null, null, null, status, code, Duration.ZERO));
            observer.end();
        } finally {
            log.setLevel(before);
        }
        List<JsonNode> documents = new ArrayList<>();
        for (String line : out.toString(UTF_8).lines().toList()) {
            documents.add(new JsonMapper().readTree(line));
        }
        return documents;
    }

    private static String dimensions(JsonNode sets) {
        List<String> all = new ArrayList<>();
        for (JsonNode set : sets) {
            List<String> names = new ArrayList<>();
            set.forEach(name -> names.add(name.asText()));
            all.add(String.join(", ", names));
        }
        return String.join("; ", all);
    }
}
