package io.dataaccount.lambda;

import io.dataaccount.core.rest.RequestObserver.Completed;
import io.dataaccount.lambda.Invocation.AwsCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics of an invocation in CloudWatch's embedded metric format: one JSON document for the request, and one for
 * each service of AWS that it called. CloudWatch reads metrics from these lines of the log, so the function needs no
 * permission and sends no request for them. The dimensions have few values: no user, use case or bucket.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
final class EmbeddedMetrics {
    static final String NAMESPACE = "DataAccount";

    /** The format allows this many values of one metric in one document. */
    static final int MAX_VALUES = 100;

    private static final String COUNT = "Count";
    private static final String MILLISECONDS = "Milliseconds";
    private static final List<String> NONE = List.of();

    private EmbeddedMetrics() {}

    /** The documents of a completed request. */
    static List<Map<String, Object>> of(Invocation invocation, Completed completed, long timestamp) {
        List<Map<String, Object>> documents = new ArrayList<>();
        documents.add(request(invocation, completed, timestamp));
        for (Map.Entry<String, AwsCalls> service : invocation.awsCalls.entrySet()) {
            documents.add(calls(service.getKey(), service.getValue(), timestamp));
        }
        return documents;
    }

    private static Map<String, Object> request(Invocation invocation, Completed completed, long timestamp) {
        int status = completed.status();
        Document document = new Document();
        document.property("Operation", completed.route() == null ? "none" : completed.route());
        document.property("Status", Integer.toString(status));
        document.property("Code", completed.code() == null ? "none" : completed.code());
        document.directive(List.of(NONE, List.of("Operation", "Status")));
        document.metric("Requests", COUNT, 1);
        document.metric("Duration", MILLISECONDS, completed.took().toMillis());
        document.directive(List.of(NONE));
        document.metric("ServerErrors", COUNT, status >= 500 ? 1 : 0);
        document.metric("ClientErrors", COUNT, status >= 400 && status < 500 ? 1 : 0);
        document.metric("ColdStarts", COUNT, invocation.coldStart ? 1 : 0);
        document.metric("SessionsStarted", COUNT, invocation.sessionsStarted);
        document.metric("SessionsReused", COUNT, invocation.sessionsReused);
        document.metric("UrlsSigned", COUNT, invocation.urlsSigned);
        document.metric("AuditFailures", COUNT, invocation.auditFailures);
        return document.at(timestamp);
    }

    private static Map<String, Object> calls(String service, AwsCalls calls, long timestamp) {
        List<Long> durations = new ArrayList<>();
        for (Duration duration : calls.durations.subList(0, Math.min(calls.durations.size(), MAX_VALUES))) {
            durations.add(duration.toMillis());
        }
        Document document = new Document();
        document.property("AwsService", service);
        document.directive(List.of(NONE, List.of("AwsService")));
        document.metric("AwsCalls", COUNT, calls.durations.size());
        document.metric("AwsFailures", COUNT, calls.failures);
        document.metric("AwsRefusals", COUNT, calls.refusals);
        document.metric("AwsRetries", COUNT, calls.retries);
        document.metric("AwsCallDuration", MILLISECONDS, durations);
        return document.at(timestamp);
    }

    /** A document under construction. */
    private static final class Document {
        private final List<Object> directives = new ArrayList<>();
        private final Map<String, Object> members = new LinkedHashMap<>();
        private List<Object> metrics = new ArrayList<>();

        /** Is a dimension if a directive names it. */
        void property(String name, String value) {
            members.put(name, value);
        }

        /** The metrics that follow have these sets of dimensions. */
        void directive(List<List<String>> dimensionSets) {
            metrics = new ArrayList<>();
            directives.add(Map.of("Namespace", NAMESPACE, "Dimensions", dimensionSets, "Metrics", metrics));
        }

        void metric(String name, String unit, Object value) {
            metrics.add(Map.of("Name", name, "Unit", unit));
            members.put(name, value);
        }

        /** @param timestamp in milliseconds since 1970 */
        Map<String, Object> at(long timestamp) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("_aws", Map.of("Timestamp", timestamp, "CloudWatchMetrics", directives));
            document.putAll(members);
            return document;
        }
    }
}
