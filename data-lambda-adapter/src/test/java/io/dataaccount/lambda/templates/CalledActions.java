package io.dataaccount.lambda.templates;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** The IAM actions for the AWS operations that our code calls, read from its byte code. */
final class CalledActions {
    /** The actions in our transactions. */
    static final Set<String> TRANSACTED =
            Set.of("dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem");

    /**
     * Operations whose action has another name, or that need several actions.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">S3 operations
     *     and permissions</a>
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucketConfiguration.html">Tags at creation</a>
     */
    private static final Map<String, Set<String>> OTHERWISE_NAMED = Map.ofEntries(
            // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
            Map.entry("dynamodb:TransactWriteItems", TRANSACTED),
            Map.entry("s3:CreateBucket", Set.of("s3:CreateBucket", "s3:TagResource")),
            Map.entry("s3:GetBucketCors", Set.of("s3:GetBucketCORS")),
            Map.entry("s3:GetBucketEncryption", Set.of("s3:GetEncryptionConfiguration")),
            Map.entry("s3:GetBucketLifecycleConfiguration", Set.of("s3:GetLifecycleConfiguration")),
            Map.entry("s3:GetPublicAccessBlock", Set.of("s3:GetBucketPublicAccessBlock")),
            Map.entry("s3:HeadBucket", Set.of("s3:ListBucket")),
            Map.entry("s3:HeadObject", Set.of("s3:GetObject")),
            Map.entry("s3:ListBuckets", Set.of("s3:ListAllMyBuckets")),
            Map.entry("s3:ListObjectsV2", Set.of("s3:ListBucket")),
            Map.entry("s3:PutBucketCors", Set.of("s3:PutBucketCORS")),
            Map.entry("s3:PutBucketEncryption", Set.of("s3:PutEncryptionConfiguration")),
            Map.entry("s3:PutBucketLifecycleConfiguration", Set.of("s3:PutLifecycleConfiguration")),
            Map.entry("s3:PutPublicAccessBlock", Set.of("s3:PutBucketPublicAccessBlock")),
            // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html: needs no permission
            Map.entry("sts:GetCallerIdentity", Set.of()));

    /** Does not import the classes of the SDK, because it is large and the names of its methods are enough. */
    private static final JavaClasses OURS = ArchConfiguration.withThreadLocalScope(configuration -> {
        configuration.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.dataaccount.aws", "io.dataaccount.lambda");
    });

    /** Calls the operation of the same name for all pages; the operation counts for the class that calls this one. */
    private static final String PAGES = "DynamoDbPages";

    private CalledActions() {}

    static Set<String> ofS3() {
        return of(S3Client.class, "s3");
    }

    static Set<String> ofDynamoDb() {
        return of(DynamoDbClient.class, "dynamodb");
    }

    /** The actions of one class. */
    static Set<String> ofDynamoDb(String className) {
        return of(DynamoDbClient.class, "dynamodb", each -> each.getSimpleName().equals(className));
    }

    static Set<String> ofSts() {
        return of(StsClient.class, "sts");
    }

    private static Set<String> of(Class<? extends SdkClient> client, String service) {
        return of(client, service, any -> true);
    }

    private static Set<String> of(Class<? extends SdkClient> client, String service, Predicate<JavaClass> which) {
        return OURS.stream()
                .filter(which)
                .flatMap(each -> each.getCodeUnitAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(client)
                        || access.getTargetOwner().getSimpleName().equals(PAGES))
                .map(JavaAccess::getName)
                .map(CalledActions::operation)
                .filter(operation -> isOperation(client, operation))
                .flatMap(operation -> actions(service + ":" + operation))
                .collect(Collectors.toSet());
    }

    private static Stream<String> actions(String operation) {
        return OTHERWISE_NAMED.getOrDefault(operation, Set.of(operation)).stream();
    }

    private static String operation(String method) {
        String name = method.replaceFirst("Paginator$", "");
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** False for methods that are not operations, such as close. */
    private static boolean isOperation(Class<? extends SdkClient> client, String name) {
        try {
            Class.forName(client.getPackageName() + ".model." + name + "Request");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
