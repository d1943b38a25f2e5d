package io.dataaccount.testkit.embedded.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class XmlReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<Tagging>",
                "<Other/>",
                "<!DOCTYPE Tagging [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Tagging>&e;</Tagging>",
                "<!DOCTYPE Tagging [<!ENTITY e \"lol\">]><Tagging>&e;</Tagging>",
                "<!DOCTYPE Tagging SYSTEM \"http://127.0.0.1:1/x.dtd\"><Tagging/>",
                "<Tagging><Key>\u0001</Key></Tagging>"
            })
    void root_ofAMalformedOrDifferentDocument_fails(String document) {
        assertThatExceptionOfType(AwsErrorException.class)
                .isThrownBy(() -> XmlReader.root(document.getBytes(UTF_8), "Tagging"))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("MalformedXML"));
    }

    @Test
    void text_writtenByXmlText_isReadUnchanged() {
        String value = "a & b < c > \"d\" 'e' \r\n\t ü 日本 \uD83D\uDE00";
        String document = new XmlText()
                .open("Root", XmlText.S3)
                .leaf("Leaf", "|" + value + "|")
                .close("Root")
                .toString();
        Element root = XmlReader.root(document.getBytes(UTF_8), "Root");
        assertThat(XmlReader.text(root, "Leaf")).contains("|" + value + "|");
        assertThat(XmlReader.text(root, "Other")).isEmpty();
    }
}
