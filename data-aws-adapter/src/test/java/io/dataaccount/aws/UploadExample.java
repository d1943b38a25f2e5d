package io.dataaccount.aws;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.service.CreateUploadUrl;
import io.dataaccount.core.service.DataAccountService;

public final class UploadExample {
    public static void main(String[] args) {
        AwsConfig config = AwsConfig.fromEnvironment(System.getenv());
        try (AwsDataAccount dataAccount = AwsDataAccount.open(config)) {
            System.out.println(uploadUrl(dataAccount.service(), args[0], args[1], args[2]));
        }
    }

    static String uploadUrl(DataAccountService service, String usecase, String bucket, String key) {
        Caller caller = new Caller("sub-of-the-caller", "ana", false);
        Upload upload = new Upload(new ObjectKey(key), new ContentType("image/jpeg"), UploadConditions.NONE);
        CreateUploadUrl.Result result = service.createUploadUrl()
                .run(
                        caller,
                        new CreateUploadUrl.Command(
                                new UsecaseId(usecase), new BucketName(bucket), upload, new UrlLifetime(3600)));
        return result.upload().url();
    }
}
