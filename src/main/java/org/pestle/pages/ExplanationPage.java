package org.pestle.pages;

import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One prescription explained to whoever may use the tracker: support, the pharmacist, the prescriber. */
@Controller
class ExplanationPage {
    private final Access access;
    private final CurrentCaller callers;
    private final ExplainedPrescription explained;

    ExplanationPage(Access access, CurrentCaller callers, ExplainedPrescription explained) {
        this.access = access;
        this.callers = callers;
        this.explained = explained;
    }

    @GetMapping(path = "/prescriptions/{id}", produces = "text/html")
    ModelAndView show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String call,
            @RequestParam(required = false) @Nullable String organisation) {
        Caller caller = callers.get();
        access.require(caller, Operation.TRACK);
        return explained.to(caller, id, call, organisation);
    }
}
