package org.pestle.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** The same accounts without a token; like all of {@code /sandbox}, on loopback only. */
@Controller
@Profile("sandbox")
class SandboxReports {
    private static final String FILES = "/sandbox/reimbursement";

    private final PersonaList personas;
    private final ShownAccounts accounts;

    SandboxReports(PersonaList personas, ShownAccounts accounts) {
        this.personas = personas;
        this.accounts = accounts;
    }

    @GetMapping(path = "/sandbox/reports/{icb}/{month}", produces = "text/html")
    ModelAndView report(HttpServletRequest request, @PathVariable String icb, @PathVariable String month) {
        return accounts.report(as("commissioner", icb, request), icb, month);
    }

    @GetMapping(path = "/sandbox/schedules/{contractor}/{month}", produces = "text/html")
    ModelAndView schedule(HttpServletRequest request, @PathVariable String contractor, @PathVariable String month) {
        return accounts.schedule(as("contractor", contractor, request), contractor, month);
    }

    /** Where the form of the start page leads. */
    @GetMapping("/sandbox/reports")
    RedirectView chosenReport(@RequestParam String icb, @RequestParam String month) {
        return to("/sandbox/reports/{organisation}/{month}", icb, month);
    }

    /** Where the form of the start page leads. */
    @GetMapping("/sandbox/schedules")
    RedirectView chosenSchedule(@RequestParam String contractor, @RequestParam String month) {
        return to("/sandbox/schedules/{organisation}/{month}", contractor, month);
    }

    private static RedirectView to(String path, String organisation, String month) {
        String address = UriComponentsBuilder.fromPath(path)
                .encode()
                .buildAndExpand(organisation, month)
                .toUriString();
        RedirectView view = new RedirectView(address);
        view.setExpandUriTemplateVariables(false);
        return view;
    }

    /** As the persona whose account it is, or as the first of its kind. */
    private ShownAccounts.Visit as(String persona, String organisation, HttpServletRequest request) {
        String name = personas.all().stream()
                .filter(each -> each.name().startsWith(persona))
                .filter(each -> each.organisation().equalsIgnoreCase(organisation))
                .map(PersonaList.Persona::name)
                .findFirst()
                .orElse(persona);
        return new ShownAccounts.Visit(request, personas.caller(name).orElseThrow(), FILES);
    }
}
