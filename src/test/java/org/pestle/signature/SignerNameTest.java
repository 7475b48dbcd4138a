package org.pestle.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignerNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CN=555253517102_RANDOM_USERM                                | 555253517102
            CN=555036644107_Smith_John Smith                            | 555036644107
            CN=656005750107,OU=A83008,O=Pestle demonstration,C=GB       | 656005750107
            C=GB,O=Zoo\\, Ltd,CN=555253517102\\, Ada                    | 555253517102
            """)
    void finds_the_user_id_at_the_beginning_of_the_common_name(String subject, String userId) {
        assertThat(SignerName.userId(subject.strip())).contains(userId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=John Smith",
                "CN=5552535171029",
                "CN=x555253517102",
                "O=555253517102",
                "CN=55525351710",
                "nonsense",
                ""
            })
    void finds_none_in_anything_else(String subject) {
        assertThat(SignerName.userId(subject)).isEmpty();
    }
}
