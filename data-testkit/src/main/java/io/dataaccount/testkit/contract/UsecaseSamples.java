package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Use cases for tests: minimal, complete, and random. */
final class UsecaseSamples {
    static final Instant T0 = Instant.parse("2026-11-24T08:15:30.123Z");

    private static final AccountId ACCOUNT = new AccountId("012345678901");
    private static final AccountId DATA_ACCOUNT = new AccountId("111122223333");
    private static final List<String> WORDS =
            List.of("owner", "cost center", "a.b", "#tag", ":v", "größe", "日本", "😀", "tags", "data", "0", "é");

    private UsecaseSamples() {}

    static Usecase minimal() {
        AccountRole accountRole = new AccountRole(ACCOUNT, null, null);
        return new Usecase(UsecaseId.random(), "Least", accountRole, null, null, DataAccount.UNSET, Map.of(), T0, T0);
    }

    static Usecase complete() {
        return new Usecase(
                UsecaseId.random(),
                "Everything, größer “als” 日本 😀",
                new AccountRole(ACCOUNT, role(ACCOUNT, "Portal"), new ExternalId("portal-external-id")),
                new BucketName("usecase-bucket"),
                role(ACCOUNT, "SageMaker"),
                new DataAccount(
                        DATA_ACCOUNT,
                        role(DATA_ACCOUNT, "DataAccess"),
                        new ExternalId("data+ext=id,@:/-"),
                        new BucketName("data-bucket"),
                        new Prefix("team-a/raw")),
                everyKindOfAttribute(),
                T0.minusMillis(1),
                T0.plusMillis(999));
    }

    static Usecase random(Random random) {
        return new Usecase(
                UsecaseId.random(),
                word(random) + random.nextInt(),
                new AccountRole(
                        ACCOUNT,
                        maybe(random, role(ACCOUNT, "R" + random.nextInt(9))),
                        maybe(random, new ExternalId("ext-" + random.nextInt(99)))),
                maybe(random, new BucketName("bucket-" + random.nextInt(99))),
                maybe(random, role(ACCOUNT, "S")),
                new DataAccount(
                        maybe(random, DATA_ACCOUNT),
                        maybe(random, role(DATA_ACCOUNT, "D")),
                        maybe(random, new ExternalId("data-" + random.nextInt(99))),
                        maybe(random, new BucketName("data-" + random.nextInt(99))),
                        maybe(random, new Prefix("p/" + random.nextInt(9)))),
                attributes(random),
                T0.plusMillis(random.nextInt()),
                T0.plusMillis(random.nextInt()));
    }

    private static Map<String, Object> everyKindOfAttribute() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("empty", "");
        all.put("text", "line\nbreak \"quoted\" \\ \u0001 ' ; DROP TABLE usecases; -- 😀");
        all.put("int", -7);
        all.put("long", Long.MIN_VALUE);
        all.put("beyond long", new BigInteger("12345678901234567890123456789012345678"));
        all.put("beyond double", new BigDecimal("0.12345678901234567890123456789012345678"));
        all.put("tiny", new BigDecimal("-1E-120"));
        all.put("money", new BigDecimal("19.90"));
        all.put("yes", true);
        all.put("no", false);
        all.put("flat map", Map.of("a.b", "x", "n", 1.5, "b", true));
        all.put("empty map", Map.of());
        all.put("list", List.of("b", "a", 3, false, "b"));
        all.put("empty list", List.of());
        return all;
    }

    private static Map<String, Object> attributes(Random random) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            attributes.put(word(random), random.nextBoolean() ? scalar(random) : collection(random));
        }
        return attributes;
    }

    private static Object collection(Random random) {
        List<Object> list = new ArrayList<>();
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(scalar(random));
            map.put(word(random), scalar(random));
        }
        return random.nextBoolean() ? list : map;
    }

    private static Object scalar(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> word(random).repeat(random.nextInt(3));
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            default -> new BigDecimal(new BigInteger(120, random), random.nextInt(60) - 30);
        };
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextBoolean() ? value : null;
    }

    private static RoleArn role(AccountId account, String name) {
        return new RoleArn("arn:aws:iam::" + account + ":role/" + name);
    }
}
