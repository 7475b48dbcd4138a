package org.pestle.pages;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The sites that have closed, without a token, as the sandbox's operator sees them; like all of {@code /sandbox}, on
 * loopback only. Each prescription leads to the page that explains it.
 */
@Controller
@Profile("sandbox")
class SandboxClosedSites {
    private final PersonaList personas;
    private final ShownClosedSites sites;

    SandboxClosedSites(PersonaList personas, ShownClosedSites sites) {
        this.personas = personas;
        this.sites = sites;
    }

    @GetMapping(path = "/sandbox/closed-sites", produces = "text/html")
    ModelAndView show(@RequestParam(required = false) @Nullable String after) {
        return sites.to(personas.caller("operator").orElseThrow(), after).addObject("explained", true);
    }
}
