package io.dataaccount.core.usecase;

import io.dataaccount.core.port.ExternalIdLimit;
import java.time.Clock;
import java.time.Duration;

/** Everything a caller may ask for, over one set of ports. Safe for use by many threads, as the ports are. */
public record UseCases(
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
        RevokeRole revokeRole) {

    public static UseCases over(Ports ports, Settings settings, Clock clock) {
        Clock toTheMillisecond = Clock.tick(clock, Duration.ofMillis(1)); // as what is stored has it
        Permissions permissions = new Permissions(ports.roles());
        Guard guard = new Guard(
                permissions,
                new AuditTrail(ports.audit(), settings.auditRequired(), toTheMillisecond),
                ports.credentials()::drop);
        Borders borders = new Borders(settings.enforcePrefix());
        ServerAccount serverAccount = new ServerAccount(ports.credentials());
        DataAccess data = new DataAccess(ports.usecases(), ports.credentials(), serverAccount, ports.store(), borders);
        UploadUrlSigner signer = new UploadUrlSigner(data, ports.presigner(), settings, clock);
        UsecaseRules rules = new UsecaseRules(serverAccount, new Boundaries(settings.enforcePrefix()));
        UsecaseEditor editor = new UsecaseEditor(ports.usecases(), rules, new ExternalIdLimit(clock), toTheMillisecond);
        AccountProof proof = new AccountProof(ports.credentials());
        RoleEditor roles = new RoleEditor(ports.roles(), toTheMillisecond);
        return new UseCases(
                new CreateBucket(guard, data, ports.store(), settings),
                new ListBuckets(guard, data, ports.store()),
                new ListFolder(guard, data, ports.store()),
                new CreateFolder(guard, data, ports.store()),
                new CreateUploadUrl(guard, data, signer),
                new CreateUploadUrls(guard, data, signer, settings),
                new CreateMultipartUploadUrls(guard, data, signer),
                new ConfigureDataAccount(guard, editor, proof),
                new ListUsecases(permissions, ports.usecases()),
                new CreateUsecase(guard, ports.usecases(), ports.roles(), editor),
                new GetUsecase(guard, data),
                new UpdateUsecase(guard, editor, proof),
                new DeleteUsecase(guard, ports.usecases(), ports.roles()),
                new ListRoles(guard, ports.roles()),
                new AssignRole(guard, roles),
                new RevokeRole(guard, roles));
    }
}
