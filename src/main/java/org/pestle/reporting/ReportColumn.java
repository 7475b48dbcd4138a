package org.pestle.reporting;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The columns of the commissioner's report in their order, with the names of reimbursement.md 6.3. */
@SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
enum ReportColumn {
    // spotless:off
    YEAR_MONTH         ((report, row) -> report.month().toString()),
    ICB_CODE           ((report, row) -> report.icb().value()),
    PRACTICE_CODE      ((report, row) -> row.practice()),
    CONTRACTOR_CODE    ((report, row) -> row.contractor()),
    BNF_CODE           ((report, row) -> row.bnfCode()),
    SNOMED_CODE        ((report, row) -> row.snomedCode()),
    PREP_CLASS         ((report, row) -> row.preparationClass()),
    ITEMS              (measures -> measures.items()),
    QUANTITY           (measures -> plain(measures.quantity())),
    NIC                (measures -> Pounds.exact(measures.nicP())),
    DISCOUNT           (measures -> Pounds.exact(measures.discountP())),
    CONSUMABLES        (measures -> Pounds.exact(measures.consumablesP())),
    CONTAINERS         (measures -> Pounds.exact(measures.containersP())),
    OUT_OF_POCKET      (measures -> Pounds.exact(measures.outOfPocketP())),
    ACTUAL_COST        (measures -> Pounds.exact(measures.actualCostP())),
    PROFESSIONAL_FEES  (measures -> Pounds.exact(measures.professionalFeesP())),
    ADDITIONAL_FEES    (measures -> Pounds.exact(measures.additionalFeesP())),
    CHARGES_COUNT      (measures -> measures.chargesCount()),
    CHARGES_VALUE      (measures -> Pounds.exact(measures.chargesValueP())),
    REFERRED_BACK_ITEMS(measures -> measures.referredBackItems()),
    DISALLOWED_ITEMS   (measures -> measures.disallowedItems());
    // spotless:on

    /** The columns that can be added up. */
    static final List<ReportColumn> MEASURES = List.copyOf(EnumSet.range(ITEMS, DISALLOWED_ITEMS));

    private final BiFunction<CommissionerReport, CommissionerReport.Row, Object> value;
    private final Function<Measures, Object> measure;

    ReportColumn(BiFunction<CommissionerReport, CommissionerReport.Row, Object> key) {
        this.value = key;
        this.measure = measures -> {
            throw new IllegalStateException("a key cannot be added up");
        };
    }

    ReportColumn(Function<Measures, Object> measure) {
        this.value = (report, row) -> measure.apply(row.measures());
        this.measure = measure;
    }

    /** A quantity with no more digits than it needs. */
    static BigDecimal plain(BigDecimal quantity) {
        BigDecimal stripped = quantity.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The value in a row: text, or an exact number. */
    Object of(CommissionerReport report, CommissionerReport.Row row) {
        return value.apply(report, row);
    }

    /** The value of a sum. */
    Object of(Measures measures) {
        return measure.apply(measures);
    }

    /** All values of a row, by name. */
    static Map<String, Object> row(CommissionerReport report, CommissionerReport.Row row) {
        Map<String, Object> values = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(column -> values.put(column.name(), column.of(report, row)));
        return values;
    }

    /** All values of a sum, by name. */
    static Map<String, Object> totals(Measures measures) {
        Map<String, Object> values = new LinkedHashMap<>();
        MEASURES.forEach(column -> values.put(column.name(), column.of(measures)));
        return values;
    }
}
