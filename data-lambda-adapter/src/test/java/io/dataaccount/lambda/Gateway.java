package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.core.rest.QueryString;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Builds the events in which the gateways send a client's requests, from files that are like real events. */
enum Gateway {
    REST_API("rest-api") {
        /** A REST API: the path is as the client sent it, without the stage; the query is decoded. */
        @Override
        void address(ObjectNode event, RestCall call, String path, String query) {
            event.put("path", path).put("httpMethod", call.method());
            context(event).put("path", "/prod" + path).put("httpMethod", call.method());
            event.withObject("/pathParameters").put("proxy", URLDecoder.decode(path.substring(1), UTF_8));
            QueryString.decode(query).forEach((name, values) -> {
                event.withObject("/queryStringParameters").put(name, values.get(values.size() - 1));
                values.forEach(value -> event.withObject("/multiValueQueryStringParameters")
                        .withArray(name)
                        .add(value));
            });
        }

        @Override
        void header(ObjectNode event, String name, String value) {
            event.withObject("/headers").put(name, value);
            event.withObject("/multiValueHeaders").withArray(name).add(value);
        }
    },

    HTTP_API("http-api") {
        /** An HTTP API: decodes the path even though the field is called rawPath, and keeps the stage in it. */
        @Override
        void address(ObjectNode event, RestCall call, String path, String query) {
            String decoded = "/prod" + URLDecoder.decode(path, UTF_8);
            event.put("rawPath", decoded).put("rawQueryString", query);
            context(event).withObject("/http").put("method", call.method()).put("path", decoded);
        }

        @Override
        void header(ObjectNode event, String name, String value) {
            event.withObject("/headers").put(name.toLowerCase(Locale.ROOT), value);
        }
    },

    FUNCTION_URL("function-url") {
        /** A function URL: path and query are as the client sent them. */
        @Override
        void address(ObjectNode event, RestCall call, String path, String query) {
            event.put("rawPath", path).put("rawQueryString", query);
            context(event).withObject("/http").put("method", call.method()).put("path", path);
        }

        @Override
        void header(ObjectNode event, String name, String value) {
            event.withObject("/headers").put(name.toLowerCase(Locale.ROOT), value);
        }
    };

    private static final JsonMapper JSON = new JsonMapper();

    private final String file;

    Gateway(String file) {
        this.file = file;
    }

    abstract void address(ObjectNode event, RestCall call, String path, String query);

    abstract void header(ObjectNode event, String name, String value);

    static ObjectNode context(ObjectNode event) {
        return event.withObject("/requestContext");
    }

    static ObjectNode file(String name) {
        try (InputStream in =
                requireNonNull(Gateway.class.getResourceAsStream("/events/" + name + ".json"), "no such file")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The unchanged event file. */
    ObjectNode event() {
        return file(file);
    }

    ObjectNode event(RestCall call) {
        ObjectNode event = event();
        String[] target = call.target().split("\\?", 2);
        address(event, call, target[0], target.length == 2 ? target[1] : "");
        call.headers().forEach((name, value) -> header(event, name, value));
        if (call.body().length > 0) {
            body(event, call.body(), call.headers().getOrDefault("Content-Type", ""));
        }
        return event;
    }

    /** Gateways send a body with a text type as text, but a JSON string cannot contain bytes that are not UTF-8. */
    private static void body(ObjectNode event, byte[] body, String type) {
        boolean text = type.startsWith("application/json") || type.startsWith("text/");
        try {
            event.put("body", UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            text = false;
        }
        if (!text) {
            event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
        }
    }

    /** The HTTP response that the gateway makes of the function's response. */
    static RecordedResponse response(byte[] json) {
        try {
            JsonNode response = JSON.readTree(json);
            Map<String, String> headers = new LinkedHashMap<>();
            response.get("headers")
                    .properties()
                    .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
            String body = response.get("body").asText();
            return new RecordedResponse(
                    response.get("statusCode").intValue(),
                    headers,
                    response.get("isBase64Encoded").booleanValue()
                            ? Base64.getDecoder().decode(body)
                            : body.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RestCall get(String target) {
        return new RestCall("GET", target, Map.of(), new byte[0]);
    }
}
