package io.dataaccount.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** The container engine of this machine, and the server's image in it. */
final class ContainerEngine {
    private static final String TAG = "data-account:it";
    private static final Supplier<DockerImageName> IMAGE = new Lazy(ContainerEngine::build);

    private ContainerEngine() {}

    /** CI must have a container engine: if it is missing there, the tests fail instead of being skipped. */
    static boolean isExpected() {
        return "true".equals(System.getenv("CI"))
                || DockerClientFactory.instance().isDockerAvailable();
    }

    static DockerClient client() {
        return DockerClientFactory.instance().client();
    }

    /** Built from the jar under test, at most once. */
    static DockerImageName image() {
        return IMAGE.get();
    }

    private static DockerImageName build() {
        assertThat(DockerClientFactory.instance().isDockerAvailable())
                .as(
                        "a container engine answers at DOCKER_HOST (.ci/run starts one); without one these tests are skipped"
                                + " only where CI is not true")
                .isTrue();
        Path module = Path.of("").toAbsolutePath();
        BuildImageCmd build = client().buildImageCmd(
                        module.resolve("Dockerfile").toFile())
                .withBaseDirectory(module.toFile())
                .withTags(Set.of(TAG));
        String base = System.getenv("DATA_ACCOUNT_BASE_IMAGE");
        if (base != null && !base.isBlank()) {
            build.withBuildArg("BASE_IMAGE", base);
        }
        build.exec(new BuildImageResultCallback()).awaitImageId();
        return DockerImageName.parse(TAG);
    }

    private static final class Lazy implements Supplier<DockerImageName> {
        private final Supplier<DockerImageName> source;
        private @Nullable DockerImageName value;

        private Lazy(Supplier<DockerImageName> source) {
            this.source = source;
        }

        @Override
        public synchronized DockerImageName get() {
            if (value == null) {
                value = source.get();
            }
            return value;
        }
    }
}
