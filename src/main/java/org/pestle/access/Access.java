package org.pestle.access;

import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/** Asks {@link AccessTable} on behalf of a use case; whatever has no row there is denied. */
@Component
public class Access {
    /**
     * Lets the caller pass if its role may do the operation at all.
     *
     * @throws OperationDeniedException otherwise
     */
    public void require(Caller caller, Operation operation) {
        of(caller, operation);
    }

    /**
     * Lets the caller pass if it may do the operation for the owner of the record. A locum acts for the pharmacy that
     * the message names, so for any, but has no account.
     *
     * @throws OperationDeniedException otherwise
     */
    public void require(Caller caller, Operation operation, OdsCode owner) {
        Ownership ownership = of(caller, operation);
        OdsCode own = ownership == Ownership.OWN_ACCOUNT ? caller.organisation() : caller.actingFor(owner);
        if (ownership != Ownership.ANY && !own.equals(owner)) {
            throw new OperationDeniedException(operation, "not for this organisation");
        }
    }

    /** Whether the caller's role may do the operation at all. */
    public boolean allows(Caller caller, Operation operation) {
        return AccessTable.ownership(operation, caller.role()).isPresent();
    }

    /**
     * For whom the caller may do the operation.
     *
     * @throws OperationDeniedException if it may not at all
     */
    public Ownership of(Caller caller, Operation operation) {
        return AccessTable.ownership(operation, caller.role())
                .orElseThrow(() -> new OperationDeniedException(operation, "not for this role"));
    }
}
