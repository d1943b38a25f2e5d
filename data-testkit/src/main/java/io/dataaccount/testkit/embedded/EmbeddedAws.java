package io.dataaccount.testkit.embedded;

import io.dataaccount.testkit.embedded.auth.Authenticator;
import io.dataaccount.testkit.embedded.auth.SessionRegistry;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.embedded.config.IssuedSession;
import io.dataaccount.testkit.embedded.nio2blob.VersionedFileStore;
import io.dataaccount.testkit.embedded.s3.BucketFiles;
import io.dataaccount.testkit.embedded.s3.Buckets;
import io.dataaccount.testkit.embedded.s3.EmbeddedCreateBucket;
import io.dataaccount.testkit.embedded.s3.EmbeddedFaults;
import io.dataaccount.testkit.embedded.s3.ObjectCalls;
import io.dataaccount.testkit.embedded.s3.Observers;
import io.dataaccount.testkit.embedded.s3.S3Servlet;
import io.dataaccount.testkit.embedded.store.DataDirectory;
import io.dataaccount.testkit.embedded.sts.AssumeRole;
import io.dataaccount.testkit.embedded.sts.StsServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * An S3 and an STS inside this JVM. Any AWS client can call them over HTTP with path-style addressing. They listen on
 * 127.0.0.1 only, unless the configuration has another address.
 *
 * <p>Buckets, their settings and their objects are stored in a directory; the next instance with the same directory
 * finds them. Sessions are stored in memory only. After a restart, requests and presigned URLs that were signed with
 * the keys of a session get 403 {@code InvalidAccessKeyId}; URLs that the ambient user signed stay valid until they
 * expire. The keys of that user are random, generated once per directory, and stored in its file {@code credentials}.
 *
 * <p>Enforced as in S3: signatures; the expiry of presigned URLs and session tokens; accounts and expected owners;
 * regions; conditional writes; checksums; object versions; CORS rules, on the preflight and on every response. For a
 * role, the external id and the names of the allowed operations are enforced, but not who may assume the role.
 *
 * <p>Session policies are enforced on every request, presigned ones included, and on {@code AssumeRole}. Supported are
 * Allow and Deny; actions and resources with wildcards and their negations; and the conditions StringEquals and
 * StringLike on {@code s3:prefix} and {@code s3:delimiter}. The condition key {@code kms:ViaService} is accepted and
 * never matches. A policy with anything else is refused with {@code MalformedPolicyDocument}. {@code DeleteObjects}
 * requires a policy that allows every object of the bucket to be deleted.
 *
 * <p>Stored and returned but not enforced: bucket policies, public access block, ownership controls, lifecycle and
 * tags. The default encryption shows in the response headers, but the files are not encrypted.
 *
 * <p>Limits of the file store. A write that exceeds one gets 501 {@code NotImplemented}: no key {@code x} beside a key
 * {@code x/y}, no empty segments, a last segment of at most 218 bytes and others of at most 255 (in an upload in parts
 * a first and a last one of at most 212 bytes, or 169 if the key has no slash), no content on a key that ends in
 * {@code /}, no object tags. {@code .} and {@code ..} segments and delimiters other than {@code /} get 400. The result
 * of a {@code start-after} inside a common prefix is wrong (continuation tokens work). There are no virtual-hosted
 * addresses, no browser form uploads and no SigV4A. SigV2 is refused as in the newer regions of AWS. A bucket named
 * {@code healthz} cannot be listed.
 *
 * <p>Three rules are stricter than in AWS, so that no web page can use the S3 and STS of this machine. A request for a
 * host name that is not in the configuration gets 421. A request that changes something and has an {@code Origin} gets
 * 403, unless a CORS rule of the bucket allows that origin for that method. STS refuses every request with an {@code
 * Origin}.
 *
 * <p>Safe for use by many threads. The caller closes it.
 */
public final class EmbeddedAws implements AutoCloseable {
    private final DataDirectory directory;
    private final SessionRegistry registry;
    private final AssumeRole assumeRole;
    private final EmbeddedFaults faults = new EmbeddedFaults();
    private final EmbeddedUser user;
    private final EmbeddedHttpServer server;
    private final URI s3Endpoint;
    private final URI stsEndpoint;

    private EmbeddedAws(EmbeddedAwsConfig config) {
        this.directory = DataDirectory.open(config.dataDirectory());
        try {
            this.user = config.ambientUser();
            this.registry = new SessionRegistry(user, config.clock());
            this.assumeRole = new AssumeRole(registry);
            config.roles().forEach(assumeRole::register);
            Authenticator authenticator = new Authenticator(registry, config.clock());
            Observers observers = new Observers(faults, config.listener());
            VersionedFileStore store = new VersionedFileStore(directory.objects());
            Buckets buckets = new Buckets(new BucketFiles(directory.buckets()), store);
            S3Servlet s3 = new S3Servlet(
                    authenticator,
                    observers,
                    buckets,
                    new EmbeddedCreateBucket(buckets, config.clock()),
                    new ObjectCalls(buckets, store, registry));
            StsServlet sts = new StsServlet(authenticator, observers, assumeRole);
            this.server = new EmbeddedHttpServer(config, s3, sts);
            server.start();
            this.s3Endpoint = server.s3Endpoint();
            this.stsEndpoint = server.stsEndpoint();
        } catch (IOException e) {
            directory.close();
            throw new UncheckedIOException("The embedded AWS cannot listen: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Starts S3 and STS. When it returns, both listen.
     *
     * @throws IllegalStateException if the directory is on a file system without user extended attributes, if another
     *     instance uses the directory, or if the credentials file has no keys; the message says which, and what to do
     * @throws UncheckedIOException if the directory cannot be written, the credentials file cannot be used, or a port
     *     is in use
     */
    public static EmbeddedAws start(EmbeddedAwsConfig config) {
        return new EmbeddedAws(config);
    }

    /**
     * Starts S3 and STS with {@link EmbeddedAwsConfig#inDirectory(Path) the default configuration} for the directory.
     *
     * @throws IllegalStateException as {@link #start(EmbeddedAwsConfig)}
     * @throws UncheckedIOException as {@link #start(EmbeddedAwsConfig)}
     */
    public static EmbeddedAws start(Path dataDirectory) {
        return start(EmbeddedAwsConfig.inDirectory(dataDirectory));
    }

    /** URL of S3 on this machine, for {@code endpointOverride} together with path style; the same for all regions. */
    public URI s3Endpoint() {
        return s3Endpoint;
    }

    /** URL of STS on this machine; the same for all regions. */
    public URI stsEndpoint() {
        return stsEndpoint;
    }

    /** The ambient credentials: those of the configuration, or else those of the credentials file. */
    public EmbeddedUser user() {
        return user;
    }

    /** Adds the role; replaces a role with the same ARN. Sessions that were issued before do not change. */
    public void register(EmbeddedRole role) {
        assumeRole.register(role);
    }

    /** The sessions issued since the start, ordered by expiry. May leave out sessions that expired over a day ago. */
    public List<IssuedSession> sessions() {
        return registry.sessions();
    }

    /**
     * Makes the next call of an operation fail before it has any effect. Several failures of one operation happen in
     * the order in which they were requested. Clients retry 5xx responses by themselves, so a single failure may stay
     * hidden: see {@link #failAlways}.
     *
     * @param operation AWS's name of an operation of S3 or STS, such as {@code PutBucketTagging}
     * @param errorCode such as {@code AccessDenied}; the response to a HEAD request does not contain it
     * @param httpStatus 300 to 599
     * @throws IllegalArgumentException if the status is out of range
     */
    public void failNext(String operation, String errorCode, int httpStatus) {
        faults.plan(operation, errorCode, httpStatus, 1);
    }

    /**
     * Makes every call of an operation fail before it has any effect, until {@link #stopFailing()}.
     *
     * @param operation AWS's name of an operation of S3 or STS, such as {@code PutBucketTagging}
     * @param errorCode such as {@code AccessDenied}; the response to a HEAD request does not contain it
     * @param httpStatus 300 to 599
     * @throws IllegalArgumentException if the status is out of range
     */
    public void failAlways(String operation, String errorCode, int httpStatus) {
        faults.plan(operation, errorCode, httpStatus, Long.MAX_VALUE);
    }

    /** Removes every failure that {@link #failNext} and {@link #failAlways} requested. */
    public void stopFailing() {
        faults.clear();
    }

    /**
     * Stops listening, waits at most five seconds for running requests, and releases the directory. A second call does
     * nothing.
     */
    @Override
    public void close() {
        try {
            server.stop();
        } finally {
            directory.close();
        }
    }
}
