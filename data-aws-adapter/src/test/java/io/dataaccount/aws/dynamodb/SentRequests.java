package io.dataaccount.aws.dynamodb;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Records the updates, scans and queries that a client sends. */
final class SentRequests implements ExecutionInterceptor {
    private final List<UpdateItemRequest> updates = new CopyOnWriteArrayList<>();
    private final List<ScanRequest> scans = new CopyOnWriteArrayList<>();
    private final List<QueryRequest> queries = new CopyOnWriteArrayList<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof UpdateItemRequest update) {
            updates.add(update);
        }
        if (context.request() instanceof ScanRequest scan) {
            scans.add(scan);
        }
        if (context.request() instanceof QueryRequest query) {
            queries.add(query);
        }
    }

    List<UpdateItemRequest> updates() {
        return updates;
    }

    List<ScanRequest> scans() {
        return scans;
    }

    List<QueryRequest> queries() {
        return queries;
    }

    void clear() {
        queries.clear();
        scans.clear();
        updates.clear();
    }
}
