package io.dataaccount.core.service;

import io.dataaccount.core.model.user.Role;
import java.util.Locale;

/** An operation on a use case, with the lowest role that permits it. */
public enum Action {
    LIST_BUCKETS(Role.VIEWER, Audit.IF_REFUSED),
    LIST_FOLDER(Role.VIEWER, Audit.IF_REFUSED),
    GET_USECASE(Role.VIEWER, Audit.IF_REFUSED),
    CREATE_BUCKET(Role.DATA_SCIENTIST, Audit.ALWAYS),
    CREATE_FOLDER(Role.DATA_SCIENTIST, Audit.ALWAYS),
    /** Issues a URL for one upload. */
    GRANT_UPLOAD(Role.DATA_SCIENTIST, Audit.ALWAYS),
    /** Issues URLs for a batch of uploads. */
    GRANT_UPLOADS(Role.DATA_SCIENTIST, Audit.ALWAYS),
    /** Issues URLs for a multipart upload. */
    GRANT_MULTIPART_UPLOAD(Role.DATA_SCIENTIST, Audit.ALWAYS),
    CONFIGURE_DATA_ACCOUNT(Role.USE_CASE_ADMIN, Audit.ALWAYS),
    UPDATE_USECASE(Role.USE_CASE_ADMIN, Audit.ALWAYS),
    LIST_ROLES(Role.USE_CASE_ADMIN, Audit.IF_REFUSED),
    ASSIGN_ROLE(Role.USE_CASE_ADMIN, Audit.ALWAYS),
    REVOKE_ROLE(Role.USE_CASE_ADMIN, Audit.ALWAYS),
    CREATE_USECASE(Role.PORTAL_ADMIN, Audit.ALWAYS),
    DELETE_USECASE(Role.PORTAL_ADMIN, Audit.ALWAYS);

    private final Role needs;
    private final Audit audit;

    Action(Role needs, Audit audit) {
        this.needs = needs;
        this.audit = audit;
    }

    /** The lowest role that permits the operation. */
    public Role needs() {
        return needs;
    }

    /** Whether every call is written to the audit log, or only refused ones. */
    boolean isAlwaysAudited() {
        return audit == Audit.ALWAYS;
    }

    /** The name of the operation in the audit log, such as {@code create_bucket}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    private enum Audit {
        /** The operation changes something or issues a URL. */
        ALWAYS,
        IF_REFUSED
    }
}
