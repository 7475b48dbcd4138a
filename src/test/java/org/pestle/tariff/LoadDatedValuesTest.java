package org.pestle.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.testing.Outcomes.done;
import static org.pestle.testing.Outcomes.refused;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.Database;
import org.pestle.values.DmdCode;

/** Fees, allowances, discounts, charges and exemption codes: dated, whole, and never changed once they are on file. */
class LoadDatedValuesTest {
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final String RATES = new String(LoadDatedValues.shippedRates(), StandardCharsets.UTF_8);
    private static final String LAST_VALUE = "opd_tolerance,10,per cent of the ordered quantity,2025-01,";

    private SortedSet<YearMonth> closed = Collections.emptySortedSet();
    private final Database database = Database.fresh();
    private final Tariff tariff = LoadedTariff.of(database);
    private final LoadDatedValues load =
            new LoadDatedValues(new RateTable(database.jdbc()), tariff, () -> closed, database.transactions());

    @Test
    void the_shipped_values_are_loaded_once() {
        assertThat(done(rates(RATES))).isEqualTo(new LoadDatedValues.Loaded(21, 21, 0));
        assertThat(done(rates(RATES))).isEqualTo(new LoadDatedValues.Loaded(21, 0, 0));

        assertThat(tariff.rates(JULY).value(RateName.SINGLE_ACTIVITY_FEE)).isEqualByComparingTo("152");
    }

    @Test
    void a_value_may_end_and_another_may_follow() {
        done(rates(RATES));
        String next = RATES.replace(LAST_VALUE, LAST_VALUE + "2026-06")
                + "opd_tolerance,12,per cent of the ordered quantity,2026-07,,made up\n";

        assertThat(done(rates(next))).isEqualTo(new LoadDatedValues.Loaded(22, 1, 1));

        assertThat(tariff.rates(JULY).value(RateName.OPD_TOLERANCE)).isEqualByComparingTo("12");
        assertThat(tariff.rates(JULY.minusMonths(1)).value(RateName.OPD_TOLERANCE))
                .isEqualByComparingTo("10");
    }

    @Test
    void a_month_that_is_closed_keeps_its_values_and_one_that_is_open_may_get_others() {
        done(rates(RATES));
        String ended = RATES.replace(LAST_VALUE, LAST_VALUE + "2026-06");
        String next = ended + "opd_tolerance,12,per cent of the ordered quantity,2026-07,,made up\n";

        closed = new TreeSet<>(Set.of(JULY.minusMonths(1), JULY));
        Finding ending = refused(rates(next)).getFirst();
        closed = new TreeSet<>(Set.of(JULY.minusMonths(1)));
        assertThat(done(rates(ended))).isEqualTo(new LoadDatedValues.Loaded(21, 0, 1));
        closed = new TreeSet<>(Set.of(JULY.minusMonths(1), JULY));
        Finding adding = refused(rates(next)).getFirst();
        closed = new TreeSet<>(Set.of(JULY.minusMonths(1)));

        assertThat(List.of(ending, adding)).extracting(Finding::problem).containsOnly(Problem.REFERENCE_EDITION_EXISTS);
        assertThat(ending.sentence()).contains("opd_tolerance", "cannot end with 2026-06", "2026-07, which is closed");
        assertThat(adding.sentence()).contains("opd_tolerance from 2026-07", "too late for 2026-07");
        assertThat(done(rates(next))).isEqualTo(new LoadDatedValues.Loaded(22, 1, 0));
    }

    @Test
    void an_exemption_code_changes_in_no_month_that_is_closed_and_may_change_in_one_that_is_open() {
        String shipped = new String(LoadDatedValues.shippedExemptions(), StandardCharsets.UTF_8);
        done(exemptions(shipped));
        String ended = shipped.replace("0000,paid at the old rate,yes,,,", "0000,paid at the old rate,yes,,2026-06,");
        String added = shipped + "0016,paid elsewhere,yes,2026-07,,,made up\n";

        closed = new TreeSet<>(Set.of(JULY));
        List<Finding> late = List.of(
                refused(exemptions(ended)).getFirst(),
                refused(exemptions(added)).getFirst());
        assertThat(tariff.rates(JULY).isCharged("0000")).isTrue();
        closed = new TreeSet<>(Set.of(JULY.minusMonths(1)));

        assertThat(late).extracting(Finding::problem).containsOnly(Problem.REFERENCE_EDITION_EXISTS);
        assertThat(late.getFirst().sentence()).contains("0000", "cannot end with 2026-06", "2026-07, which is closed");
        assertThat(late.getLast().sentence()).contains("0016 from 2026-07 comes too late for 2026-07");
        assertThat(done(exemptions(ended))).isEqualTo(new LoadDatedValues.Loaded(17, 0, 1));
        assertThat(tariff.rates(JULY).isCharged("0000")).isFalse();
    }

    @ParameterizedTest(name = "{0} -> {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            opd_tolerance,10             | opd_tolerance,11            | REFERENCE_EDITION_EXISTS
            opd_tolerance,10             | opd_tolerance,-10           | REFERENCE_FILE_INVALID
            opd_tolerance,10             | made_up_fee,10              | REFERENCE_FILE_INVALID
            quantity,2025-01,,           | quantity,2025-13,,          | REFERENCE_FILE_INVALID
            quantity,2025-01,,           | quantity,2025-01,2024-12,   | REFERENCE_FILE_INVALID
            2025-04,2026-04              | 2025-04,2026-05             | REFERENCE_FILE_NOT_BALANCED
            name,value                   | value,name                  | REFERENCE_FILE_COLUMNS
            """)
    void what_cannot_be_is_refused_and_nothing_is_kept_of_it(String right, String wrong, Problem code) {
        done(rates(RATES));

        List<Finding> findings = refused(rates(RATES.replace(right, wrong)));

        assertThat(findings.getFirst().problem()).isEqualTo(code);
        assertThat(done(rates(RATES))).isEqualTo(new LoadDatedValues.Loaded(21, 0, 0));
    }

    @Test
    void a_file_that_lacks_what_is_on_file_was_cut_off() {
        done(rates(RATES));
        String cut = RATES.substring(0, RATES.indexOf("opd_tolerance"));

        assertThat(refused(rates(cut))).extracting(Finding::problem).containsExactly(Problem.REFERENCE_FILE_TRUNCATED);
    }

    @Test
    void an_exemption_code_means_what_it_meant_in_the_month_of_supply() {
        assertThat(done(load.exemptions(LoadDatedValues.shippedExemptions())).added())
                .isEqualTo(17);

        assertThat(meaning("0002", YearMonth.of(2023, 1))).isEqualTo("under 16");
        assertThat(meaning("0002", JULY)).isEqualTo("60 or over or under 16");
        assertThat(tariff.exemption("0004", JULY)).isEmpty();
        assertThat(tariff.exemption("0013", YearMonth.of(2025, 4))).isPresent();
        assertThat(tariff.exemption("0013", YearMonth.of(2025, 5))).isEmpty();
        assertThat(tariff.exemption("0001", JULY).orElseThrow().charged()).isTrue();
        assertThat(tariff.rates(JULY).isCharged("0000")).isTrue();
        assertThat(tariff.rates(JULY).isCharged("0005")).isFalse();
        assertThat(tariff.lastSupply("0013")).contains(LocalDate.of(2025, 4, 5));
        assertThat(tariff.lastSupply("0004")).isEmpty();
    }

    @Test
    void a_product_is_disallowed_in_the_months_of_its_reason() {
        assertThat(done(load.disallowed(LoadDatedValues.shippedDisallowed())).added())
                .isEqualTo(6);
        assertThat(done(load.disallowed(LoadDatedValues.shippedDisallowed())).added())
                .isZero();
        tariff.forget();

        DmdCode blacklisted = new DmdCode("90068999999106");
        assertThat(tariff.disallowed(blacklisted, YearMonth.of(2026, 4))).isEmpty();
        assertThat(tariff.disallowed(blacklisted, JULY)).containsExactly(DisallowedReason.BLACKLISTED);
        assertThat(DisallowedReason.NOT_IN_DENTAL_FORMULARY.concerns("0707", List.of()))
                .isTrue();
        assertThat(DisallowedReason.NOT_IN_DENTAL_FORMULARY.concerns("0101", List.of()))
                .isFalse();
    }

    private String meaning(String code, YearMonth month) {
        return tariff.exemption(code, month).orElseThrow().meaning();
    }

    private Outcome<LoadDatedValues.Loaded> exemptions(String file) {
        return load.exemptions(file.getBytes(StandardCharsets.UTF_8));
    }

    private Outcome<LoadDatedValues.Loaded> rates(String file) {
        return load.rates(file.getBytes(StandardCharsets.UTF_8));
    }
}
