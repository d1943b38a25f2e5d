package io.dataaccount.aws.s3;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;

/**
 * A response of S3 in which every element of the SDK's model has a value, and the same response without one of them.
 * The elements are read from the fields of the SDK's classes, so an element that a new version of the SDK adds is among
 * them.
 */
final class ModelledResponse {
    /**
     * @param path the names of the elements around it and its own, such as {@code Contents/Key}
     * @param member whether it is a member of a list; the list without it is another list, and not one without an
     *     element
     * @param text the value; null if it has children
     */
    private record Element(
            String path,
            String name,
            boolean header,
            boolean member,
            @Nullable String text,
            List<Element> children) {
        Stream<Element> all() {
            return Stream.concat(Stream.of(this), children.stream().flatMap(Element::all));
        }

        String xml(@Nullable String dropped) {
            if (path.equals(dropped)) {
                return "";
            }
            StringBuilder content = new StringBuilder(text == null ? "" : text);
            children.forEach(child -> content.append(child.xml(dropped)));
            return "<" + name + ">" + content + "</" + name + ">";
        }
    }

    private final Map<String, String> values;
    private final AtomicInteger number = new AtomicInteger(7000);
    private final boolean payload;
    private final String root;
    private final List<Element> elements;

    /**
     * @param empty a response without elements
     * @param values values of elements by path; the others have one that occurs only once
     */
    ModelledResponse(SdkPojo empty, Map<String, String> values) {
        this.values = values;
        this.payload = empty.sdkFields().stream().anyMatch(field -> field.containsTrait(PayloadTrait.class));
        this.root = empty instanceof GetBucketVersioningResponse ? "VersioningConfiguration" : "Result";
        this.elements = elements(empty, "");
    }

    private List<Element> elements(SdkPojo parent, String path) {
        List<Element> all = new ArrayList<>();
        for (SdkField<?> field : parent.sdkFields()) {
            if (field.marshallingType() != MarshallingType.MAP && field.location() != MarshallLocation.STATUS_CODE) {
                all.add(element(field, path + field.unmarshallLocationName()));
            }
        }
        return all;
    }

    private Element element(SdkField<?> field, String path) {
        String name = field.unmarshallLocationName();
        if (field.marshallingType() != MarshallingType.LIST) {
            return value(field, path, name, false);
        }
        ListTrait list = field.getTrait(ListTrait.class);
        if (list.isFlattened()) {
            return value(list.memberFieldInfo(), path, name, false);
        }
        String member = Optional.ofNullable(list.memberLocationName()).orElse("member");
        return new Element(
                path,
                name,
                false,
                false,
                null,
                List.of(value(list.memberFieldInfo(), path + "/" + member, member, true)));
    }

    private Element value(SdkField<?> field, String path, String name, boolean member) {
        boolean header = field.location() == MarshallLocation.HEADER;
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return new Element(
                    path,
                    name,
                    header,
                    member,
                    null,
                    elements(field.constructor().get(), path + "/"));
        }
        return new Element(path, name, header, member, values.getOrDefault(path, text(field, header)), List.of());
    }

    private String text(SdkField<?> field, boolean header) {
        if (field.marshallingType() == MarshallingType.INSTANT) {
            TimestampFormatTrait format = field.getTrait(TimestampFormatTrait.class);
            return header && (format == null || format.format() == TimestampFormatTrait.Format.RFC_822)
                    ? "Sun, 29 Nov 2026 06:00:00 GMT"
                    : "2026-11-29T06:00:00.000Z";
        }
        if (field.marshallingType() == MarshallingType.BOOLEAN) {
            return "true";
        }
        String unique = "" + number.incrementAndGet();
        return field.marshallingType() == MarshallingType.STRING ? "v" + unique : unique;
    }

    /** The paths of all elements that a response may be without. */
    List<String> paths() {
        return elements.stream()
                .flatMap(Element::all)
                .filter(element -> !element.member())
                .map(Element::path)
                .toList();
    }

    /**
     * The texts of the response without the element, except times and truth values.
     *
     * @param replaced ends of the paths that do not count
     */
    List<String> texts(@Nullable String dropped, Set<String> replaced) {
        String body = body(dropped);
        return elements.stream()
                .flatMap(Element::all)
                .filter(element -> element.text() != null && !element.header())
                .filter(element -> replaced.stream().noneMatch(element.path()::endsWith))
                .map(Element::text)
                .filter(text -> body.contains(">" + text + "<"))
                .filter(text -> !text.equals("true") && !text.contains(":00:00"))
                .toList();
    }

    ScriptedS3.Response without(@Nullable String dropped) {
        Map<String, String> headers = new LinkedHashMap<>();
        elements.stream()
                .filter(element -> element.header()
                        && element.text() != null
                        && !element.path().equals(dropped))
                .forEach(element -> headers.put(element.name(), element.text()));
        return new ScriptedS3.Response(200, body(dropped), headers);
    }

    private String body(@Nullable String dropped) {
        StringBuilder body = new StringBuilder();
        elements.stream().filter(element -> !element.header()).forEach(element -> body.append(element.xml(dropped)));
        return payload ? body.toString() : "<" + root + ">" + body + "</" + root + ">";
    }
}
