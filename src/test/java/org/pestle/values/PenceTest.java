package org.pestle.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money. */
class PenceTest {
    @Test
    void adds_takes_away_and_multiplies_exactly() {
        assertThat(new Pence(127).plus(new Pence(3))).isEqualTo(new Pence(130));
        assertThat(new Pence(127).minus(new Pence(130))).isEqualTo(new Pence(-3));
        assertThat(new Pence(990).times(2)).isEqualTo(new Pence(1_980));
        assertThat(Pence.ZERO).isLessThan(new Pence(1));
    }

    @Test
    void throws_rather_than_overflow() {
        Pence most = new Pence(Long.MAX_VALUE);

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(new Pence(1)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.times(2));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Pence(Long.MIN_VALUE).minus(new Pence(1)));
    }

    @Test
    void refuses_part_of_a_penny() {
        assertThat(Pence.exactly(new BigDecimal("12.00"))).isEqualTo(new Pence(12));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Pence.exactly(new BigDecimal("12.01")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # pence | as files carry it | as people read it
                          0 |              0.00 | £0.00
                          7 |              0.07 | £0.07
                    1459517 |          14595.17 | £14,595.17
                         -5 |             -0.05 | -£0.05
                       -123 |             -1.23 | -£1.23
                    """)
    void is_shown_in_pounds(long pence, String inFiles, String forPeople) {
        assertThat(new Pence(pence).pounds()).hasToString(inFiles);
        assertThat(new Pence(pence)).hasToString(forPeople);
    }
}
