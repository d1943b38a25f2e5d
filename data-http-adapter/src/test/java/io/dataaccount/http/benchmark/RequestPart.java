package io.dataaccount.http.benchmark;

import java.util.List;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/** Parts of the work for a batch, recognised by the methods on the stack. */
enum RequestPart {
    HASHING("signing: hashing", "sun.security.provider.SHA2", "sun.security.provider.DigestBase"),
    SIGNING("signing: everything else", "io.dataaccount.aws.s3.presign."),
    WRITING(
            "writing JSON",
            "io.dataaccount.aws.json.JacksonWriter",
            "io.dataaccount.aws.json.JacksonCodec#write",
            "io.dataaccount.core.json.JsonCodec"),
    READING("reading JSON", "io.dataaccount.aws.json.JacksonCodec#"),
    ANSWER(
            "the response's tree",
            "io.dataaccount.core.rest.BatchJson#granted",
            "io.dataaccount.core.rest.BatchJson#row",
            "io.dataaccount.core.rest.BatchJson$Rows",
            "io.dataaccount.core.rest.JsonObjectBuilder"),
    CHECKING(
            "checking the files",
            "io.dataaccount.core.model.",
            "io.dataaccount.core.rest.BatchJson#",
            "io.dataaccount.core.rest.RequestFields",
            "io.dataaccount.core.rest.UploadJson"),
    TEXT("checking the text of the body", "io.dataaccount.core.rest.RequestReader#"),
    LOGS("logs", "io.dataaccount.core.audit.JsonLinesAuditLog", "ch.qos.logback.", "org.slf4j."),
    METRICS(
            "metrics",
            "io.micrometer.",
            "io.prometheus.",
            "io.dataaccount.http.observe.",
            "io.dataaccount.aws.MeteredPresigner"),
    USE_CASE(
            "use case, sessions and stores",
            "io.dataaccount.core.",
            "io.dataaccount.aws.",
            "io.dataaccount.testkit.",
            "org.sqlite.",
            "software.amazon.awssdk."),
    SERVER("HTTP server", "org.eclipse.jetty.", "io.javalin.", "io.dataaccount.http."),
    OTHER("everything else");

    private final String title;
    private final List<String> marks;

    /** @param marks prefixes of {@code package.Class#method} */
    RequestPart(String title, String... marks) {
        this.title = title;
        this.marks = List.of(marks);
    }

    /**
     * The part of the innermost frame that belongs to any part. If several parts match a frame, the first one counts.
     */
    static RequestPart of(@Nullable RecordedStackTrace stack) {
        if (stack == null) {
            return OTHER;
        }
        for (RecordedFrame frame : stack.getFrames()) {
            String name = name(frame);
            for (RequestPart part : values()) {
                if (part.marks.stream().anyMatch(name::startsWith)) {
                    return part;
                }
            }
        }
        return OTHER;
    }

    /** The name of the method in the form {@code package.Class#method}. */
    static String name(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        return method.getType().getName() + "#" + method.getName();
    }

    String title() {
        return title;
    }
}
