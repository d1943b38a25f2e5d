package io.dataaccount.core.usecase;

import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.UploadPresigner;
import io.dataaccount.core.port.UsecaseRepository;
import java.time.Clock;

/** Everything a caller may ask for, over one set of ports. Safe for use by many threads, as the ports are. */
public record UseCases(
        CreateBucket createBucket,
        ListBuckets listBuckets,
        ListFolder listFolder,
        CreateFolder createFolder,
        GrantUpload grantUpload,
        GrantUploads grantUploads,
        ConfigureDataAccount configureDataAccount,
        ListUsecases listUsecases,
        CreateUsecase createUsecase,
        GetUsecase getUsecase,
        UpdateUsecase updateUsecase,
        DeleteUsecase deleteUsecase) {

    public static UseCases over(
            BucketStore store,
            UploadPresigner presigner,
            CredentialResolver credentials,
            UsecaseRepository usecases,
            Settings settings,
            Clock clock) {
        DataAccess data = new DataAccess(usecases, credentials, store);
        UploadGrants grants = new UploadGrants(data, presigner, settings, clock);
        UsecaseEditor editor = new UsecaseEditor(usecases, clock);
        return new UseCases(
                new CreateBucket(data, store, settings),
                new ListBuckets(data, store),
                new ListFolder(data, store),
                new CreateFolder(data, store),
                new GrantUpload(data, grants),
                new GrantUploads(data, grants, settings),
                new ConfigureDataAccount(editor),
                new ListUsecases(usecases),
                new CreateUsecase(usecases, editor),
                new GetUsecase(data),
                new UpdateUsecase(editor),
                new DeleteUsecase(usecases));
    }
}
