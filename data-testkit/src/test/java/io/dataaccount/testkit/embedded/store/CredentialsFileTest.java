package io.dataaccount.testkit.embedded.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dataaccount.testkit.embedded.Cloud;
import io.dataaccount.testkit.embedded.EmbeddedAws;
import io.dataaccount.testkit.embedded.EmbeddedAwsConfig;
import io.dataaccount.testkit.embedded.Refusal;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** The keys of an embedded AWS, and the file that stores them. */
class CredentialsFileTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("credentials");
    }

    @Test
    void keys_ofTwoDirectories_differAndHaveTheFormatOfAws() {
        Set<String> keys = new HashSet<>();
        for (String name : List.of("one", "other", "third")) {
            try (EmbeddedAws aws = EmbeddedAws.start(directory.resolve(name))) {
                assertThat(aws.user().accountId()).isEqualTo("111111111111");
                assertThat(aws.user().accessKeyId()).matches("AKIA[A-Z2-7]{16}");
                assertThat(aws.user().secretAccessKey()).matches("[A-Za-z0-9/+]{40}");
                keys.add(aws.user().accessKeyId());
                keys.add(aws.user().secretAccessKey());
            }
        }
        assertThat(keys).hasSize(6);
    }

    @Test
    void constantKeys_ofEarlierVersions_areUnknown() {
        EmbeddedUser known =
                new EmbeddedUser("111111111111", "AKIALOCALDATAACCOUNT", "local-secret-access-key-of-no-value");
        try (Cloud cloud = new Cloud(directory)) {
            AwsCredentials old = software.amazon.awssdk.auth.credentials.AwsBasicCredentials.create(
                    known.accessKeyId(), known.secretAccessKey());
            assertThat(Refusal.of(() -> cloud.s3(old, "us-east-1").listBuckets()))
                    .isEqualTo(new Refusal(403, "InvalidAccessKeyId"));
            assertThat(Refusal.of(() -> cloud.sts(old).getCallerIdentity()))
                    .isEqualTo(new Refusal(403, "InvalidClientTokenId"));
        }
    }

    @Test
    void file_isReadableOnlyByItsOwner() throws IOException {
        EmbeddedAws.start(directory).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("credentials.new")).doesNotExist();
    }

    @Test
    void file_isReadByTheSdk() {
        try (EmbeddedAws aws = EmbeddedAws.start(directory);
                ProfileCredentialsProvider provider = ProfileCredentialsProvider.builder()
                        .profileFile(ProfileFile.builder()
                                .content(file())
                                .type(ProfileFile.Type.CREDENTIALS)
                                .build())
                        .build()) {
            AwsCredentials read = provider.resolveCredentials();
            assertThat(read.accessKeyId()).isEqualTo(aws.user().accessKeyId());
            assertThat(read.secretAccessKey()).isEqualTo(aws.user().secretAccessKey());
        }
    }

    @Test
    void start_again_hasTheSameKeys() throws IOException {
        EmbeddedUser first = user();
        String text = Files.readString(file());
        assertThat(user()).isEqualTo(first);
        assertThat(file()).hasContent(text);
    }

    @Test
    void start_withADirectoryOfAnEarlierVersion_createsTheFile() throws IOException {
        EmbeddedUser first = user();
        Files.delete(file());
        assertThat(user()).isNotEqualTo(first);
        assertThat(file()).exists();
    }

    @Test
    void start_afterACrashWhileTheFileWasWritten_createsTheFile() throws IOException {
        Files.writeString(directory.resolve("credentials.new"), "[default]\naws_access");
        EmbeddedUser user = user();
        assertThat(user()).isEqualTo(user);
        assertThat(directory.resolve("credentials.new")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void file_thatOthersMayRead_isProtectedAndAWarningIsLogged() throws IOException {
        EmbeddedUser first = user();
        for (String loose : List.of("rw-r--r--", "rw----r--", "rw-rw----", "rwxrwxrwx", "rw--w----")) {
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(loose));
            List<String> log = logged(() -> assertThat(user()).isEqualTo(first));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            assertThat(log).singleElement().asString().contains(file().toString());
            assertThat(log.toString()).doesNotContain(first.accessKeyId(), first.secretAccessKey());
        }
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));
        assertThat(logged(() -> assertThat(user()).isEqualTo(first))).isEmpty();
    }

    @Test
    void file_withOtherSections_isRead() throws IOException {
        write("""
                ; mine
                [profile-of-another]
                aws_access_key_id = AKIAOTHER
                aws_secret_access_key = other
                [default]
                # aws_access_key_id = AKIAOLD
                aws_access_key_id=AKIAMINE
                  aws_secret_access_key   =   a/b+c==
                region = eu-central-1
                [last]
                aws_access_key_id = AKIALAST
                """);
        assertThat(user()).isEqualTo(new EmbeddedUser("111111111111", "AKIAMINE", "a/b+c=="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a file of keys: hush",
                "[default]\naws_access_key_id = AKIAHUSH\n",
                "[default]\naws_secret_access_key = hush\n",
                "[default]\naws_access_key_id = hu sh!\naws_secret_access_key = hush\n",
                "[default]\naws_access_key_id = AKIAHUSH\naws_secret_access_key =\n",
                "[other]\naws_access_key_id = AKIAHUSH\naws_secret_access_key = hush\n",
                "aws_access_key_id = AKIAHUSH\naws_secret_access_key = hush\n"
            })
    void file_withoutKeys_isNotReplacedAndTheErrorDoesNotShowIt(String text) throws IOException {
        write(text);
        assertThatIllegalStateException()
                .isThrownBy(this::user)
                .withMessageContaining(file().toString())
                .withMessageContaining("delete it")
                .satisfies(e -> assertThat(String.valueOf(e) + e.getCause()).doesNotContainIgnoringCase("hush"));
        assertThat(Files.readString(file())).isEqualTo(text);
        Files.delete(file());
        user();
    }

    @Test
    void file_thatIsNotText_isAStartError() throws IOException {
        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(this::user)
                .withMessageContaining(file().toString());
    }

    @Test
    void file_thatIsADirectoryOrALink_isAStartError() throws IOException {
        Files.createDirectory(file());
        assertThatIllegalStateException().isThrownBy(this::user).withMessageContaining(file().toString());
        Files.delete(file());
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "");
        Files.createSymbolicLink(file(), elsewhere);
        assertThatIllegalStateException().isThrownBy(this::user).withMessageContaining(file().toString());
        assertThat(elsewhere).isEmptyFile();
    }

    @Test
    void starts_atOnceInOneDirectory_createOneFile() throws Exception {
        int starts = 4;
        CyclicBarrier together = new CyclicBarrier(starts);
        CyclicBarrier tried = new CyclicBarrier(starts);
        ExecutorService threads = Executors.newFixedThreadPool(starts);
        try {
            Callable<String> start = () -> {
                together.await();
                try (EmbeddedAws aws = EmbeddedAws.start(directory)) {
                    tried.await();
                    return aws.user().secretAccessKey();
                } catch (IllegalStateException e) {
                    tried.await();
                    return "in use";
                }
            };
            Set<String> keys = new HashSet<>();
            for (Future<String> each : threads.invokeAll(java.util.Collections.nCopies(starts, start))) {
                keys.add(each.get());
            }
            assertThat(keys).containsExactlyInAnyOrder("in use", user().secretAccessKey());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void userOfTheConfiguration_needsNoFile() {
        EmbeddedUser mine = new EmbeddedUser("333333333333", "AKIAMINE", "mine");
        try (EmbeddedAws aws =
                EmbeddedAws.start(EmbeddedAwsConfig.inDirectory(directory).withUser(mine))) {
            assertThat(aws.user()).isEqualTo(mine);
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void file_canBeInAnotherDirectory() {
        Path other = directory.resolve("some/where/keys");
        try (EmbeddedAws aws = EmbeddedAws.start(
                EmbeddedAwsConfig.inDirectory(directory.resolve("data")).withCredentialsFile(other))) {
            assertThat(other).content(UTF_8).contains(aws.user().secretAccessKey());
        }
        assertThat(directory.resolve("data/credentials")).doesNotExist();
    }

    @Test
    void start_doesNotLogTheKeys() throws IOException {
        List<String> log = logged(() -> {
            try (Cloud cloud = new Cloud(directory)) {
                cloud.s3().createBucket(r -> r.bucket("data"));
                cloud.session(Cloud.ROLE);
                assertThat(cloud.aws.user().toString())
                        .doesNotContain(
                                cloud.aws.user().accessKeyId(), cloud.aws.user().secretAccessKey());
            }
        });
        EmbeddedUser user = user();
        assertThat(log.toString()).doesNotContain(user.accessKeyId(), user.secretAccessKey());
    }

    private EmbeddedUser user() {
        try (EmbeddedAws aws = EmbeddedAws.start(directory)) {
            return aws.user();
        }
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    }

    private static List<String> logged(Runnable task) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        root.addAppender(appender);
        try {
            task.run();
        } finally {
            root.detachAppender(appender);
        }
        return appender.list.stream()
                .filter(event -> event.getLoggerName().startsWith("io.dataaccount"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
