package io.dataaccount.testkit.embedded.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads XML from untrusted clients: document types are refused, so there are no entities and no external resources. */
public final class XmlReader {
    private XmlReader() {}

    /**
     * The root element.
     *
     * @param name the expected local name of the root element
     * @throws AwsErrorException 400 {@code MalformedXML} if the document is not well-formed or has another root element
     */
    public static Element root(byte[] document, String name) {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            // the default handler prints to standard error
            builder.setErrorHandler(new DefaultHandler());
            Element root = builder.parse(new ByteArrayInputStream(document)).getDocumentElement();
            if (!root.getLocalName().equals(name)) {
                throw AwsErrorException.malformedXml();
            }
            return root;
        } catch (SAXException e) {
            throw AwsErrorException.malformedXml();
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("cannot read XML from memory", e);
        }
    }

    /** The child elements with this local name, in order. */
    public static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element && element.getLocalName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    /** The first child element with this local name. */
    public static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    /** The trimmed text of the first child element with this local name. */
    public static Optional<String> text(Element parent, String name) {
        return child(parent, name).map(element -> element.getTextContent().trim());
    }

    /** The trimmed texts of the child elements with this local name, in order. */
    public static List<String> texts(Element parent, String name) {
        return children(parent, name).stream()
                .map(element -> element.getTextContent().trim())
                .toList();
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        return factory;
    }
}
