package io.dataaccount.testkit.embedded.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.XmlReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** The rules of S3 for the documents of bucket settings. */
final class SettingRules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CORS_METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");
    private static final Set<String> OWNERSHIPS = Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");
    private static final List<String> BLOCKS =
            List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");
    private static final int MAX_POLICY_BYTES = 20 * 1024;

    private SettingRules() {}

    /** @throws AwsErrorException 400 with the error code of S3 if the document is not valid for the setting */
    static void check(EmbeddedBucketSetting setting, byte[] document) {
        if (setting == EmbeddedBucketSetting.POLICY) {
            policy(document);
            return;
        }
        Element root = XmlReader.root(document, setting.rootElement());
        switch (setting) {
            case CORS -> cors(root);
            case ENCRYPTION -> encryption(root);
            case LIFECYCLE -> lifecycle(root);
            case OWNERSHIP -> ownership(root);
            case PUBLIC_ACCESS_BLOCK -> publicAccessBlock(root);
            case TAGGING -> tagging(root);
            case VERSIONING -> require(List.of("Enabled", "Suspended").contains(text(root, "Status")));
            case POLICY -> throw new IllegalStateException("a policy is not XML");
        }
    }

    private static void cors(Element root) {
        List<Element> rules = XmlReader.children(root, "CORSRule");
        require(!rules.isEmpty() && rules.size() <= 100);
        for (Element rule : rules) {
            List<String> methods = XmlReader.texts(rule, "AllowedMethod");
            List<String> origins = XmlReader.texts(rule, "AllowedOrigin");
            require(!methods.isEmpty() && !origins.isEmpty());
            for (String method : methods) {
                if (!CORS_METHODS.contains(method)) {
                    throw invalidRequest(
                            "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
                }
            }
            for (String origin : origins) {
                if (origin.indexOf('*') != origin.lastIndexOf('*')) {
                    throw invalidRequest("AllowedOrigin \"" + origin + "\" can not have more than one wildcard.");
                }
            }
            for (String header : XmlReader.texts(rule, "AllowedHeader")) {
                if (header.indexOf('*') != header.lastIndexOf('*')) {
                    throw invalidRequest("AllowedHeader \"" + header + "\" can not have more than one wildcard.");
                }
            }
            for (String header : XmlReader.texts(rule, "ExposeHeader")) {
                if (header.contains("*")) {
                    throw invalidRequest("ExposeHeader \"" + header
                            + "\" contains wildcard. We currently do not support" + " wildcard for ExposeHeader.");
                }
            }
        }
    }

    private static void encryption(Element root) {
        List<Element> rules = XmlReader.children(root, "Rule");
        require(rules.size() == 1);
        Element standard = XmlReader.child(rules.get(0), "ApplyServerSideEncryptionByDefault")
                .orElseThrow(AwsErrorException::malformedXml);
        String algorithm = text(standard, "SSEAlgorithm");
        require(List.of("AES256", "aws:kms", "aws:kms:dsse").contains(algorithm));
        if (algorithm.equals("AES256")
                && XmlReader.child(standard, "KMSMasterKeyID").isPresent()) {
            throw AwsErrorException.invalidArgument(
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms");
        }
    }

    private static void lifecycle(Element root) {
        List<Element> rules = XmlReader.children(root, "Rule");
        require(!rules.isEmpty() && rules.size() <= 1000);
        Set<String> ids = new HashSet<>();
        boolean first = XmlReader.child(rules.get(0), "Filter").isPresent();
        for (Element rule : rules) {
            require(List.of("Enabled", "Disabled").contains(text(rule, "Status")));
            boolean hasFilter = XmlReader.child(rule, "Filter").isPresent();
            require(hasFilter != XmlReader.child(rule, "Prefix").isPresent());
            if (hasFilter != first) {
                throw invalidRequest(mixedForms(first));
            }
            if (!XmlReader.text(rule, "ID").map(ids::add).orElse(true)) {
                throw AwsErrorException.invalidArgument("Rule ID must be unique. Found same ID for more than one rule");
            }
        }
    }

    /**
     * A document has rules with a filter, or older rules with a prefix outside of a filter, but not both.
     *
     * @see <a href="https://github.com/hashicorp/terraform-provider-aws/issues/23299">An error of S3 in both directions</a>
     */
    private static String mixedForms(boolean firstHasFilter) {
        return firstHasFilter
                ? "Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the Filter."
                : "Filter element can only be used in Lifecycle V2.";
    }

    private static void ownership(Element root) {
        List<Element> rules = XmlReader.children(root, "Rule");
        require(rules.size() == 1 && OWNERSHIPS.contains(text(rules.get(0), "ObjectOwnership")));
    }

    private static void publicAccessBlock(Element root) {
        for (String each : BLOCKS) {
            require(XmlReader.text(root, each)
                    .map(value -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"))
                    .orElse(true));
        }
    }

    private static void tagging(Element root) {
        Element set = XmlReader.child(root, "TagSet").orElseThrow(AwsErrorException::malformedXml);
        List<Element> tags = XmlReader.children(set, "Tag");
        Set<String> keys = new HashSet<>();
        for (Element tag : tags) {
            String key = text(tag, "Key");
            String value = text(tag, "Value");
            if (!keys.add(key)) {
                throw invalidTag("Cannot provide multiple Tags with the same key");
            }
            if (key.isEmpty() || key.length() > 128 || key.startsWith("aws:")) {
                throw invalidTag("The TagKey you have provided is invalid");
            }
            if (value.length() > 256) {
                throw invalidTag("The TagValue you have provided is invalid");
            }
        }
        if (tags.size() > 50) {
            throw new AwsErrorException(400, "BadRequest", "Bucket tag count cannot be greater than 50");
        }
    }

    private static void policy(byte[] document) {
        try {
            JsonNode policy = JSON.readTree(document);
            if (document.length <= MAX_POLICY_BYTES && policy.isObject() && policy.has("Statement")) {
                return;
            }
        } catch (JsonProcessingException e) {
            throw malformedPolicy();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read JSON from memory", e);
        }
        throw malformedPolicy();
    }

    private static AwsErrorException malformedPolicy() {
        return new AwsErrorException(
                400, "MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'");
    }

    private static String text(Element parent, String name) {
        return XmlReader.text(parent, name).orElseThrow(AwsErrorException::malformedXml);
    }

    private static void require(boolean valid) {
        if (!valid) {
            throw AwsErrorException.malformedXml();
        }
    }

    private static AwsErrorException invalidRequest(String errorMessage) {
        return new AwsErrorException(400, "InvalidRequest", errorMessage);
    }

    private static AwsErrorException invalidTag(String errorMessage) {
        return new AwsErrorException(400, "InvalidTag", errorMessage);
    }
}
