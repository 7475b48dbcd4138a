package org.pestle.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes of organisations (eps.md 3.4). */
class OdsCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"F", "FA565", "fa565", "A1-B2-C3", "12345678"})
    void reads_one_to_eight_letters_digits_or_hyphens_in_any_case(String text) {
        assertThat(OdsCode.isRight(text)).isTrue();
        assertThat(OdsCode.parse(text).value()).isEqualTo(text.toUpperCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456789", "FA 565", "FA565\n", "FÄ565", "FA_565"})
    void refuses_anything_else(String text) {
        assertThat(OdsCode.isRight(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> OdsCode.parse(text));
    }

    @Test
    void a_code_itself_is_upper_case() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OdsCode("fa565"));
    }

    @Test
    void codes_have_an_order() {
        assertThat(new OdsCode("FA565")).isLessThan(new OdsCode("FLM49")).isGreaterThan(new OdsCode("A83008"));
    }
}
