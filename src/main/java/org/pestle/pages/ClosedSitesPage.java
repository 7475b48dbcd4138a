package org.pestle.pages;

import org.jspecify.annotations.Nullable;
import org.pestle.access.CurrentCaller;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The sites that have closed and what became of their prescriptions, for the operator's service desk. */
@Controller
class ClosedSitesPage {
    private final CurrentCaller callers;
    private final ShownClosedSites sites;

    ClosedSitesPage(CurrentCaller callers, ShownClosedSites sites) {
        this.callers = callers;
        this.sites = sites;
    }

    @GetMapping(path = "/operator/closed-sites", produces = "text/html")
    ModelAndView show(@RequestParam(required = false) @Nullable String after) {
        return sites.to(callers.get(), after);
    }
}
