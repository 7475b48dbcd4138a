package org.pestle.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts with units, and codes of products. */
class QuantityTest {
    @ParameterizedTest
    @CsvSource({"12.50, 12.5 tablet", "28, 28 tablet", "100, 100 tablet", "0, 0 tablet"})
    void is_shown_without_trailing_zeros_but_keeps_them(String amount, String shown) {
        Quantity quantity = new Quantity(new BigDecimal(amount), "428673006", "tablet");

        assertThat(quantity).hasToString(shown);
        assertThat(quantity.amount()).hasToString(amount);
    }

    @Test
    void is_never_less_than_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quantity(new BigDecimal("-0.5"), "428673006", "tablet"));
    }

    @Test
    void a_product_code_has_six_to_eighteen_digits() {
        assertThat(new DmdCode("39732311000001104")).hasToString("39732311000001104");
        assertThat(DmdCode.isRight("123456")).isTrue();
        assertThat(DmdCode.isRight("123456789012345678")).isTrue();
        assertThat(DmdCode.isRight("12345")).isFalse();
        assertThat(DmdCode.isRight("1234567890123456789")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new DmdCode("3973231100000110X"));
    }
}
