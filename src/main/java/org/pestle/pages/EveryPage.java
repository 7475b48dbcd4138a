package org.pestle.pages;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page needs. */
@ControllerAdvice(
        assignableTypes = {
            HomePage.class,
            ErrorsPage.class,
            DeveloperPage.class,
            ExplanationPage.class,
            ReportPage.class,
            SandboxReports.class,
            ClosedSitesPage.class,
            SandboxDocuments.class,
            SandboxClosedSites.class,
            SandboxExplanations.class
        })
class EveryPage {
    /** The version of the component library, as it stands in the addresses of its files. */
    private static final String FRONTEND = "5.14.0";

    private final ObjectProvider<PersonaList> personas;

    EveryPage(ObjectProvider<PersonaList> personas) {
        this.personas = personas;
    }

    @ModelAttribute
    void frame(Model model) {
        model.addAttribute("frontend", FRONTEND);
        model.addAttribute("sandbox", personas.getIfAvailable() != null);
    }
}
