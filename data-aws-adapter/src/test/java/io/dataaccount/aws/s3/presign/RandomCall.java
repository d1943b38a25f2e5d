package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PartNumber;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UploadId;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random request to sign, composed of usual values and of values that often break signatures.
 *
 * @param what builds the request, for our signer and for the SDK
 */
record RandomCall(
        What what,
        @Nullable URI endpoint,
        boolean pathStyle,
        Bucket bucket,
        Credentials credentials,
        Instant moment,
        UrlLifetime lifetime,
        ObjectKey key,
        ContentType contentType,
        UploadConditions conditions,
        UploadId uploadId,
        PartNumber part) {
    enum What {
        PUT,
        GET,
        CREATE,
        UPLOAD_PART,
        LIST_PARTS,
        COMPLETE,
        ABORT
    }

    private static final List<String> PIECES = List.of(
            "a", "Z", "0", "-", "_", ".b", "~", " ", "  ", "+", "%", "%20", "%2F", "%2f", "%zz", "&", "=", "?", "#",
            "é", "e\u0301", "日", "😀", "(", ")", "!", "*", "'", "\"", "<", ">", "|", "\\", "^", "`", "{", "}", "[", "]",
            ":", ";", ",", "@", "$", "\u00a0", "\u2028", "\ufeff", "\ufffd", "/x", "/..x", "/ ");
    private static final List<String> NAMES = List.of("my-data", "my.data", "a--b", "0ab", "a.b-c.d", "x".repeat(63));
    private static final List<String> REGIONS = List.of(
            "us-east-1",
            "us-east-1",
            "eu-west-1",
            "ap-southeast-7",
            "mx-central-1",
            "cn-north-1",
            "cn-northwest-1",
            "us-gov-west-1",
            "us-gov-east-1",
            "il-central-1");
    private static final List<String> ENDPOINTS = List.of(
            "http://localhost:9000",
            "http://localhost:9000/",
            "http://localhost:80",
            "https://localhost:443",
            "https://localhost:80",
            "http://S3.Example.COM:8080/base",
            "https://s3.example.com/a/b-c_d.e~f/",
            "https://s3.dualstack.eu-west-1.amazonaws.com");
    private static final List<String> TYPES = List.of(
            "application/octet-stream",
            "image/jpeg",
            "text/plain; charset=utf-8",
            "a/b;c=\"d e\"",
            "text/csv ; header=present",
            "x/y;z='+%~'",
            "Text/HTML");

    static RandomCall of(Random random) {
        boolean custom = random.nextInt(3) == 0;
        return new RandomCall(
                what(random),
                custom ? URI.create(one(random, ENDPOINTS)) : null,
                random.nextInt(3) == 0,
                new Bucket(new BucketName(one(random, NAMES)), new Region(one(random, REGIONS))),
                credentials(random),
                Instant.ofEpochSecond(random.nextLong(0, 4_102_444_800L)),
                lifetime(random),
                key(random),
                type(random),
                conditions(random),
                uploadId(random),
                part(random));
    }

    /** Another request of the same batch. */
    RandomCall next(Random random) {
        return new RandomCall(
                what(random),
                endpoint,
                pathStyle,
                bucket,
                credentials,
                moment,
                lifetime,
                key(random),
                random.nextBoolean() ? contentType : type(random),
                random.nextBoolean() ? conditions : conditions(random),
                random.nextBoolean() ? uploadId : uploadId(random),
                part(random));
    }

    private static What what(Random random) {
        return random.nextInt(3) == 0 ? What.PUT : one(random, List.of(What.values()));
    }

    private static ContentType type(Random random) {
        return new ContentType(one(random, TYPES));
    }

    private static UploadId uploadId(Random random) {
        return new UploadId(visibleAscii(random, 1 + random.nextInt(random.nextInt(8) == 0 ? 1024 : 80)));
    }

    private static PartNumber part(Random random) {
        return new PartNumber(1 + random.nextInt(10_000));
    }

    private static Credentials credentials(Random random) {
        @Nullable String token = null;
        if (random.nextBoolean()) {
            byte[] bytes = new byte[1 + random.nextInt(1200)];
            random.nextBytes(bytes);
            token = random.nextInt(4) == 0
                    ? visibleAscii(random, bytes.length)
                    : Base64.getEncoder().encodeToString(bytes);
        }
        String edge = random.nextInt(8) == 0 ? " " : "";
        return new Credentials(
                edge + "AKIA" + visibleAscii(random, 16),
                edge + visibleAscii(random, 1 + random.nextInt(80)) + edge,
                token == null ? null : edge + token,
                null);
    }

    private static UrlLifetime lifetime(Random random) {
        return new UrlLifetime(
                switch (random.nextInt(8)) {
                    case 0 -> 1;
                    case 1 -> UrlLifetime.MAX_SECONDS;
                    default -> 1 + random.nextInt((int) UrlLifetime.MAX_SECONDS);
                });
    }

    private static ObjectKey key(Random random) {
        int bytes = 1 + random.nextInt(random.nextInt(8) == 0 ? 1024 : 60);
        StringBuilder key = new StringBuilder();
        while (true) {
            String piece = random.nextInt(3) == 0 ? anyLetter(random) : one(random, PIECES);
            if (piece.startsWith("/") && key.isEmpty()) {
                continue;
            }
            if (utf8(key + piece) > bytes) {
                return new ObjectKey(key.isEmpty() ? "k" : key.toString());
            }
            key.append(piece);
        }
    }

    private static String anyLetter(Random random) {
        while (true) {
            int letter = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
            boolean noncharacter = (letter & 0xFFFE) == 0xFFFE || (letter >= 0xFDD0 && letter <= 0xFDEF);
            if (!noncharacter
                    && !Character.isISOControl(letter)
                    && Character.getType(letter) != Character.SURROGATE
                    && letter != '/'
                    && letter != '.') {
                return Character.toString(letter);
            }
        }
    }

    private static UploadConditions conditions(Random random) {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return new UploadConditions(
                random.nextBoolean() ? random.nextLong(5L << 30) : null,
                random.nextBoolean() ? Base64.getEncoder().encodeToString(hash) : null,
                random.nextBoolean());
    }

    private static String visibleAscii(Random random, int length) {
        return random.ints(length, '!', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    RandomCall at(Instant other) {
        return new RandomCall(
                what,
                endpoint,
                pathStyle,
                bucket,
                credentials,
                other,
                lifetime,
                key,
                contentType,
                conditions,
                uploadId,
                part);
    }

    Upload upload() {
        return new Upload(key, contentType, conditions);
    }

    /** A request that no port needs yet. */
    UrlRequest get() {
        return new UrlRequest("GET", key, List.of(), Headers.NONE);
    }

    MultipartRequest multipart() {
        return switch (what) {
            case PUT, GET -> throw new IllegalStateException("not of an upload in parts");
            case CREATE -> new MultipartRequest.Create(key, contentType);
            case UPLOAD_PART -> new MultipartRequest.UploadPart(key, uploadId, part);
            case LIST_PARTS -> new MultipartRequest.ListParts(key, uploadId);
            case COMPLETE -> new MultipartRequest.Complete(key, uploadId, conditions.overwrite());
            case ABORT -> new MultipartRequest.Abort(key, uploadId);
        };
    }
}
