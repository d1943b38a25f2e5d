package io.dataaccount.testkit.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.auth.Principal;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.Digests;
import io.dataaccount.testkit.embedded.http.EmbeddedResponses;
import io.dataaccount.testkit.embedded.http.RawQuery;
import io.dataaccount.testkit.embedded.http.XmlText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the buckets of the caller's account, ordered by name and in pages. */
final class EmbeddedListBuckets {
    private static final int MAX_BUCKETS = 10_000;

    private final Buckets buckets;

    EmbeddedListBuckets(Buckets buckets) {
        this.buckets = buckets;
    }

    void respond(S3Request request, Principal principal, HttpServletResponse response) throws IOException {
        RawQuery query = request.query();
        int max = maxBuckets(query);
        String prefix = query.first("prefix").orElse("");
        Optional<String> after = query.first("continuation-token").map(EmbeddedListBuckets::name);
        Optional<String> region = query.first("bucket-region");
        List<EmbeddedBucket> found = buckets.ownedBy(principal.accountId()).stream()
                .filter(each -> each.name().startsWith(prefix))
                .filter(each -> region.map(each.region()::equals).orElse(true))
                .filter(each ->
                        after.map(name -> each.name().compareTo(name) > 0).orElse(true))
                .limit(max + 1L)
                .toList();
        List<EmbeddedBucket> page = found.subList(0, Math.min(max, found.size()));
        // S3 returns regions only if the request has one of the newer parameters
        boolean withRegions = Stream.of("max-buckets", "prefix", "continuation-token", "bucket-region")
                .anyMatch(query::has);
        XmlText text = new XmlText()
                .open("ListAllMyBucketsResult", XmlText.S3)
                .open("Owner")
                .leaf("ID", Digests.sha256Hex(principal.accountId().getBytes(UTF_8)))
                .close("Owner")
                .open("Buckets");
        page.forEach(each -> write(text, each, withRegions));
        text.close("Buckets");
        if (!prefix.isEmpty()) {
            text.leaf("Prefix", prefix);
        }
        if (found.size() > page.size()) {
            text.leaf("ContinuationToken", token(page.get(page.size() - 1).name()));
        }
        EmbeddedResponses.xml(response, text.close("ListAllMyBucketsResult"));
    }

    private static void write(XmlText text, EmbeddedBucket bucket, boolean withRegion) {
        text.open("Bucket")
                .leaf("Name", bucket.name())
                .leaf(
                        "CreationDate",
                        bucket.created().truncatedTo(ChronoUnit.SECONDS).toString());
        if (withRegion) {
            text.leaf("BucketRegion", bucket.region());
        }
        text.close("Bucket");
    }

    private static int maxBuckets(RawQuery query) {
        Optional<String> given = query.first("max-buckets");
        if (given.isEmpty()) {
            return MAX_BUCKETS;
        }
        if (given.get().matches("\\d{1,5}")) {
            int max = Integer.parseInt(given.get());
            if (max >= 1 && max <= MAX_BUCKETS) {
                return max;
            }
        }
        throw AwsErrorException.invalidArgument("Argument max-buckets must be an integer between 1 and " + MAX_BUCKETS);
    }

    private static String token(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
    }

    private static String name(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsErrorException.invalidArgument("The continuation token provided is incorrect");
        }
    }
}
