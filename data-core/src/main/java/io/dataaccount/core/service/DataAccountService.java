package io.dataaccount.core.service;

import io.dataaccount.core.policy.ExternalIdLimit;
import java.time.Clock;
import java.time.Duration;

/**
 * The entry point of the library: every operation, on one set of ports. Safe for use by many threads, if the ports are.
 */
public record DataAccountService(
        CreateBucket createBucket,
        ListBuckets listBuckets,
        ListFolder listFolder,
        CreateFolder createFolder,
        CreateUploadUrl createUploadUrl,
        CreateUploadUrls createUploadUrls,
        CreateMultipartUploadUrls createMultipartUploadUrls,
        ConfigureDataAccount configureDataAccount,
        ListUsecases listUsecases,
        CreateUsecase createUsecase,
        GetUsecase getUsecase,
        UpdateUsecase updateUsecase,
        DeleteUsecase deleteUsecase,
        ListRoles listRoles,
        AssignRole assignRole,
        RevokeRole revokeRole,
        ListAuditEvents listAuditEvents,
        ListUserAuditEvents listUserAuditEvents) {

    /**
     * Creates the application services.
     *
     * @param ports the adapters to use; the services do not close them
     * @param settings the settings of the deployment
     * @param clock the clock for all times; times that are stored have millisecond precision
     */
    public static DataAccountService create(Ports ports, DeploymentSettings settings, Clock clock) {
        Clock toTheMillisecond = Clock.tick(clock, Duration.ofMillis(1)); // the precision of stored times
        Permissions permissions = new Permissions(ports.roles());
        Authorizer authorizer = new Authorizer(
                permissions,
                new AuditTrail(ports.audit(), settings.auditRequired(), toTheMillisecond),
                ports.credentials()::drop);
        PrefixBoundary boundary = new PrefixBoundary(settings.enforcePrefix());
        ServerAccount serverAccount = new ServerAccount(ports.credentials());
        DataAccountSessions sessions =
                new DataAccountSessions(ports.usecases(), ports.credentials(), serverAccount, ports.store(), boundary);
        UploadUrlSigner signer = new UploadUrlSigner(sessions, ports.presigner(), settings, clock);
        UsecaseRules rules = new UsecaseRules(serverAccount, new BoundaryChangePolicy(settings.enforcePrefix()));
        UsecaseEditor editor = new UsecaseEditor(ports.usecases(), rules, new ExternalIdLimit(clock), toTheMillisecond);
        AccountProof proof = new AccountProof(ports.credentials());
        AuditListing audit = new AuditListing(ports.audit());
        RoleEditor roles = new RoleEditor(ports.roles(), toTheMillisecond);
        return new DataAccountService(
                new CreateBucket(authorizer, sessions, ports.store(), settings),
                new ListBuckets(authorizer, sessions, ports.store()),
                new ListFolder(authorizer, sessions, ports.store()),
                new CreateFolder(authorizer, sessions, ports.store()),
                new CreateUploadUrl(authorizer, sessions, signer),
                new CreateUploadUrls(authorizer, sessions, signer, settings),
                new CreateMultipartUploadUrls(authorizer, sessions, signer),
                new ConfigureDataAccount(authorizer, editor, proof),
                new ListUsecases(permissions, ports.usecases()),
                new CreateUsecase(authorizer, ports.usecases(), ports.roles(), editor),
                new GetUsecase(authorizer, sessions),
                new UpdateUsecase(authorizer, editor, proof),
                new DeleteUsecase(authorizer, ports.usecases(), ports.roles()),
                new ListRoles(authorizer, ports.roles()),
                new AssignRole(authorizer, roles),
                new RevokeRole(authorizer, roles),
                new ListAuditEvents(authorizer, ports.usecases(), audit),
                new ListUserAuditEvents(authorizer, audit));
    }
}
