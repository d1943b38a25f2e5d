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
 * An S3 and an STS inside this JVM, reached over HTTP by any AWS client as AWS itself is: by path style, on
 * ports of 127.0.0.1 alone unless told otherwise. Buckets, their settings and their objects live in a directory and are found again
 * by the next instance over it. Sessions live in memory: after a restart their keys, and the URLs that were
 * presigned with them, are answered 403 {@code InvalidAccessKeyId}; URLs that the ambient user signed go on. The keys of
 * that user are made at random, once per directory, and kept in its file {@code credentials}.
 *
 * <p>Enforced, as S3 does: signatures, presigned URLs and their end, session tokens and their end, accounts
 * and expected owners, regions, conditional writes, checksums, object versions, and CORS rules on the preflight
 * and on every answer; of roles, the external id and the names of the operations allowed, but not who may assume
 * them. Session policies are enforced on every request, presigned ones included, and on {@code AssumeRole}: Allow and Deny,
 * actions and resources with wildcards and their negations, the conditions StringEquals and StringLike on {@code s3:prefix}
 * and {@code s3:delimiter}. A policy with anything else is refused with {@code MalformedPolicyDocument}, and {@code
 * DeleteObjects} wants a policy that lets every object of the bucket be deleted. Kept and given back, but not enforced:
 * bucket policies, public access block, ownership controls, lifecycle, tags; what encryption is set shows in the headers, the files are plain.
 *
 * <p>Limits of the file store below, each answered 501 {@code NotImplemented} by what would write: no key
 * {@code x} beside a key {@code x/y}, no empty segments, segments of at most 255 bytes, no content on a key that
 * ends in {@code /}, no object tags. No {@code .} or {@code ..} segments and no delimiter other than {@code /}
 * (400); a {@code start-after} inside a common prefix is not right (continuation tokens are). No virtual-hosted
 * addresses, no browser form uploads, no SigV2 or SigV4A; a bucket named {@code healthz} cannot be listed.
 *
 * <p>Otherwise than AWS, so that no web page gets at this machine's S3 and STS: a request for a host name other than those
 * of the configuration is answered 421; a request that changes something and names an {@code Origin} is answered 403, unless
 * a CORS rule of the bucket admits that origin for that method; and STS takes no request with an {@code Origin}.
 *
 * <p>Safe for use by many threads.
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
     * Starts S3 and STS.
     *
     * @throws IllegalStateException if the directory is on a file system without user extended attributes, or
     *     in use by another instance, or if the credentials file has no keys; the sentence says which and what to do
     * @throws UncheckedIOException if the directory cannot be written, the credentials file cannot be used, or a port
     *     is taken
     */
    public static EmbeddedAws start(EmbeddedAwsConfig config) {
        return new EmbeddedAws(config);
    }

    /** Starts over the directory with {@link EmbeddedAwsConfig#in(Path) everything else as it comes}. */
    public static EmbeddedAws start(Path dataDirectory) {
        return start(EmbeddedAwsConfig.in(dataDirectory));
    }

    /** Where this machine reaches S3, for {@code endpointOverride} together with path style; the same for all regions. */
    public URI s3Endpoint() {
        return s3Endpoint;
    }

    /** Where this machine reaches STS; the same for all regions. */
    public URI stsEndpoint() {
        return stsEndpoint;
    }

    /** The ambient credentials: random ones unless the configuration has its own. */
    public EmbeddedUser user() {
        return user;
    }

    /** Makes the role known, in place of one of the same ARN. Sessions issued before stay as they are. */
    public void register(EmbeddedRole role) {
        assumeRole.register(role);
    }

    /** The sessions issued since the start and not yet long over, the first to end first. */
    public List<IssuedSession> sessions() {
        return registry.sessions();
    }

    /**
     * Makes the next call of an operation fail before it has any effect; several such failures of one
     * operation come in the order in which they were asked for. Clients retry 5xx answers by themselves, and
     * so may hide a single one: see {@link #failAlways}.
     *
     * @param operation AWS's name of an operation of S3 or STS, such as {@code PutBucketTagging}
     * @param errorCode such as {@code AccessDeniedException}; a HEAD answer does not carry it
     * @param httpStatus 300 to 599
     */
    public void failNext(String operation, String errorCode, int httpStatus) {
        faults.plan(operation, errorCode, httpStatus, 1);
    }

    /** Makes every call of an operation fail, until {@link #stopFailing()}. */
    public void failAlways(String operation, String errorCode, int httpStatus) {
        faults.plan(operation, errorCode, httpStatus, Long.MAX_VALUE);
    }

    /** Forgets every failure that was asked for. */
    public void stopFailing() {
        faults.clear();
    }

    /** Stops listening, lets the requests under way end (for five seconds at most), and frees the directory. */
    @Override
    public void close() {
        try {
            server.stop();
        } finally {
            directory.close();
        }
    }
}
