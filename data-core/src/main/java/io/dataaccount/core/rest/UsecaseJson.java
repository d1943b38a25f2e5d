package io.dataaccount.core.rest;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.record.UsecaseRecord;
import io.dataaccount.core.service.ConfigureDataAccount;
import io.dataaccount.core.service.CreateUsecase;
import io.dataaccount.core.service.DataAccountChange;
import io.dataaccount.core.service.ListUsecases;
import io.dataaccount.core.service.UpdateUsecase;
import io.dataaccount.core.service.UsecaseChange;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The JSON of the use case calls. */
final class UsecaseJson {
    /** The fields that {@code configure} sets and returns. */
    private static final List<String> DATA_FIELDS = List.of(
            "data_account_id", "data_account_role_arn", "data_account_external_id", "data_s3_bucket", "data_s3_prefix");

    private UsecaseJson() {}

    static UsecaseId id(RequestReader input) {
        input.query();
        return input.usecaseId();
    }

    static PageRequest list(RequestReader input) {
        return Paging.read(input.query("page_size", "page_token"));
    }

    static ConfigureDataAccount.Command configure(RequestReader input) {
        RequestFields body = input.body(
                Stream.concat(DATA_FIELDS.stream(), Stream.of("verify")).toArray(String[]::new));
        return new ConfigureDataAccount.Command(input.usecaseId(), dataChange(body), body.bool("verify", true));
    }

    static CreateUsecase.Command create(RequestReader input) {
        RequestFields body = input.openBody();
        UsecaseAttributes.refuseServerFields(body);
        return new CreateUsecase.Command(
                body.optional("usecase_id", UsecaseId::new, UsecaseId.random()),
                body.required("name", Function.identity()),
                new AccountRole(
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
                        body.optional("data_s3_prefix", Prefix::toWrite)),
                UsecaseAttributes.toCreate(body));
    }

    static UpdateUsecase.Command update(RequestReader input) {
        RequestFields body = input.openBody();
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

    private static DataAccountChange dataChange(RequestFields body) {
        return new DataAccountChange(
                body.change("data_account_id", AccountId::new),
                body.change("data_account_role_arn", RoleArn::new),
                body.change("data_account_external_id", ExternalId::new),
                body.change("data_s3_bucket", BucketName::new),
                body.change("data_s3_prefix", Prefix::toWrite));
    }

    /** The stored record, with times in the format of the contract. */
    static Map<String, Object> body(Usecase usecase) {
        Map<String, Object> body = UsecaseRecord.of(usecase);
        body.put("created_at", usecase.createdAt().toString());
        body.put("updated_at", usecase.updatedAt().toString());
        return body;
    }

    static Map<String, Object> configured(Usecase usecase) {
        Map<String, Object> record = UsecaseRecord.of(usecase);
        JsonObjectBuilder object = new JsonObjectBuilder()
                .put("message", "The data account is configured.")
                .putText("usecase_id", usecase.id());
        DATA_FIELDS.forEach(name -> object.putText(name, record.get(name)));
        return object.done();
    }

    static Map<String, Object> listed(ListUsecases.Result listing) {
        return new JsonObjectBuilder()
                .put(
                        "usecases",
                        listing.usecases().stream().map(UsecaseJson::body).toList())
                .put("count", listing.usecases().size())
                .put("is_super_user", listing.superUser())
                .putText("next_token", listing.next().map(PageToken::value))
                .done();
    }

    static Map<String, Object> deleted(UsecaseId id) {
        return new JsonObjectBuilder()
                .put("message", "The use case is deleted. Its buckets and objects are unchanged.")
                .putText("usecase_id", id)
                .done();
    }
}
