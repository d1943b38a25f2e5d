package io.dataaccount.testkit.clients;

import io.dataaccount.testkit.embedded.Cloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The embedded S3 and STS that all clients share. It has a bucket of 3,000 objects. */
final class ClientCloud implements AutoCloseable {
    static final String REGION = "us-east-1";

    /** The bucket of 3,000 objects. */
    static final String MANY = "many";

    /** The keys in that bucket, in order. */
    static final List<String> KEYS = IntStream.range(0, 3000)
            .mapToObj(i -> String.format("part %02d/ü+%04d.txt", i / 100, i))
            .toList();

    private static final int WRITERS = 8;

    private final Path directory;
    private final Cloud cloud;
    final S3Client s3;

    private ClientCloud() {
        try {
            this.directory = Files.createTempDirectory("clients");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.cloud = new Cloud(directory.resolve("aws"));
        this.s3 = cloud.s3();
        s3.createBucket(r -> r.bucket(MANY));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            KEYS.forEach(key ->
                    writers.execute(() -> s3.putObject(r -> r.bucket(MANY).key(key), RequestBody.fromString(key))));
            writers.shutdown();
            if (!writers.awaitTermination(5, TimeUnit.MINUTES)) {
                throw new AssertionError("the objects of the bucket " + MANY + " are not written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    URI s3Endpoint() {
        return cloud.aws.s3Endpoint();
    }

    URI stsEndpoint() {
        return cloud.aws.stsEndpoint();
    }

    AwsCredentials credentials(ClientCaller caller) {
        return caller == ClientCaller.SERVER ? cloud.user() : cloud.session(Cloud.ROLE);
    }

    S3Presigner presigner(ClientCaller caller) {
        return cloud.presigner(credentials(caller));
    }

    /** The environment of a client with these credentials. Nothing else of this machine's configuration is used. */
    Map<String, String> environment(AwsCredentials credentials) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        if (credentials instanceof AwsSessionCredentials session) {
            environment.put("AWS_SESSION_TOKEN", session.sessionToken());
        }
        environment.put("AWS_REGION", REGION);
        environment.put("AWS_DEFAULT_REGION", REGION);
        environment.put("S3_ENDPOINT", s3Endpoint().toString());
        environment.put("STS_ENDPOINT", stsEndpoint().toString());
        environment.put("ROLE_ARN", Cloud.ROLE.arn());
        environment.put("MANY", MANY);
        return environment;
    }

    @Override
    public void close() throws IOException {
        cloud.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** Starts one for all test classes, and stops it after the last one. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ClientCloud.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(ClientCloud.class, type -> new ClientCloud(), ClientCloud.class);
        }
    }
}
