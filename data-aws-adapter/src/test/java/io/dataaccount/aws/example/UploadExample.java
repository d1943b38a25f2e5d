package io.dataaccount.aws.example;

import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.config.AwsConfig;
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
        Caller caller = Caller.of("sub-of-the-caller");
        CreateUploadUrl.Command command =
                CreateUploadUrl.Command.of(usecase, key).withBucket(bucket).withContentType("image/jpeg");
        return service.createUploadUrl().run(caller, command).url();
    }
}
