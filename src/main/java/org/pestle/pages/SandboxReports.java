package org.pestle.pages;

import org.pestle.access.Caller;
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
    ModelAndView report(@PathVariable String icb, @PathVariable String month) {
        return accounts.report(reader("commissioner", icb), icb, month, FILES);
    }

    @GetMapping(path = "/sandbox/schedules/{contractor}/{month}", produces = "text/html")
    ModelAndView schedule(@PathVariable String contractor, @PathVariable String month) {
        return accounts.schedule(reader("contractor", contractor), contractor, month, FILES);
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

    /** The persona whose account it is, or the first of its kind. */
    private Caller reader(String persona, String organisation) {
        String name = personas.all().stream()
                .filter(each -> each.name().startsWith(persona))
                .filter(each -> each.organisation().equalsIgnoreCase(organisation))
                .map(PersonaList.Persona::name)
                .findFirst()
                .orElse(persona);
        return personas.caller(name).orElseThrow();
    }
}
