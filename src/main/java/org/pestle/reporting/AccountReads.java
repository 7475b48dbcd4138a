package org.pestle.reporting;

import jakarta.servlet.http.HttpServletRequest;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.audit.AuditTrail;
import org.pestle.exchange.PlainJson;
import org.springframework.stereotype.Component;

/**
 * Who has read an account: the month of an organisation, or a claim with its price. Whatever shows one, to a program or
 * to a person, notes it here once it was found and before it is sent; what cannot be noted is not shown.
 */
@Component
public class AccountReads {
    private final AuditTrail audit;

    AccountReads(AuditTrail audit) {
        this.audit = audit;
    }

    /**
     * Adds a row to the audit trail.
     *
     * @param call by which it is read; its {@code X-Request-ID} is noted, if it has one
     * @param operation what kind of account
     * @param subject which: the organisation and the month, as in {@code QHM 2026-07}, or the claim's id
     */
    public void note(HttpServletRequest call, Caller reader, Operation operation, String subject) {
        audit.record(
                reader, operation, subject, "done", PlainJson.requestId(call).orElse(null));
    }
}
