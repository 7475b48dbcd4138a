package org.pestle.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.springframework.stereotype.Component;

/**
 * The record of who did what. It is written in the caller's transaction: if it cannot be written, what it tells of does
 * not happen either. A statement that changes the record itself calls the database function {@code append_audit_event}
 * in the same round trip instead.
 */
@Component
public class AuditTrail {
    private final AuditTable table;

    AuditTrail(AuditTable table) {
        this.table = table;
    }

    /**
     * Records one act.
     *
     * @param caller who
     * @param operation what
     * @param subject on which record: a prescription id, a claim id, an organisation and month; never a patient's
     *     number
     * @param outcome {@code done} or the code of the refusal
     * @param requestId the call, or null for work of the night
     */
    public void record(Caller caller, Operation operation, String subject, String outcome, @Nullable UUID requestId) {
        table.append(caller, operation.name(), subject, outcome, requestId);
    }

    /**
     * Records a call that its caller had no authority for.
     *
     * @param caller who
     * @param asked the operation, or the method of a call that did not come as far as to say which
     * @param address where, without a patient's number
     * @param outcome the code of the refusal
     * @param requestId the call, or null if it has no id
     */
    public void recordRefusedCall(
            Caller caller, String asked, String address, String outcome, @Nullable UUID requestId) {
        table.append(caller, asked, address, outcome, requestId);
    }
}
