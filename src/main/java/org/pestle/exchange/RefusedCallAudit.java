package org.pestle.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.pestle.access.Caller;
import org.pestle.access.OperationDeniedException;
import org.pestle.access.PatientIdentity;
import org.pestle.access.RefusedCallRecord;
import org.pestle.audit.AuditTrail;
import org.pestle.problems.Problem;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts calls that were refused for want of authority on the audit trail (reliability-security.md I21), under the
 * address that was asked for. An address in which somebody wrote a patient's number is kept without it.
 */
@Component
class RefusedCallAudit implements RefusedCallRecord {
    private static final int LONGEST_ADDRESS = 200;
    private static final Pattern NHS_NUMBER = Pattern.compile("(?<![0-9])[0-9]{10}(?![0-9])");

    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    RefusedCallAudit(AuditTrail audit, TransactionTemplate transaction) {
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public void add(HttpServletRequest call, Caller caller, AccessDeniedException refusal) {
        String operation = refusal instanceof OperationDeniedException denied
                ? denied.operation().name()
                : call.getMethod();
        transaction.executeWithoutResult(status -> audit.recordRefusedCall(
                PatientIdentity.unnamed(caller),
                operation,
                address(call),
                Problem.NOT_PERMITTED.code(),
                PlainJson.requestId(call).orElse(null)));
    }

    private static String address(HttpServletRequest call) {
        String address = NHS_NUMBER.matcher(call.getRequestURI()).replaceAll("**********");
        return address.length() > LONGEST_ADDRESS ? address.substring(0, LONGEST_ADDRESS) : address;
    }
}
