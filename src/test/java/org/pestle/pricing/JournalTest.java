package org.pestle.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final RunSums.Account JULY = new RunSums.Account(LocalDate.of(2026, 7, 1), "FA123", "QWE");
    private static final RunSums.Account AUGUST = new RunSums.Account(LocalDate.of(2026, 8, 1), "FA123", "QWE");

    @Test
    void each_amount_is_borne_by_who_pays_it_and_received_by_the_contractor() {
        RunSums sums = new RunSums(
                List.of(new RunSums.Claims(JULY, 3, 2, 1, 0, BigDecimal.ZERO)),
                List.of(items(JULY, "generic", "1000", "200", "990"), items(JULY, "brand", "500", "25", "0")),
                List.of(new RunSums.Fee(JULY, "expensive", new BigDecimal("60"))));

        List<Journal> journals = Journal.of(sums);

        assertThat(journals).hasSize(1);
        assertThat(journals.getFirst().entries())
                .extracting(entry -> entry.bearer() + " " + entry.line() + " " + entry.amountP())
                .containsExactly(
                        "commissioner basic_price.brand 500",
                        "commissioner basic_price.generic 1000",
                        "commissioner consumables 2.48",
                        "commissioner discount.brand -25",
                        "commissioner discount.generic -200",
                        "nhs-england charges.current -990",
                        "nhs-england fee.expensive 60",
                        "nhs-england fee.single_activity 304",
                        "contractor payable -651.48");
    }

    @Test
    void what_is_taken_back_and_paid_again_for_the_same_sum_leaves_no_entry() {
        RunSums sums = new RunSums(
                List.of(new RunSums.Claims(JULY, 0, 0, 0, 1, BigDecimal.ZERO)),
                List.of(nothing(JULY, 2)),
                List.of(new RunSums.Fee(JULY, "expensive", BigDecimal.ZERO)));

        assertThat(Journal.of(sums).getFirst().entries()).isEmpty();
        assertThat(sums.totals(RunSums.Replaced.NONE).itemsRepriced()).isEqualTo(2);
    }

    @Test
    void a_months_rounding_is_between_the_contractor_and_nobody_else() {
        Journal rounding = Journal.ofRounding(JULY.month(), JULY.contractor(), new BigDecimal("-0.48"));

        assertThat(rounding.entries())
                .extracting(entry -> entry.bearer() + " " + entry.line() + " " + entry.amountP())
                .containsExactly("rounding rounding -0.48", "contractor rounding 0.48");
    }

    @Test
    void months_have_their_own_journals_in_their_order() {
        RunSums sums = new RunSums(
                List.of(
                        new RunSums.Claims(AUGUST, 1, 1, 0, 0, BigDecimal.ZERO),
                        new RunSums.Claims(JULY, 1, 1, 0, 0, BigDecimal.ZERO)),
                List.of(),
                List.of());

        assertThat(Journal.of(sums)).extracting(Journal::account).containsExactly(JULY, AUGUST);
    }

    private static RunSums.Items items(
            RunSums.Account account, String group, String basic, String discount, String charges) {
        BigDecimal none = BigDecimal.ZERO;
        return new RunSums.Items(
                account,
                group,
                false,
                1,
                1,
                0,
                0,
                0,
                1,
                0,
                0,
                new BigDecimal(charges),
                none,
                new BigDecimal(basic),
                new BigDecimal(discount),
                none,
                none,
                new BigDecimal("1.24"),
                none,
                none,
                new BigDecimal("152"),
                none);
    }

    private static RunSums.Items nothing(RunSums.Account account, long prices) {
        BigDecimal none = BigDecimal.ZERO;
        return new RunSums.Items(
                account, null, true, prices, 0, 0, 0, 0, 0, 0, 0, none, none, none, none, none, none, none, none, none,
                none, none);
    }
}
