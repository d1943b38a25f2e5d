package io.dataaccount.core.service;

import io.dataaccount.core.model.user.Role;
import java.util.Locale;

/** An operation on a use case, with the lowest role that permits it. */
public enum Action {
    /** Lists the buckets of the data account. */
    LIST_BUCKETS(Role.VIEWER, Audit.IF_REFUSED),
    /** Lists the files and folders of one folder. */
    LIST_FOLDER(Role.VIEWER, Audit.IF_REFUSED),
    /** Reads the use case. */
    GET_USECASE(Role.VIEWER, Audit.IF_REFUSED),
    /** Creates a bucket, or repairs the settings of one that exists. */
    CREATE_BUCKET(Role.DATA_SCIENTIST, Audit.ALWAYS),
    /** Creates a folder. */
    CREATE_FOLDER(Role.DATA_SCIENTIST, Audit.ALWAYS),
    /** Issues a URL for one upload. */
    GRANT_UPLOAD(Role.DATA_SCIENTIST, Audit.ALWAYS),
    /** Issues URLs for a batch of uploads. */
    GRANT_UPLOADS(Role.DATA_SCIENTIST, Audit.ALWAYS),
    /** Issues URLs for a multipart upload. */
    GRANT_MULTIPART_UPLOAD(Role.DATA_SCIENTIST, Audit.ALWAYS),
    /** Sets the data account, its role, its bucket and its prefix. */
    CONFIGURE_DATA_ACCOUNT(Role.USE_CASE_ADMIN, Audit.ALWAYS),
    /** Changes the use case. */
    UPDATE_USECASE(Role.USE_CASE_ADMIN, Audit.ALWAYS),
    /** Lists who has which role in the use case. */
    LIST_ROLES(Role.USE_CASE_ADMIN, Audit.IF_REFUSED),
    /** Reads the audit log of the use case. */
    LIST_AUDIT_EVENTS(Role.USE_CASE_ADMIN, Audit.IF_REFUSED),
    /** Assigns a role. */
    ASSIGN_ROLE(Role.USE_CASE_ADMIN, Audit.ALWAYS),
    /** Revokes a role. */
    REVOKE_ROLE(Role.USE_CASE_ADMIN, Audit.ALWAYS),
    /** Creates a use case. */
    CREATE_USECASE(Role.PORTAL_ADMIN, Audit.ALWAYS),
    /** Deletes the use case and its roles; its buckets stay. */
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
