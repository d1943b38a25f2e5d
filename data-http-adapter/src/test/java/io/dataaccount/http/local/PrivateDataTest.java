package io.dataaccount.http.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dataaccount.http.Portal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which users of this machine may read the files of a local server. */
class PrivateDataTest {
    private static final List<String> FILES =
            List.of("usecases.db", "usecases.db-wal", "usecases.db-shm", "credentials", "aws/lock");

    @TempDir
    Path parent;

    @BeforeEach
    void onlyWithPermissions() {
        assumeTrue(parent.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }

    @Test
    void newDirectory_isForItsOwnerAlone() throws IOException {
        Path data = parent.resolve("new/data");
        try (DataAccountServer server = DataAccountServer.start(LocalConfig.in(data))) {
            makeBucket(server);
            for (String directory : List.of("", "aws", "aws/objects", "aws/buckets")) {
                assertThat(mode(data.resolve(directory))).as(directory).isEqualTo("rwx------");
            }
            assertFilesArePrivate(data);
        }
        assertThat(mode(parent.resolve("new"))).isEqualTo("rwx------");
    }

    @Test
    void directoryThatExists_staysAsItIs_andWhatIsOursInItIsPrivate() throws IOException {
        Path data = Files.createDirectory(parent.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path other = Files.createFile(data.resolve("of-the-user.txt"));
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));
        try (DataAccountServer server = DataAccountServer.start(LocalConfig.in(data))) {
            makeBucket(server);
            assertThat(mode(data)).isEqualTo("rwxr-xr-x");
            assertThat(mode(other)).isEqualTo("rw-r--r--");
            assertThat(mode(data.resolve("aws"))).isEqualTo("rwx------");
            assertFilesArePrivate(data);
        }
    }

    @Test
    void dataOfAnEarlierVersion_isMadePrivate() throws IOException {
        Path data = parent.resolve("data");
        DataAccountServer.start(LocalConfig.in(data)).close();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path each : all.toList()) {
                Files.setPosixFilePermissions(
                        each, PosixFilePermissions.fromString(Files.isDirectory(each) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        try (DataAccountServer server = DataAccountServer.start(LocalConfig.in(data))) {
            makeBucket(server);
            for (String directory : List.of("aws/objects", "aws/buckets")) {
                assertThat(mode(data.resolve(directory))).as(directory).isEqualTo("rwx------");
            }
            assertFilesArePrivate(data);
        }
    }

    private static void makeBucket(DataAccountServer server) {
        new Portal(server.uri()).post("/demo/data/buckets", "{\"bucket_name\": \"private-bucket\"}", 201);
    }

    private static void assertFilesArePrivate(Path data) throws IOException {
        for (String file : FILES) {
            assertThat(mode(data.resolve(file))).as(file).isEqualTo("rw-------");
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
