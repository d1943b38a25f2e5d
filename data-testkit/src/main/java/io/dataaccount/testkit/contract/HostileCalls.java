package io.dataaccount.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Creates random invalid or unusual requests: fields, values, the query, the id in the path, and the body. */
final class HostileCalls {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> PARTS = List.of(
            "\"",
            "\\",
            "'",
            "{",
            "a",
            "name",
            "status=\"200\"",
            " ",
            "/",
            "..",
            "%",
            "ü",
            "😀",
            "\n",
            "\r",
            "\t",
            "\u0000",
            "\u001b[2J",
            "\u007f",
            "\u009b",
            "\u200f",
            "\u2028",
            "\u202e",
            "\u2066",
            "\ufeff",
            "\ufffe",
            "\n12:00:00.000 INFO  x y");

    private final Random random;

    HostileCalls(Random random) {
        this.random = random;
    }

    RestCall from(RestCall call) {
        RestCall named =
                call.with("X-Request-Id", pick(List.of("request-0001", "x\" status=\"200", "r".repeat(4_000))));
        if (random.nextInt(8) == 0) {
            return inPath(named);
        }
        return named.body().length == 0 ? inQuery(named) : inBody(named);
    }

    private RestCall inPath(RestCall call) {
        String id =
                pick(List.of("global", "Global", ".", "a".repeat(129), RestHarness.encoded(text()), "no-such-usecase"));
        return withTarget(call, call.target().replaceFirst("/usecases/[^/?]+", "/usecases/" + id));
    }

    private RestCall inQuery(RestCall call) {
        return switch (random.nextInt(3)) {
            case 0 -> call;
            case 1 ->
                withParameter(
                        call,
                        pick(List.of(
                                "prefix",
                                "bucket",
                                "user_id",
                                "page_size",
                                "page_token",
                                "from",
                                "to",
                                "actor",
                                "action",
                                "no_such")));
            default -> withParameter(call, RestHarness.encoded(text()));
        };
    }

    private RestCall withParameter(RestCall call, String name) {
        return withTarget(
                call, call.target() + (call.query() == null ? "?" : "&") + name + "=" + RestHarness.encoded(text()));
    }

    private RestCall inBody(RestCall call) {
        if (random.nextInt(10) == 0) {
            return call.body(pick(List.of("[]", "null", "{\"a\":1,\"a\":2}", "{", "\u001b", "{\"a\":\"\\ud800\"}")));
        }
        ObjectNode body = object(call);
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> fields(random.nextInt(40) == 0 ? 50_000 : 1 + random.nextInt(150), body);
            case 2 -> body.put(field(body), text().repeat(1 + random.nextInt(50)));
            case 3 -> body.set(field(body), value());
            case 4 -> body.set(text(), value());
            default -> body.put("f-" + "n".repeat(random.nextInt(140)), "v".repeat(random.nextInt(9_000)));
        }
        return call.body(body.toString());
    }

    /** Adds fields; some have names that are valid for attributes of a use case. */
    private void fields(int count, ObjectNode body) {
        String prefix = random.nextBoolean() ? "attribute.with-a_long:name-" + "n".repeat(random.nextInt(90)) : text();
        boolean nulls = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            if (nulls) {
                body.putNull(prefix + i);
            } else {
                body.put(prefix + i, i);
            }
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(5)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.getNodeFactory().numberNode(random.nextLong());
            case 2 -> JSON.createArrayNode().add(text()).add(1);
            case 3 -> JSON.createObjectNode().put(text(), text());
            default ->
                JSON.createObjectNode().set("deep", JSON.createArrayNode().add(JSON.createObjectNode()));
        };
    }

    private String field(ObjectNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        names.addAll(List.of("bucket", "name", "data_s3_prefix", "account_id", "expires_in"));
        return pick(names);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            text.append(pick(PARTS));
        }
        return text.toString();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static RestCall withTarget(RestCall call, String target) {
        return new RestCall(call.method(), target, call.headers(), call.body());
    }

    private static ObjectNode object(RestCall call) {
        try {
            return (ObjectNode) JSON.readTree(call.body());
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + call, e);
        }
    }
}
