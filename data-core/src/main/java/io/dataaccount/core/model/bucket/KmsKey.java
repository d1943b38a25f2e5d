package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.Region;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A customer managed KMS key as a request names it: the id of a key, an alias such as {@code alias/data}, or the ARN of
 * either. An AWS managed key such as {@code aws/s3} is refused, since its policy lets no other account use it.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">Key identifiers</a>
 */
public record KmsKey(String value) {
    private static final String FIELD = "kms_key_id";

    /** A key id or {@code alias/…}. The aliases of AWS managed keys have the form too, so they are refused first. */
    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}";

    private static final String ALIAS = "alias/[A-Za-z0-9/_-]{1,250}";
    private static final Pattern BARE_ID = Pattern.compile(ID);
    private static final Pattern BARE_ALIAS = Pattern.compile(ALIAS);
    private static final Pattern ARN = Pattern.compile("arn:(?<partition>aws|aws-cn|aws-us-gov):kms:"
            + "(?<region>[a-z0-9-]{1,32}):(?<account>[0-9]{12}):(?:key/(?:" + ID + ")|" + ALIAS + ")");
    private static final Pattern AWS_MANAGED = Pattern.compile("(?:arn:[^:]*:kms:[^:]*:[^:]*:)?(?:alias/)?aws/.*");

    public KmsKey {
        requireNonNull(value, "value is null");
        if (AWS_MANAGED.matcher(value).matches()) {
            throw new InvalidInputException(
                    FIELD,
                    value,
                    "is a key that AWS manages, which no other account can be allowed to use: name a key of your own,"
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
     * @param accounts the accounts whose keys may be used
     * @param region where the bucket is, or null as long as that is not known
     * @throws InvalidInputException if an ARN names another account, or another region or partition than the bucket's
     */
    public void requireIn(Set<AccountId> accounts, @Nullable Region region) {
        Matcher arn = ARN.matcher(value);
        if (!arn.matches()) {
            return; // an id or alias without ARN means one of the bucket's own region
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

    /** Whether a bucket of the account and region that names its key so has this key. */
    boolean isNamedBy(String stored, AccountId account, Region region) {
        return arn(value, account, region).equals(arn(stored, account, region));
    }

    /** An alias stays an alias: which key it stands for is known to KMS only. */
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
