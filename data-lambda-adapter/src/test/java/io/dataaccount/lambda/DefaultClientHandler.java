package io.dataaccount.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsTables;
import io.dataaccount.aws.dynamodb.DynamoDbAuditLog;
import io.dataaccount.aws.dynamodb.DynamoDbRoleAssignments;
import io.dataaccount.aws.dynamodb.DynamoDbUsecaseRepository;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.aws.s3.S3BucketStore;
import io.dataaccount.aws.s3.S3Clients;
import io.dataaccount.aws.s3.presign.S3UploadPresigner;
import io.dataaccount.aws.sts.StsCredentialResolver;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.internal.http.loader.DefaultSdkHttpClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.AttributeMap;

/** Our handler with clients that use the SDK's default HTTP client, for comparison. */
public final class DefaultClientHandler implements RequestStreamHandler {
    private final LambdaHandler handler;

    public DefaultClientHandler() {
        AwsConfig config = AwsConfig.fromEnvironment(System.getenv());
        var http = new DefaultSdkHttpClientBuilder().buildWithDefaults(AttributeMap.empty());
        DynamoDbClient dynamoDb = DynamoDbClient.create();
        AwsTables tables = config.tables();
        Ports ports = new Ports(
                new S3BucketStore(new S3Clients(http, config.s3Endpoint(), config.s3PathStyle()), config.region()),
                new S3UploadPresigner(config.s3Endpoint(), config.s3PathStyle()),
                new StsCredentialResolver(
                        StsClient.create(), DefaultCredentialsProvider.builder().build()),
                new DynamoDbUsecaseRepository(dynamoDb, tables.usecases(), tables.userRoles()),
                new DynamoDbRoleAssignments(dynamoDb, tables.userRoles(), tables.usecases()),
                new DynamoDbAuditLog(dynamoDb, tables.auditLog().orElseThrow(), tables.auditKept()));
        DataAccountService service = DataAccountService.create(ports, config.settings(), Clock.systemUTC());
        handler = new LambdaHandler(
                new RestApi(service, new JacksonCodec()),
                config.settings().portalOrigins(),
                AcceptedClients.ANY,
                TestFunction.silentObserver());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context) throws IOException {
        handler.handleRequest(in, out, context);
    }
}
