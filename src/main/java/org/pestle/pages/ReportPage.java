package org.pestle.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The account of a month in a browser: a contractor's schedule of payments, a commissioner's report. */
@Controller
class ReportPage {
    private static final String FILES = "/reimbursement";

    private final Access access;
    private final CurrentCaller callers;
    private final ShownAccounts accounts;

    ReportPage(Access access, CurrentCaller callers, ShownAccounts accounts) {
        this.access = access;
        this.callers = callers;
        this.accounts = accounts;
    }

    @GetMapping(path = "/reports/{icb}/{month}", produces = "text/html")
    ModelAndView report(HttpServletRequest request, @PathVariable String icb, @PathVariable String month) {
        return accounts.report(allowed(request, Operation.READ_REPORT, icb), icb, month);
    }

    @GetMapping(path = "/schedules/{contractor}/{month}", produces = "text/html")
    ModelAndView schedule(HttpServletRequest request, @PathVariable String contractor, @PathVariable String month) {
        return accounts.schedule(allowed(request, Operation.READ_SCHEDULE, contractor), contractor, month);
    }

    private ShownAccounts.Visit allowed(HttpServletRequest request, Operation operation, String organisation) {
        Caller caller = callers.get();
        if (OdsCode.isRight(organisation)) {
            access.require(caller, operation, OdsCode.parse(organisation));
        }
        return new ShownAccounts.Visit(request, caller, FILES);
    }
}
