package org.pestle.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.values.OdsCode;

/**
 * The headers by which a clinical tracker's caller says who it is (eps.md 1.10). The token says it already: one that is
 * missing is taken from there, one that says otherwise or nothing is refused (contract.md 6).
 */
final class TrackerHeaders {
    private static final String JOB_ROLE = "[A-Z][0-9]{4}(:[A-Z][0-9]{4}){0,2}|[0-9]{1,15}";

    private TrackerHeaders() {}

    /** Checks all of them; each that is wrong is a finding. */
    static void check(HttpServletRequest request, Caller caller, Findings findings) {
        check(request, "nhsd-organization-uuid", code -> isOwn(code, caller), findings);
        check(request, "nhsd-session-urid", id -> isSame(id, caller.roleProfileId()), findings);
        check(request, "nhsd-identity-uuid", id -> isSame(id, caller.userId()), findings);
        check(request, "nhsd-session-jobrole", role -> role.matches(JOB_ROLE), findings);
    }

    private static void check(HttpServletRequest request, String header, Predicate<String> isRight, Findings findings) {
        String value = request.getHeader(header);
        if (value != null && !isRight.test(value.strip())) {
            findings.wrong(header, "The header " + header + " is not what the token says, or not of its form");
        }
    }

    private static boolean isOwn(String code, Caller caller) {
        return OdsCode.isRight(code) && (caller.isLocum() || OdsCode.parse(code).equals(caller.organisation()));
    }

    private static boolean isSame(String id, @Nullable String byToken) {
        return id.matches("[0-9]{1,15}") && (byToken == null || byToken.equals(id));
    }
}
