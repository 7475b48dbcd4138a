package org.pestle.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.pestle.prescription.Prescriptions;
import org.pestle.reporting.LastNight;
import org.pestle.values.NhsDates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page: what this is, its interfaces, and in the sandbox what happened in it lately. */
@Controller
class HomePage {
    private static final int NEWEST = 10;
    private static final int USUAL_PORT = 8080;
    private static final String JAR = "java -jar target/pestle.jar ";

    /** A step of the tour. */
    record Step(String what, String command) {}

    /** A month to choose. */
    record Month(String value, String words) {}

    private final ObjectProvider<PersonaList> personas;
    private final Prescriptions prescriptions;
    private final LastNight lastNight;
    private final Clock clock;

    HomePage(ObjectProvider<PersonaList> personas, Prescriptions prescriptions, LastNight lastNight, Clock clock) {
        this.personas = personas;
        this.prescriptions = prescriptions;
        this.lastNight = lastNight;
        this.clock = clock;
    }

    @GetMapping(path = "/", produces = "text/html")
    String home(Model model, HttpServletRequest request) {
        model.addAttribute("interfaces", Interface.ALL);
        personas.ifAvailable(known -> addSandbox(model, known, request.getLocalPort()));
        return "home";
    }

    private void addSandbox(Model model, PersonaList known, int port) {
        List<PersonaList.Persona> all = known.all();
        model.addAttribute("personas", all);
        model.addAttribute("steps", steps(port));
        model.addAttribute(
                "prescriptions",
                prescriptions.newest(NEWEST).stream().map(PrescriptionRow::of).toList());
        model.addAttribute("jobs", lastNight.jobs().stream().map(NightCard::of).toList());
        model.addAttribute("contractors", organisations(all, "pharmacist"));
        model.addAttribute("commissioners", organisations(all, "commissioner"));
        model.addAttribute("months", months(YearMonth.from(NhsDates.today(clock))));
    }

    private static List<Step> steps(int port) {
        String where = port == USUAL_PORT ? "" : " --url http://localhost:" + port;
        return List.of(
                new Step("Prescribe: make, sign and send a prescription to pharmacy FA565", JAR + "send" + where),
                new Step("Download it as the pharmacist", JAR + "release" + where),
                new Step("Dispense it", JAR + "dispense" + where),
                new Step("Claim for it", JAR + "claim" + where),
                new Step(
                        "Run the night: price the claims, write the reports",
                        "curl -X POST http://localhost:" + port + "/sandbox/jobs/{price-claims,write-reports}"));
    }

    private static List<String> organisations(List<PersonaList.Persona> personas, String name) {
        return personas.stream()
                .filter(persona -> persona.name().startsWith(name))
                .map(PersonaList.Persona::organisation)
                .distinct()
                .toList();
    }

    private static List<Month> months(YearMonth current) {
        return Stream.of(current, current.minusMonths(1), current.minusMonths(2))
                .map(month -> new Month(month.toString(), PlainWords.month(month)))
                .toList();
    }
}
