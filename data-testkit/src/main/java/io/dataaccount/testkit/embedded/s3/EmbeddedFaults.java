package io.dataaccount.testkit.embedded.s3;

import static java.util.Objects.requireNonNull;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Failures that a test has requested, by operation name. Safe for use by many threads. */
public final class EmbeddedFaults {
    private final List<Fault> planned = new ArrayList<>();

    /**
     * Adds a failure after those that are planned already.
     *
     * @param operation AWS's name of the operation
     * @param code AWS's error code
     * @param status 300 to 599
     * @param times how many calls fail, 1 or more
     * @throws IllegalArgumentException if status or times is out of range
     */
    public synchronized void plan(String operation, String code, int status, long times) {
        requireNonNull(operation, "operation is null");
        requireNonNull(code, "code is null");
        if (status < 300 || status > 599) {
            throw new IllegalArgumentException("status must be 300 to 599, was: " + status);
        }
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, was: " + times);
        }
        planned.add(new Fault(operation, code, status, times));
    }

    /** Removes all failures. */
    public synchronized void clear() {
        planned.clear();
    }

    /** @throws AwsErrorException the oldest failure that is planned for this operation; it then applies once less */
    synchronized void check(String operation) {
        for (Iterator<Fault> each = planned.iterator(); each.hasNext(); ) {
            Fault fault = each.next();
            if (fault.operation.equals(operation)) {
                fault.left--;
                if (fault.left == 0) {
                    each.remove();
                }
                throw new AwsErrorException(fault.status, fault.code, "The test makes " + operation + " fail.");
            }
        }
    }

    private static final class Fault {
        private final String operation;
        private final String code;
        private final int status;
        private long left;

        private Fault(String operation, String code, int status, long left) {
            this.operation = operation;
            this.code = code;
            this.status = status;
            this.left = left;
        }
    }
}
