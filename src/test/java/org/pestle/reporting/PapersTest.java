package org.pestle.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.pricing.DiscountGroup;
import org.pestle.pricing.MonthSums;
import org.pestle.pricing.MonthTotals;
import org.pestle.routing.Site;
import org.pestle.routing.SiteType;
import org.pestle.values.OdsCode;
import org.pestle.values.Pence;

/**
 * The papers: readable, complete, and the same sums in every format. The files are kept under target/papers to be
 * looked at.
 */
class PapersTest {
    private static final Instant WRITTEN = Instant.parse("2026-08-04T02:10:00Z");
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final OdsCode PHARMACY = new OdsCode("FA565");

    private static final AccountInTime YEAR = new AccountInTime(
            SpendByMonth.upTo(
                    JULY,
                    "Account total",
                    List.of(
                            new SpendByMonth.Month(YearMonth.of(2025, 9), new BigDecimal("1310211"), false),
                            new SpendByMonth.Month(YearMonth.of(2025, 10), new BigDecimal("1502118"), false),
                            new SpendByMonth.Month(YearMonth.of(2025, 12), new BigDecimal("1719902"), false),
                            new SpendByMonth.Month(YearMonth.of(2026, 1), new BigDecimal("1402118"), false),
                            new SpendByMonth.Month(YearMonth.of(2026, 6), new BigDecimal("1337219"), false),
                            new SpendByMonth.Month(JULY, new BigDecimal("1459517"), true))),
            Optional.of(new NightRun(
                    Instant.parse("2026-08-04T00:00:00Z"), WRITTEN, 12, 31, 2, 0, new BigDecimal("7402.40"))));

    /** The worked example of reimbursement.md 6.2. */
    private static PaymentSchedule example() {
        MonthSums sums = new MonthSums(
                6162,
                90,
                4,
                1,
                6166,
                Map.of(
                        DiscountGroup.GENERIC, new Pence(345_910),
                        DiscountGroup.BRAND, new Pence(213_392),
                        DiscountGroup.APPLIANCE, new Pence(514_514),
                        DiscountGroup.ZERO, new Pence(133_108)),
                Map.of(),
                new BigDecimal("7645.84"),
                new Pence(3110),
                new Pence(2800),
                Map.of(
                        "single_activity", new Pence(937_232),
                        "cd_sched2", new Pence(3584),
                        "cd_sched3", new Pence(7740),
                        "expensive", new Pence(2233),
                        "unlicensed_SP", new Pence(6000),
                        "measured_and_fitted", new Pence(840)),
                594,
                0,
                new Pence(588_060));
        MonthTotals totals = new MonthTotals(
                sums,
                Map.of(
                        DiscountGroup.GENERIC, new Pence(69_182),
                        DiscountGroup.BRAND, new Pence(10_670),
                        DiscountGroup.APPLIANCE, new Pence(50_680),
                        DiscountGroup.ZERO, Pence.ZERO),
                new Pence(1_076_392),
                new Pence(7646),
                new Pence(1_089_948),
                new TreeMap<>(sums.fees()),
                new Pence(957_629),
                new Pence(1_459_517),
                new MonthTotals.Advance(new Pence(1_200_000), new Pence(1_150_000)),
                new Pence(1_409_517));
        return PaymentSchedule.of(
                PHARMACY,
                JULY,
                true,
                WRITTEN,
                totals,
                new PaymentSchedule.Details(
                        2751,
                        List.of("2026-07"),
                        List.of(
                                new PaymentSchedule.NotPaid(
                                        "24F5DA-A83008-7EFE6Z",
                                        "A product with a very long name that nobody lists, 500micrograms/5ml "
                                                + "oral suspension "
                                                + "sugar free in a bottle with an oral syringe and adapter",
                                        "referred-back",
                                        "NO_PRICE_HELD",
                                        "no price is held and none was endorsed"),
                                new PaymentSchedule.NotPaid(
                                        "24F5DA-A83008-7EFE6Z",
                                        "Amlodipine 5mg tablets",
                                        "disallowed",
                                        "DISALLOWED",
                                        "product is on the blacklist")),
                        fortyExpensiveItems()));
    }

    private static List<PaymentSchedule.Expensive> fortyExpensiveItems() {
        List<PaymentSchedule.Expensive> expensive = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            expensive.add(new PaymentSchedule.Expensive(
                    "24F5DA-A83008-7EFE6Z", "Lisdexamfetamine 70mg capsules", new BigDecimal("56"), new Pence(16_632)));
        }
        return expensive;
    }

    private static Site welshPharmacy() {
        return new Site(
                PHARMACY,
                "Fferyllfa Tŷ Gwyn a Llŷn, Siop Ŵyl y Gŵr Ifanc, with a name so long that it does not fit on one line",
                SiteType.COMMUNITY_PHARMACY,
                List.of("63 Briarfield Road", "Timperley", "Altrincham", "Cheshire"),
                "WA15 7DD",
                null,
                null,
                List.of(),
                false,
                true,
                true);
    }

    @Test
    void a_schedule_shows_the_worked_example_with_every_line_and_total() throws Exception {
        byte[] pdf = keep("schedule.pdf", PaymentSchedulePdf.of(example(), Optional.of(welshPharmacy()), YEAR));

        assertThat(text(pdf))
                .contains(
                        "Schedule of payments",
                        "PROVISIONAL",
                        "Fferyllfa Tŷ Gwyn a Llŷn",
                        "Siop Ŵyl y Gŵr Ifanc",
                        "63 Briarfield Road, Timperley, Altrincham, Cheshire, WA15 7DD",
                        "July 2026",
                        "Generics, basic price 3,459.10",
                        "Generics, less discount -691.82",
                        "Drugs and appliances 10,899.48",
                        "Single activity fee 6,166 9,372.32",
                        "Less patient charges -5,880.60",
                        "Account total 14,595.17",
                        "Net payment 14,095.17",
                        "Page 1 of 5",
                        "Page 5 of 5",
                        "4 August 2026 at 03:10",
                        "Drug Tariff July 2026");
    }

    @Test
    void a_paper_says_what_it_is_to_a_screen_reader() throws Exception {
        try (PDDocument document = Loader.loadPDF(PaymentSchedulePdf.of(example(), Optional.empty(), YEAR))) {
            assertThat(document.getDocumentInformation().getTitle())
                    .isEqualTo("Schedule of payments, FA565, July 2026");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getStructureTreeRoot().getKids())
                    .hasSize(1);
        }
    }

    @Test
    void the_same_schedule_is_the_same_file() {
        assertThat(PaymentSchedulePdf.of(example(), Optional.of(welshPharmacy()), YEAR))
                .isEqualTo(PaymentSchedulePdf.of(example(), Optional.of(welshPharmacy()), YEAR));
    }

    @Test
    void letters_that_the_typeface_does_not_know_do_not_stop_the_paper() throws Exception {
        Site site = new Site(
                PHARMACY,
                "薬局 Apothecary\t1 \uD83D\uDC8A",
                SiteType.COMMUNITY_PHARMACY,
                List.of("\n"),
                "WA15",
                null,
                null,
                List.of(),
                false,
                true,
                true);

        assertThat(text(PaymentSchedulePdf.of(example(), Optional.of(site), YEAR)))
                .contains("Apothecary 1");
    }

    @Test
    void a_report_shows_totals_and_every_row_that_a_person_can_read_over_several_pages() throws Exception {
        List<CommissionerReport.Row> rows = new ArrayList<>();
        Measures each = new Measures(
                1234,
                new BigDecimal("34552"),
                new BigDecimal("78976"),
                new BigDecimal("15795.2"),
                new BigDecimal("1530.16"),
                new BigDecimal("10"),
                BigDecimal.ZERO,
                new BigDecimal("64720.96"),
                new BigDecimal("187568"),
                new BigDecimal("128"),
                100,
                new BigDecimal("99000"),
                2,
                1);
        for (int i = 0; i < 60; i++) {
            rows.add(new CommissionerReport.Row(
                    "A8300" + i % 3,
                    i % 2 == 0 ? "FA565" : "FLM49",
                    i == 59 ? CommissionerReport.UNMAPPED : "0206020A0AAABAB",
                    "397320110000011" + (10 + i),
                    1,
                    each));
        }
        Measures all = Stream.generate(() -> each).limit(60).reduce(Measures.NONE, Measures::plus);
        SortedMap<String, Measures> sums = new TreeMap<>(Map.of("A83008", all));
        CommissionerReport report =
                new CommissionerReport(new OdsCode("QOP"), JULY, true, WRITTEN, List.of("2026-05", "2026-07"));

        byte[] pdf = keep(
                "report.pdf",
                CommissionerReportPdf.of(
                        new ReportOverview(report, new ReportSums(60, all, sums, sums, sums, sums), rows), YEAR));
        byte[] beginning = CommissionerReportPdf.of(
                new ReportOverview(report, new ReportSums(1200, all, sums, sums, sums, sums), rows), YEAR);

        assertThat(text(pdf))
                .contains(
                        "Commissioner’s report",
                        "Basic price (NIC) 74,040 47,385.60",
                        "Actual cost 38,832.576",
                        "39732011000001110",
                        "UNMAPPED",
                        "Page 1 of ")
                .doesNotContain("the CSV and JSON files have all");
        assertThat(text(beginning))
                .contains("These are the first 60 of 1,200 rows; the CSV and JSON files have all of them.");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', textBlock = """
            =1+1,        '=1+1
            +44,         '+44
            -2+3,        '-2+3
            @sum,        '@sum
            -12.50,      -12.50
            Amlodipine,  Amlodipine
            """)
    void a_cell_that_a_spreadsheet_would_run_is_guarded(String cell, String written) {
        assertThat(CsvFile.guarded(cell)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/pdf                             | PDF
            text/csv                                    | CSV
            application/json                            | JSON
            */*                                         | JSON
            text/html, application/pdf;q=0.5, */*;q=0.1 | PDF
            text/*                                      | CSV
            image/png                                   |
            nonsense                                    |
            """)
    void the_format_is_the_one_that_is_accepted_first(String accept, Format format) {
        assertThat(Format.byAccept(accept)).isEqualTo(Optional.ofNullable(format));
    }

    private static byte[] keep(String name, byte[] pdf) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "papers"));
        Files.write(folder.resolve(name), pdf);
        return pdf;
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document).replaceAll(" +", " ");
        }
    }
}
