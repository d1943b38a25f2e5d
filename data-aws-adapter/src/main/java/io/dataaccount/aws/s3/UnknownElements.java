package io.dataaccount.aws.s3;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * Finds elements of a response that the SDK's model of S3 does not have. The SDK drops them when it reads the response.
 * Other servers have some of their own, such as a lifecycle rule with {@code AllVersionsExpiration}, and S3 gets new ones.
 */
final class UnknownElements {
    private UnknownElements() {}

    /**
     * The name of the first element that the model does not have. Empty if there is none, or if the body is not XML, which
     * the SDK will say.
     *
     * @param fields the fields of the SDK's response
     */
    static Optional<String> first(byte[] body, List<SdkField<?>> fields) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
            xml.nextTag();
            return Optional.ofNullable(in(xml, fields));
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    /** Reads to the end of the present element. */
    private static @Nullable String in(XMLStreamReader xml, List<SdkField<?>> fields) throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT) {
                return null;
            }
            if (event == XMLStreamReader.START_ELEMENT) {
                String name = xml.getLocalName();
                Optional<SdkField<?>> field = fields.stream()
                        .filter(each -> each.location() == MarshallLocation.PAYLOAD
                                && each.unmarshallLocationName().equals(name))
                        .findFirst();
                String unknown = field.isEmpty() ? name : inField(xml, field.get());
                if (unknown != null) {
                    return unknown;
                }
            }
        }
        return null;
    }

    private static @Nullable String inField(XMLStreamReader xml, SdkField<?> field) throws XMLStreamException {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return in(xml, field.constructor().get().sdkFields());
        }
        if (field.marshallingType() != MarshallingType.LIST) {
            skip(xml);
            return null;
        }
        SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
        return field.getTrait(ListTrait.class).isFlattened() ? inField(xml, member) : in(xml, List.of(member));
    }

    private static void skip(XMLStreamReader xml) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            depth += event == XMLStreamReader.START_ELEMENT ? 1 : event == XMLStreamReader.END_ELEMENT ? -1 : 0;
        }
    }
}
