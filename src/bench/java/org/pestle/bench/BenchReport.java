package org.pestle.bench;

import java.util.List;
import java.util.Locale;

/** Puts measures into a Markdown table. */
final class BenchReport {
    private BenchReport() {}

    static String markdown(List<Measure> measures, Measure baseline, int threads) {
        StringBuilder text = new StringBuilder("""
                | what (%d threads) | per second | p50 ms | p90 ms | p99 ms | max ms | done | refused |
                |---|---:|---:|---:|---:|---:|---:|---:|
                """.formatted(threads));
        measures.forEach(measure -> text.append(row(measure)));
        text.append(row(baseline));
        Measure creates = measures.getFirst();
        return text.append(String.format(
                        Locale.ROOT,
                        "%nCreates as fast as possible reach %.0f %% of what PostgreSQL alone can store.%n",
                        100 * creates.perSecond() / baseline.perSecond()))
                .append(machine())
                .toString();
    }

    private static String row(Measure measure) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.1f | %.1f | %.1f | %.1f | %,d | %,d |%n",
                measure.what(),
                measure.perSecond(),
                measure.millis(0.50),
                measure.millis(0.90),
                measure.millis(0.99),
                measure.millis(1),
                measure.done(),
                measure.refused());
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "Service, database and generator together on %d processors, %s, %s %s, Java %s.",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    }

    private static String processor() {
        try (var lines = java.nio.file.Files.lines(java.nio.file.Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (java.io.IOException noSuchFile) {
            return "unknown processor";
        }
    }
}
