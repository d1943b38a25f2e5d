package io.dataaccount.aws.s3.presign;

import io.dataaccount.aws.s3.presign.SigningContext.QueryTemplate;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs with SigV4 and a {@link SigningContext}. For each URL it encodes the key, hashes the canonical request and
 * computes one HMAC. It copies everything else. For use by one thread, because it reuses its buffers.
 */
final class SigV4Signer implements UrlSigner {
    private final SigningContext context;
    private final Map<String, QueryTemplate> templates = new HashMap<>();

    /** Headers of the last request and the texts built from them. Headers are immutable, so identity means equality. */
    private @Nullable Headers latest;

    private @Nullable QueryTemplate latestTemplate;
    private final AsciiBuffer latestTail = new AsciiBuffer(512);

    private final Sha256 sha256 = new Sha256();
    private final byte[] hash = new byte[Sha256.LENGTH];
    private final byte[] innerText;
    private final int innerHead;
    private final byte[] outerText;

    private final AsciiBuffer canonical = new AsciiBuffer(4096);
    private final AsciiBuffer url = new AsciiBuffer(4096);
    private final int pathStart;
    private final int keyStart;

    SigV4Signer(SigningContext context) {
        this.context = context;
        byte[] inner = context.innerText();
        this.innerHead = inner.length;
        this.innerText = Arrays.copyOf(inner, innerHead + 2 * Sha256.LENGTH);
        this.outerText = context.outerText();
        S3Endpoint endpoint = context.endpoint();
        url.put(endpoint.scheme()).put("://").put(endpoint.authority());
        this.pathStart = url.length();
        url.put(endpoint.path());
        this.keyStart = url.length();
    }

    @Override
    public String sign(UrlRequest request) {
        return signed(request).toString();
    }

    @Override
    public void write(UrlRequest request, OutputStream out) throws IOException {
        signed(request).writeTo(out);
    }

    private AsciiBuffer signed(UrlRequest request) {
        QueryTemplate template = queryTemplate(request.headers());
        url.truncate(keyStart).putPath(request.key().value());
        canonical.clear().put(request.method()).put('\n').put(url.array(), pathStart, url.length());
        canonical.put('\n').put(template.canonicalQuery());
        url.put('?');
        for (int i = 0; i < request.query().size(); i++) {
            put(request.query().get(i));
        }
        canonical.put(latestTail.array(), 0, latestTail.length());
        sha256.hash(canonical.array(), canonical.length(), hash, 0);
        return url.put(template.urlQuery()).putHex(signature());
    }

    /** Appends a parameter: after those of the signature in the canonical request, and before them in the URL. */
    private void put(Parameter parameter) {
        canonical.put('&').putValue(parameter.name()).put('=');
        url.putValue(parameter.name());
        String value = parameter.value();
        if (value != null) {
            canonical.putValue(value);
            url.put('=').putValue(value);
        }
        url.put('&');
    }

    private byte[] signature() {
        AsciiBuffer.hex(hash, innerText, innerHead);
        sha256.hash(innerText, innerText.length, outerText, Sha256.BLOCK);
        sha256.hash(outerText, outerText.length, hash, 0);
        return hash;
    }

    @SuppressWarnings("ReferenceEquality") // a comparison of values would cost what the reuse saves
    private QueryTemplate queryTemplate(Headers headers) {
        QueryTemplate template = latestTemplate;
        if (template == null || headers != latest) {
            String names = headers.names().joined();
            template = templates.get(names);
            if (template == null) {
                template = context.queryTemplate(names);
                templates.put(names, template);
            }
            putTail(headers);
            latest = headers;
            latestTemplate = template;
        }
        return template;
    }

    /** Builds the part of the canonical request after the query. */
    private void putTail(Headers headers) {
        latestTail.clear().put('\n');
        int next = 0;
        for (String name : headers.names().sorted()) {
            boolean host = name.equals(HeaderNames.HOST);
            latestTail.put(name).put(':');
            latestTail.put(
                    host ? context.endpoint().authority() : headers.values().get(next++));
            latestTail.put('\n');
        }
        latestTail.put('\n').put(headers.names().joined()).put("\nUNSIGNED-PAYLOAD");
    }
}
