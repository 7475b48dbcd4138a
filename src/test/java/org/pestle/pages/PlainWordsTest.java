package org.pestle.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pestle.prescription.PrescriptionStatus;

/** How the pages write values. */
class PlainWordsTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            2026-01-20T09:12:59Z, '20 January 2026, 09:12'
            # one hour on in summer
            2026-07-20T23:30:00Z, '21 July 2026, 00:30'
            """)
    void a_time_is_one_of_london(Instant instant, String words) {
        assertThat(PlainWords.time(instant)).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0}p is {1}")
    @CsvSource(textBlock = """
                  0 | £0.00
                  5 | £0.05
            1820455 | £18,204.55
                -64 | -£0.64
            """, delimiter = '|')
    void money_is_in_pounds(long pence, String words) {
        assertThat(PlainWords.pounds(pence)).isEqualTo(words);
    }

    @Test
    void a_name_from_code_becomes_words() {
        assertThat(PlainWords.name("price-claims")).isEqualTo("Price claims");
    }

    @ParameterizedTest
    @EnumSource(PrescriptionStatus.class)
    void every_status_has_words_and_a_colour(PrescriptionStatus status) {
        assertThat(StatusTag.of(status).words()).isNotBlank();
        assertThat(StatusTag.of(status).colour()).containsAnyOf("govuk-tag--", "pestle-tag--");
    }
}
