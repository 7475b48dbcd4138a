package org.pestle.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows or moves the sandbox's business time. */
@Command(
        name = "clock",
        mixinStandardHelpOptions = true,
        description = "Shows the sandbox's clock, or moves it: by +1d, by an ISO 8601 duration, or to an instant.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar clock +1d")
final class ClockCommand implements Callable<Integer> {
    private static final Pattern SHORT = Pattern.compile("\\+?(\\d{1,5})([dhm])");

    @ParentCommand
    private PestleCommand pestle;

    @Parameters(
            arity = "0..1",
            paramLabel = "CHANGE",
            description = "+1d, +6h, +30m, P30D, P10DT6H or 2026-12-01T09:00:00Z (default: only show)")
    private @Nullable String change;

    @Override
    public Integer call() {
        ServiceCall call = change == null
                ? ServiceCall.get("/sandbox/clock", null)
                : ServiceCall.sandbox("/sandbox/clock", body(change));
        JsonNode answer = pestle.client().send(call).orRefused().json();
        pestle.show(answer, "Business time is " + answer.path("now").asString() + ".");
        return PestleCommand.DONE;
    }

    /** What the sandbox takes: {@code advance} by a duration or {@code set} to an instant. */
    static ObjectNode body(String change) {
        var brief = SHORT.matcher(change.toLowerCase(Locale.ROOT));
        if (brief.matches()) {
            String amount = brief.group(1);
            return Json.object()
                    .put(
                            "advance",
                            brief.group(2).equals("d")
                                    ? "P" + amount + "D"
                                    : "PT" + amount + brief.group(2).toUpperCase(Locale.ROOT));
        }
        if (change.toUpperCase(Locale.ROOT).startsWith("P")) {
            return Json.object().put("advance", change.toUpperCase(Locale.ROOT));
        }
        try {
            return Json.object().put("set", Instant.parse(change).toString());
        } catch (DateTimeException wrong) {
            throw new WrongUse("Not a change of the clock: " + change + ". Examples: +1d, " + Period.ofDays(30)
                    + ", 2026-12-01T09:00:00Z");
        }
    }
}
