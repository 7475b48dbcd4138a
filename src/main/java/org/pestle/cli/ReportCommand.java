package org.pestle.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** Downloads a commissioner's report into a file. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Downloads a commissioner's report of a month, whole or taken apart, into a file.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar report QHM 2026-12 --by contractors --format zip")
final class ReportCommand implements Callable<Integer> {
    /** What the report is taken apart by. */
    enum By {
        CONTRACTORS,
        PRACTICES
    }

    /** What it is written as. */
    enum FileFormat {
        CSV,
        JSON,
        PDF,
        ZIP
    }

    @ParentCommand
    private PestleCommand pestle;

    @Parameters(index = "0", paramLabel = "ICB", description = "code of the commissioner")
    private String icb = "";

    @Parameters(index = "1", paramLabel = "MONTH", description = "for example 2026-12")
    private String month = "";

    @Option(
            names = "--by",
            paramLabel = "BY",
            description = "all ${COMPLETION-CANDIDATES} in one file, as CSV or ZIP (default: the whole report)")
    private @Nullable By by;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES} (default: CSV)")
    private FileFormat format = FileFormat.CSV;

    @Option(names = "--as", paramLabel = "PERSONA", description = "who reads it (default: ${DEFAULT-VALUE})")
    private String as = "commissioner";

    @Option(names = "--output", paramLabel = "FILE", description = "where it goes (default: a name of its own, here)")
    private @Nullable Path output;

    @Override
    public Integer call() {
        boolean isZip = format == FileFormat.ZIP;
        if (by == null ? isZip : !isZip && format != FileFormat.CSV) {
            throw new WrongUse(
                    "One file of all contractors or practices is CSV or ZIP; the whole report CSV, JSON or PDF");
        }
        String suffix = "." + format.name().toLowerCase(Locale.ROOT);
        String part = by == null ? "" : by.name().toLowerCase(Locale.ROOT);
        String path = "/reimbursement/reports/%s/%s%s%s".formatted(icb, month, by == null ? "" : "/" + part, suffix);
        Path file = output == null
                ? Path.of("%s-%s%s%s".formatted(icb, month, by == null ? "" : "-" + part, suffix))
                : output;
        long size = pestle.client().download(ServiceCall.get(path, as), file);
        ObjectNode result = Json.object().put("file", file.toString()).put("bytes", size);
        pestle.show(result, "%s, %,d bytes".formatted(file, size));
        return PestleCommand.DONE;
    }
}
