package org.pestle.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.pestle.values.OdsCode;

/** All contractors or practices of a commissioner in one file: whole, exact, and the same for the same report. */
class BreakdownFileTest {
    private static final CommissionerReport HEAD = new CommissionerReport(
            new OdsCode("QOP"), YearMonth.of(2026, 7), true, Instant.parse("2026-08-04T02:10:00Z"), List.of("2026-07"));

    private static final List<CommissionerReport.Row> BY_CONTRACTOR = List.of(
            row("A83008", "FA565", "39732011000001102", 3, "157.32"),
            row("B82001", "FA565", "42099411000001101", 1, "37.64"),
            row("A83008", "FLM49", "39732011000001102", 2, "104.88"));

    private static final String HEADINGS = "YEAR_MONTH,ICB_CODE,%sITEMS,QUANTITY,NIC,DISCOUNT,CONSUMABLES,CONTAINERS,"
            + "OUT_OF_POCKET,ACTUAL_COST,PROFESSIONAL_FEES,ADDITIONAL_FEES,CHARGES_COUNT,CHARGES_VALUE,"
            + "REFERRED_BACK_ITEMS,DISALLOWED_ITEMS\r\n";

    private static final String SUMS = HEADINGS.formatted("CONTRACTOR_CODE,")
            + "2026-07,QOP,FA565,4,112,2.24,0.00,0.00,0.00,0.00,1.9496,0.00,0.00,0,0.00,0,0\r\n"
            + "2026-07,QOP,FLM49,2,56,1.28,0.00,0.00,0.00,0.00,1.0488,0.00,0.00,0,0.00,0,0\r\n";

    @Test
    void as_csv_it_has_a_line_of_sums_for_each_organisation() throws IOException {
        assertThat(new String(file(false), UTF_8)).isEqualTo(SUMS);
    }

    @Test
    void as_zip_it_has_the_sums_and_the_rows_of_each_organisation() throws IOException {
        Map<String, String> entries = unzipped(file(true));

        assertThat(entries.keySet())
                .containsExactly("QOP-2026-07-FA565.csv", "QOP-2026-07-FLM49.csv", "QOP-2026-07-contractors.csv");
        assertThat(entries)
                .containsEntry("QOP-2026-07-contractors.csv", SUMS)
                .containsEntry(
                        "QOP-2026-07-FLM49.csv",
                        HEADINGS.formatted("PRACTICE_CODE,CONTRACTOR_CODE,BNF_CODE,SNOMED_CODE,PREP_CLASS,")
                                + "2026-07,QOP,A83008,FLM49,0206020A0AAABAB,39732011000001102,1,2,56,1.28,0.00,0.00,"
                                + "0.00,0.00,1.0488,0.00,0.00,0,0.00,0,0\r\n");
    }

    @Test
    void the_same_report_is_the_same_zip() throws IOException {
        assertThat(file(true)).isEqualTo(file(true));
    }

    private static byte[] file(boolean isZip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BreakdownFile file = new BreakdownFile(HEAD, Breakdown.CONTRACTORS, bytes, isZip);
        BY_CONTRACTOR.forEach(file);
        file.finish();
        return bytes.toByteArray();
    }

    private static Map<String, String> unzipped(byte[] zip) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream input = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
                entries.put(entry.getName(), new String(input.readAllBytes(), UTF_8));
            }
        }
        return entries;
    }

    private static CommissionerReport.Row row(
            String practice, String contractor, String product, long items, String actualCostP) {
        BigDecimal number = BigDecimal.valueOf(items);
        Measures measures = new Measures(
                items,
                number.multiply(new BigDecimal(28)),
                number.multiply(new BigDecimal(64))
                        .subtract(product.startsWith("42") ? new BigDecimal(32) : BigDecimal.ZERO),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                new BigDecimal(actualCostP),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                0,
                BigDecimal.ZERO,
                0,
                0);
        return new CommissionerReport.Row(practice, contractor, "0206020A0AAABAB", product, 1, measures);
    }
}
