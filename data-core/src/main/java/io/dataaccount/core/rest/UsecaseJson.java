package io.dataaccount.core.rest;

import io.dataaccount.core.model.AccountAccess;
import io.dataaccount.core.model.AccountId;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.DataAccount;
import io.dataaccount.core.model.ExternalId;
import io.dataaccount.core.model.Prefix;
import io.dataaccount.core.model.RoleArn;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.usecase.ConfigureDataAccount;
import io.dataaccount.core.usecase.CreateUsecase;
import io.dataaccount.core.usecase.DataAccountChange;
import io.dataaccount.core.usecase.UpdateUsecase;
import io.dataaccount.core.usecase.UsecaseChange;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls on use cases. */
final class UsecaseJson {
    private UsecaseJson() {}

    static UsecaseId id(Input input) {
        input.query();
        return input.usecaseId();
    }

    /** A call without input. */
    static Input list(Input input) {
        input.query();
        return input;
    }

    static ConfigureDataAccount.Command configure(Input input) {
        Fields body = input.body(
                "data_account_id",
                "data_account_role_arn",
                "data_account_external_id",
                "data_s3_bucket",
                "data_s3_prefix");
        return new ConfigureDataAccount.Command(input.usecaseId(), dataChange(body));
    }

    static CreateUsecase.Command create(Input input) {
        Fields body = input.openBody();
        UsecaseAttributes.refuseServerFields(body);
        return new CreateUsecase.Command(
                body.optional("usecase_id", UsecaseId::new, UsecaseId.random()),
                body.required("name", Function.identity()),
                new AccountAccess(
                        body.required("account_id", AccountId::new),
                        body.optional("cross_account_role_arn", RoleArn::new),
                        body.optional("external_id", ExternalId::new)),
                body.optional("s3_bucket", BucketName::new),
                body.optional("sagemaker_execution_role_arn", RoleArn::new),
                new DataAccount(
                        body.optional("data_account_id", AccountId::new),
                        body.optional("data_account_role_arn", RoleArn::new),
                        body.optional("data_account_external_id", ExternalId::new),
                        body.optional("data_s3_bucket", BucketName::new),
                        body.optional("data_s3_prefix", Prefix::new)),
                UsecaseAttributes.toCreate(body));
    }

    static UpdateUsecase.Command update(Input input) {
        Fields body = input.openBody();
        UsecaseId id = input.usecaseId();
        UsecaseAttributes.checkId(body, id);
        return new UpdateUsecase.Command(
                id,
                new UsecaseChange(
                        body.change("name", Function.identity()),
                        body.change("account_id", AccountId::new),
                        body.change("cross_account_role_arn", RoleArn::new),
                        body.change("external_id", ExternalId::new),
                        body.change("s3_bucket", BucketName::new),
                        body.change("sagemaker_execution_role_arn", RoleArn::new),
                        dataChange(body),
                        UsecaseAttributes.toUpdate(body)),
                UsecaseAttributes.readAt(body));
    }

    private static DataAccountChange dataChange(Fields body) {
        return new DataAccountChange(
                body.change("data_account_id", AccountId::new),
                body.change("data_account_role_arn", RoleArn::new),
                body.change("data_account_external_id", ExternalId::new),
                body.change("data_s3_bucket", BucketName::new),
                body.change("data_s3_prefix", Prefix::new));
    }

    static Map<String, Object> body(Usecase usecase) {
        Tree tree = new Tree()
                .putText("usecase_id", usecase.id())
                .put("name", usecase.name())
                .putText("account_id", usecase.access().account())
                .putText("s3_bucket", usecase.bucket())
                .putText("cross_account_role_arn", usecase.access().roleArn())
                .putText("external_id", value(usecase.access().externalId()))
                .putText("sagemaker_execution_role_arn", usecase.sagemakerRoleArn());
        putData(tree, usecase.data());
        tree.putText("created_at", usecase.createdAt()).putText("updated_at", usecase.updatedAt());
        Map<String, Object> body = tree.done();
        usecase.attributes().forEach(body::putIfAbsent);
        return body;
    }

    static Map<String, Object> configured(Usecase usecase) {
        Tree tree = new Tree().put("message", "The data account is configured.").putText("usecase_id", usecase.id());
        putData(tree, usecase.data());
        return tree.done();
    }

    private static void putData(Tree tree, DataAccount data) {
        tree.putText("data_account_id", data.accountId())
                .putText("data_account_role_arn", data.roleArn())
                .putText("data_account_external_id", value(data.externalId()))
                .putText("data_s3_bucket", data.bucket())
                .putText("data_s3_prefix", data.prefix());
    }

    /** Its text is redacted for logs; the contract gives it to whoever may configure it. */
    private static @Nullable String value(@Nullable ExternalId id) {
        return id == null ? null : id.value();
    }

    static Map<String, Object> listed(Listing listing) {
        return new Tree()
                .put(
                        "usecases",
                        listing.usecases().stream().map(UsecaseJson::body).toList())
                .put("count", listing.usecases().size())
                .put("is_super_user", listing.caller().portalAdmin())
                .done();
    }

    static Map<String, Object> deleted(UsecaseId id) {
        return new Tree()
                .put("message", "The use case is deleted; its buckets and their objects are as they were.")
                .putText("usecase_id", id)
                .done();
    }

    record Listing(List<Usecase> usecases, Caller caller) {}
}
