package io.dataaccount.aws.dynamodb;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Notes what updates a client sends. */
final class SentRequests implements ExecutionInterceptor {
    private final List<UpdateItemRequest> updates = new CopyOnWriteArrayList<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof UpdateItemRequest update) {
            updates.add(update);
        }
    }

    List<UpdateItemRequest> updates() {
        return updates;
    }

    void clear() {
        updates.clear();
    }
}
