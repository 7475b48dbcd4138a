package org.pestle.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short prescription ids; the examples are those of eps.md 2.2. */
class PrescriptionIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "24F5DA-A83008-7EFE6Z",
                "7D9625-Z72BF2-11E3AC",
                "23C1BC-Z75FB1-11EE84",
                "83C40E-A23856-00123W",
                "04F4C2-A99968-7F717P",
                "63DE8C-C81007-00001O",
                "4243A0-A99968-4E149+",
                "507FE8-A83008-4A859+",
                "5C8F5E-A12345-4A5BA+"
            })
    void reads_an_id_in_every_way_it_is_written(String text) {
        PrescriptionId id = PrescriptionId.parse(text);

        assertThat(id.value()).isEqualTo(text.replace("-", "")).hasSize(18);
        assertThat(id.shortForm()).isEqualTo(text).isEqualTo(id.toString());
        assertThat(PrescriptionId.parse(id.value())).isEqualTo(id);
        assertThat(PrescriptionId.parse(text.toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(id);
        assertThat(id.withoutCheckCharacter()).isEqualTo(id.value().substring(0, 17));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"83C40E-A23856-00123C", "AAAAAA-AAAAAA-AAAAAA", "24F5DA-A83008-7EFE6+", "42F5DA-A83008-7EFE6Z"})
    void refuses_a_wrong_check_character(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrescriptionId.parse(text))
                .withMessage("prescriptionID has invalid checksum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"E7ZG38-ZBACYU-V38SR+", "6FOCBU-E776BJ-CMPMT3"})
    void refuses_a_wrong_shape_although_the_check_character_is_right(String text) {
        assertThat(PrescriptionId.hasRightCheckCharacter(PrescriptionId.compact(text)))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrescriptionId.parse(text))
                .withMessage("prescriptionID has invalid format");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6FOCBU-E776BJ-CMPMTX",
                "",
                "24F5DAA830087EFE6",
                "24F5DA-A830087EFE6Z",
                "24F5D-AA83008-7EFE6Z",
                "24F5DA-A83008-7EFE6Z-",
                "24F5DA A83008 7EFE6Z",
                "24F5DA-A83008-7EFE6*",
                "3F2504E0-4F89-11D3-9A0C-0305E82C3301"
            })
    void refuses_what_is_no_such_id(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrescriptionId.parse(text))
                .withMessage("prescriptionID has invalid format");
    }

    @Test
    void every_other_check_character_is_wrong() {
        assertThat("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+".chars().mapToObj(c -> "24F5DAA830087EFE6" + (char) c))
                .filteredOn(PrescriptionId::hasRightCheckCharacter)
                .containsExactly("24F5DAA830087EFE6Z");
    }

    @Test
    void makes_ids_that_carry_the_site_and_are_right() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

        for (int i = 0; i < 1_000; i++) {
            PrescriptionId id = PrescriptionId.make(new OdsCode("RBA"), random);
            assertThat(id.value()).matches("[A-F0-9]{6}000RBA[A-F0-9]{5}[A-Z0-9+]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3F2504E0-4F89-11D3-9A0C-0305E82C3301",
                "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
                "3F2504E0-4F89-11D3-9A0C-0305E82C3301+",
                "3F2504E0-4F89-11D3-9A0C-0305E82C3301Z"
            })
    void knows_an_id_of_release_one(String text) {
        assertThat(PrescriptionId.isOfReleaseOne(text)).isTrue();
        assertThat(PrescriptionId.isOfReleaseOne("24F5DA-A83008-7EFE6Z")).isFalse();
    }

    @Test
    void has_no_room_for_a_longer_site() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrescriptionId.make(new OdsCode("A1234567"), RandomGenerator.getDefault()));
    }
}
