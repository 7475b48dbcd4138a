package org.pestle.reporting;

import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Schedules and reports as answers of an interface. Whoever asks must have checked who may read them. */
@Component
class ReimbursementPapers {
    private static final String ZIP = "application/zip";

    private final Schedules schedules;
    private final Reports reports;
    private final ReportDownloads downloads;
    private final ReimbursementFiles files;
    private final ReimbursementAnswers answers;
    private final ReportingSettings settings;

    ReimbursementPapers(
            Schedules schedules,
            Reports reports,
            ReportDownloads downloads,
            ReimbursementFiles files,
            ReimbursementAnswers answers,
            ReportingSettings settings) {
        this.schedules = schedules;
        this.reports = reports;
        this.downloads = downloads;
        this.files = files;
        this.answers = answers;
        this.settings = settings;
    }

    /** What answers with a paper in a format, under a name. */
    private interface Renderer {
        ResponseEntity<?> render(Format format, String name);
    }

    /**
     * A schedule of payments.
     *
     * @param file the month, with or without the suffix of a format
     * @param accept the formats that are taken where there is no suffix
     */
    ResponseEntity<?> schedule(OdsCode contractor, String file, @Nullable String accept) {
        return paper(
                contractor,
                file,
                accept,
                month -> schedules
                        .find(contractor, month)
                        .map(schedule -> (format, name) -> answers.file(files.of(schedule, format), format, name)));
    }

    /** A commissioner's report, likewise. */
    ResponseEntity<?> report(OdsCode icb, String file, @Nullable String accept) {
        return paper(
                icb,
                file,
                accept,
                month -> reports.find(icb, month).map(report -> (format, name) -> switch (format) {
                    case JSON, CSV -> sent(downloads.report(icb, month, format), format, name);
                    case PDF -> overview(icb, month, settings.rowsOnPaper(), files::pdf, format, name);
                }));
    }

    /** Its sums. */
    ResponseEntity<?> summary(OdsCode icb, String month) {
        return paper(
                icb,
                month,
                Format.JSON.mediaType(),
                when -> reports.find(icb, when)
                        .map(report -> (format, name) -> overview(icb, when, 0, files::summary, format, name)));
    }

    private ResponseEntity<?> overview(
            OdsCode icb,
            YearMonth month,
            int mostRows,
            Function<ReportOverview, byte[]> rendering,
            Format format,
            String name) {
        return reports.overview(icb, month, mostRows)
                .map(rendering)
                .map(content -> answers.file(content, format, name))
                .orElseGet(() -> answers.refuse(Finding.of(Problem.NO_SUCH_REPORT)));
    }

    private ResponseEntity<?> sent(Optional<Path> file, Format format, String name) {
        return file.isPresent()
                ? answers.file(file.get(), format, name)
                : answers.refuse(Finding.of(Problem.NO_SUCH_REPORT));
    }

    /** What everybody may have of it, once no claim can be added to the month. */
    ResponseEntity<?> published(OdsCode icb, String month, Format format) {
        Optional<CommissionerReport> found = month(month).flatMap(when -> reports.find(icb, when));
        if (found.isEmpty()) {
            return answers.refuse(Finding.of(Problem.NO_SUCH_REPORT));
        }
        if (found.get().provisional()) {
            return answers.refuse(Finding.of(Problem.MONTH_NOT_CLOSED));
        }
        return sent(downloads.published(icb, found.get().month(), format), format, icb + "-" + month + "-published");
    }

    /** All contractors or practices of it in one file. */
    ResponseEntity<?> breakdown(OdsCode icb, String month, String breakdown, boolean isZip) {
        String name = "%s-%s-%s.%s".formatted(icb, month, breakdown, isZip ? "zip" : "csv");
        Optional<Path> file = month(month)
                .flatMap(
                        when -> Breakdown.of(breakdown).flatMap(known -> downloads.breakdown(icb, when, known, isZip)));
        return file.isPresent()
                ? answers.download(file.get(), isZip ? ZIP : CsvFile.MEDIA_TYPE, name)
                : answers.refuse(Finding.of(Problem.NO_SUCH_REPORT));
    }

    private ResponseEntity<?> paper(
            OdsCode organisation, String file, @Nullable String accept, Function<YearMonth, Optional<Renderer>> find) {
        Optional<Format> bySuffix = Format.bySuffix(file);
        Optional<Format> format = bySuffix.or(() -> Format.byAccept(accept));
        if (format.isEmpty()) {
            return answers.refuse(Finding.of(Problem.NOT_ACCEPTABLE));
        }
        String month = file.substring(
                0, file.length() - bySuffix.map(Format::suffix).orElse("").length());
        return month(month)
                .flatMap(find)
                .<ResponseEntity<?>>map(renderer -> renderer.render(format.get(), organisation + "-" + month))
                .orElseGet(() -> answers.refuse(Finding.of(Problem.NO_SUCH_REPORT)));
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return text.length() == 7 ? Optional.of(YearMonth.parse(text)) : Optional.empty();
        } catch (DateTimeParseException wrong) {
            return Optional.empty();
        }
    }
}
