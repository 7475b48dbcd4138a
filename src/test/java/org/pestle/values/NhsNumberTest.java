package org.pestle.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NHS numbers (eps.md 9). */
class NhsNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"9449304130", "9449304106", "9000000009", "4010232137", "0000000000"})
    void accepts_a_right_check_digit(String number) {
        assertThat(NhsNumber.isRight(number)).isTrue();
        assertThat(new NhsNumber(number).value()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9449304131", // the last digit is one more than it should be
                "9449304031", // two digits changed places
                "1000000010", // the check value is ten, which no digit can show
                "944930413",
                "94493041300",
                "944 930 4130",
                "944930413O",
                "٩٤٤٩٣٠٤١٣٠",
                ""
            })
    void refuses_anything_else_without_repeating_it(String number) {
        assertThat(NhsNumber.isRight(number)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NhsNumber(number))
                .withMessage("not an NHS number");
    }

    @Test
    void no_check_digit_fits_where_the_check_value_is_ten() {
        assertThat("0123456789".chars().mapToObj(digit -> "100000001" + (char) digit))
                .noneMatch(NhsNumber::isRight);
    }

    @Test
    void shows_itself_masked_and_only_on_request_in_full() {
        NhsNumber number = new NhsNumber("9449304130");

        assertThat(number).hasToString("NHS number ******4130");
        assertThat(number.spaced()).isEqualTo("944 930 4130");
    }
}
