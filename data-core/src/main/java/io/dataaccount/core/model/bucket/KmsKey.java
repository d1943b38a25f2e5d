package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.Partition;
import io.dataaccount.core.model.account.Region;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A customer managed KMS key as a request names it: the id of a key, an alias such as {@code alias/data}, or the ARN of
 * a key or an alias. An AWS managed key such as {@code aws/s3} is refused, because its policy does not let another
 * account use it.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">Key identifiers</a>
 */
public record KmsKey(String value) {
    private static final String FIELD = "kms_key_id";

    /** A key id. Aliases of AWS managed keys match {@link #ALIAS}, so they are refused before the form is checked. */
    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}";

    private static final String ALIAS = "alias/[A-Za-z0-9/_-]{1,250}";
    private static final Pattern BARE_ID = Pattern.compile(ID);
    private static final Pattern BARE_ALIAS = Pattern.compile(ALIAS);
    private static final Pattern ARN = Pattern.compile("arn:(?<partition>" + Partition.FORM + "):kms:"
            + "(?<region>[A-Za-z0-9-]{1,63}):(?<account>[0-9]{12}):(?:key/(?:" + ID + ")|" + ALIAS + ")");
    private static final Pattern AWS_MANAGED = Pattern.compile("(?:arn:[^:]*:kms:[^:]*:[^:]*:)?(?:alias/)?aws/.*");

    /**
     * @throws InvalidInputException {@code kms_key_id}, if the value has none of these forms or names an AWS managed
     *     key
     */
    public KmsKey {
        requireNonNull(value, "value is null");
        if (AWS_MANAGED.matcher(value).matches()) {
            throw new InvalidInputException(
                    FIELD,
                    value,
                    "is an AWS managed key, which other accounts cannot use: name a customer managed key,"
                            + " or leave kms_key_id out for a new bucket to use aws/s3");
        }
        if (!BARE_ID.matcher(value).matches()
                && !BARE_ALIAS.matcher(value).matches()
                && !ARN.matcher(value).matches()) {
            throw new InvalidInputException(
                    FIELD,
                    value,
                    "must be the id of a KMS key, an alias such as alias/data, or the ARN of a key or an alias");
        }
    }

    /**
     * Checks that the key may be used for a bucket. A key id or alias that is not an ARN always passes.
     *
     * @param accounts the accounts whose keys may be used
     * @param region the region of the bucket, or null while it is not known
     * @throws InvalidInputException {@code kms_key_id}, if an ARN names another account, or another region or partition
     *     than the bucket's
     */
    public void requireIn(Set<AccountId> accounts, @Nullable Region region) {
        Matcher arn = ARN.matcher(value);
        if (!arn.matches()) {
            return; // S3 looks up a key id or alias in the region of the bucket
        }
        AccountId account = new AccountId(arn.group("account"));
        if (!accounts.contains(account)) {
            throw new InvalidInputException(
                    FIELD,
                    value,
                    "is a key of account " + account
                            + ", which is neither the data account nor the use case's account: name a key of one of"
                            + " them, since the owner of a key can make everything unreadable that it encrypts");
        }
        if (region != null
                && !(arn.group("region").equals(region.value())
                        && arn.group("partition").equals(region.partition().id()))) {
            throw new InvalidInputException(
                    FIELD,
                    value,
                    "is not a key of region " + region + " and partition "
                            + region.partition().id() + ": S3 takes a key of the bucket's region only");
        }
    }

    /** Whether the key id that a bucket of this account and region stores is this key. */
    boolean isNamedBy(String stored, AccountId account, Region region) {
        return arn(value, account, region).equals(arn(stored, account, region));
    }

    /** The key as an ARN. An alias stays an alias, because only KMS knows which key it points to. */
    private static String arn(String key, AccountId account, Region region) {
        return prefixOfBare(key)
                .map(prefix -> "arn:" + region.partition().id() + ":kms:" + region + ":" + account + ":" + prefix + key)
                .orElse(key);
    }

    private static Optional<String> prefixOfBare(String key) {
        if (BARE_ID.matcher(key).matches()) {
            return Optional.of("key/");
        }
        return BARE_ALIAS.matcher(key).matches() ? Optional.of("") : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
