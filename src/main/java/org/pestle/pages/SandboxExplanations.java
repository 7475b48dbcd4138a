package org.pestle.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * One prescription explained without a token, as one of the personas sees it; like all of {@code /sandbox}, on loopback
 * only. It names no person and no medicine.
 */
@Controller
@Profile("sandbox")
class SandboxExplanations {
    private static final String SUPPORT = "support";

    /** Whose eyes one can choose. */
    private static final List<String> VIEWERS = List.of(SUPPORT, "pharmacist", "prescriber");

    private final PersonaList personas;
    private final ExplainedPrescription explained;

    SandboxExplanations(PersonaList personas, ExplainedPrescription explained) {
        this.personas = personas;
        this.explained = explained;
    }

    @GetMapping(path = "/sandbox/prescriptions/{id}", produces = "text/html")
    ModelAndView show(
            @PathVariable String id,
            @RequestParam(defaultValue = SUPPORT) String as,
            @RequestParam(required = false) @Nullable String call,
            @RequestParam(required = false) @Nullable String organisation) {
        String viewer = VIEWERS.contains(as) ? as : SUPPORT;
        Caller caller = personas.caller(viewer).orElseThrow();
        return explained
                .to(caller, id, call, organisation)
                .addObject("viewers", VIEWERS)
                .addObject("viewer", viewer);
    }
}
