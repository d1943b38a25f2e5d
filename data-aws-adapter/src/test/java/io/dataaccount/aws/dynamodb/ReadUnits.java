package io.dataaccount.aws.dynamodb;

import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Adds up the read units that DynamoDB states in its responses to reads. For use by one thread. */
final class ReadUnits implements ExecutionInterceptor {
    private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

    private double sum;

    /** The read units of the requests that the work sends. */
    double of(Runnable work) {
        double before = sum;
        work.run();
        return sum - before;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        if (request instanceof ScanRequest scan) {
            return scan.toBuilder().returnConsumedCapacity(TOTAL).build();
        }
        if (request instanceof QueryRequest query) {
            return query.toBuilder().returnConsumedCapacity(TOTAL).build();
        }
        if (request instanceof GetItemRequest get) {
            return get.toBuilder().returnConsumedCapacity(TOTAL).build();
        }
        return request instanceof BatchGetItemRequest batch
                ? batch.toBuilder().returnConsumedCapacity(TOTAL).build()
                : request;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.response() instanceof ScanResponse scan) {
            add(List.of(scan.consumedCapacity()));
        } else if (context.response() instanceof QueryResponse query) {
            add(List.of(query.consumedCapacity()));
        } else if (context.response() instanceof GetItemResponse get) {
            add(List.of(get.consumedCapacity()));
        } else if (context.response() instanceof BatchGetItemResponse batch) {
            add(batch.consumedCapacity());
        }
    }

    private void add(List<ConsumedCapacity> consumed) {
        consumed.forEach(each -> sum += each.capacityUnits());
    }
}
