package org.pestle.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pestle.cli.Json;
import org.pestle.cli.PestleCommand;
import org.pestle.sandbox.DatabaseAccess;
import org.pestle.sandbox.EmbeddedPostgres;
import org.pestle.values.NhsDates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** Measures the pricing of a night: puts made claims into the database of a running sandbox and has them priced. */
@Command(
        name = "night",
        mixinStandardHelpOptions = true,
        description =
                "Puts the claims of a peak night into a running sandbox, runs price-claims and prints items a second. "
                        + "The claims stay there until POST /sandbox/reset.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar bench night --items 1000000")
public final class NightCommand implements Callable<Integer> {
    private static final int CLAIMS_AT_ONCE = 20_000;

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--items", description = "claimed items, 1000 to 20000000 (default: ${DEFAULT-VALUE})")
    private int items = 200_000;

    @Option(names = "--pharmacies", description = "contractors, 1 to 60000 (default: ${DEFAULT-VALUE})")
    private int pharmacies = 11_000;

    @Override
    public Integer call() throws Exception {
        if (items < 1000 || items > 20_000_000 || pharmacies < 1 || pharmacies > 60_000) {
            bench.pestle().err().println("--items takes 1000 to 20000000, --pharmacies 1 to 60000");
            return PestleCommand.USAGE;
        }
        Path postgres = Demonstration.home().resolve("postgres");
        DatabaseAccess access = EmbeddedPostgres.running(postgres)
                .orElseThrow(() -> new IllegalStateException(
                        "no PostgreSQL of the sandbox runs in " + postgres + "; name its PESTLE_HOME"))
                .owner();
        try (Connection owner = DriverManager.getConnection(access.url(), access.user(), access.password())) {
            BenchNightTable table = new BenchNightTable(owner);
            Instant now = now();
            int made = make(table, now);
            JsonNode result = price(now);
            boolean completed = result.path("status").asString().equals("COMPLETED");
            bench.pestle().out().println(completed ? report(made, result, table.steps()) : result.toString());
            bench.pestle().out().flush();
            return completed ? PestleCommand.DONE : PestleCommand.REFUSED;
        }
    }

    private int make(BenchNightTable table, Instant now) throws Exception {
        List<BenchNightTable.Pack> packs = table.packs(YearMonth.from(NhsDates.on(now)));
        MadeNight night = new MadeNight(packs, pharmacies, now);
        bench.pestle().err().println("making " + items + " items of " + packs.size() + " packs …");
        int made = 0;
        for (int claims = 1; made < items; claims++) {
            made += night.add();
            if (claims % CLAIMS_AT_ONCE == 0 || made >= items) {
                table.store(night.takeClaims(), night.takeWaiting(), night.takeItems());
            }
        }
        return made;
    }

    private Instant now() throws Exception {
        return Instant.parse(call("GET", "/sandbox/clock", "").path("now").asString());
    }

    private JsonNode price(Instant cutOff) throws Exception {
        bench.pestle().err().println("pricing …");
        return call("POST", "/sandbox/jobs/price-claims", "{\"cut-off\": \"" + cutOff + "\"}");
    }

    /** Without a limit of time: a night may take long. */
    private JsonNode call(String method, String path, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(bench.pestle().client().at(path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
        }
    }

    private String report(int made, JsonNode result, Map<String, Double> steps) {
        double seconds =
                steps.values().stream().mapToDouble(Double::doubleValue).sum();
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "| a night of %,d items, %,d pharmacies | seconds | items a second |\n",
                made,
                pharmacies));
        table.append("|---|---:|---:|\n");
        steps.forEach((step, each) ->
                table.append(String.format(Locale.ROOT, "| %s | %.1f | %,.0f |\n", step, each, made / each)));
        table.append(String.format(Locale.ROOT, "| priced and posted | %.1f | %,.0f |\n", seconds, made / seconds));
        JsonNode totals = result.path("totals");
        table.append(String.format(
                Locale.ROOT,
                "\n%s items in, %s paid, %s referred back; %s pence.",
                totals.path("items_in").asString(),
                totals.path("items_paid").asString(),
                totals.path("items_referred").asString(),
                totals.path("total_p").asString()));
        return table.toString();
    }
}
