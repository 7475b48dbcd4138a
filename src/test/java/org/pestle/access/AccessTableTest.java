package org.pestle.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pestle.testing.GeneratedDocument;

/** The table of roles and operations. */
class AccessTableTest {
    @Test
    void what_has_no_row_is_denied() {
        assertThat(AccessTable.ownership(Operation.CREATE, Role.PHARMACIST)).isEmpty();
        assertThat(AccessTable.ownership(Operation.CREATE, Role.PRESCRIBING_ADMIN))
                .isEmpty();
        assertThat(AccessTable.ownership(Operation.CLAIM, Role.PHARMACY_SYSTEM)).isEmpty();
        assertThat(AccessTable.ownership(Operation.READ_REPORT, Role.CONTRACTOR))
                .isEmpty();
        assertThat(Arrays.stream(Operation.values())
                        .filter(operation ->
                                AccessTable.ownership(operation, Role.PATIENT).isPresent()))
                .containsExactly(
                        Operation.VALIDATE,
                        Operation.READ_NOMINATIONS,
                        Operation.NOMINATE_PHARMACY,
                        Operation.READ_SITES);
    }

    @ParameterizedTest
    @EnumSource
    void anybody_with_a_token_may_have_a_message_validated(Role role) {
        assertThat(AccessTable.ownership(Operation.VALIDATE, role)).contains(Ownership.ANY);
    }

    @Test
    void a_pharmacy_acts_only_for_itself() {
        assertThat(AccessTable.rows())
                .filteredOn(row -> row.role() == Role.PHARMACIST)
                .filteredOn(row -> !Set.of(
                                Operation.TRACK,
                                Operation.QUOTE,
                                Operation.VALIDATE,
                                Operation.VERIFY_SIGNATURE,
                                Operation.READ_NOMINATIONS,
                                Operation.NOMINATE_PHARMACY,
                                Operation.NOMINATE_APPLIANCE_CONTRACTOR,
                                Operation.REMOVE_DISPENSING_DOCTOR,
                                Operation.READ_SITES)
                        .contains(row.operation()))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.ownership())
                        .isEqualTo(row.operation() == Operation.READ_SCHEDULE ? Ownership.OWN_ACCOUNT : Ownership.OWN));
    }

    @Test
    void an_unattended_system_releases_and_changes_nothing_else() {
        assertThat(AccessTable.rows())
                .filteredOn(row -> row.role() == Role.PHARMACY_SYSTEM)
                .filteredOn(row -> row.operation() != Operation.VALIDATE)
                .containsExactlyInAnyOrder(
                        new AccessTable.Row(Operation.RELEASE_NOMINATED, Role.PHARMACY_SYSTEM, Ownership.OWN),
                        new AccessTable.Row(Operation.RELEASE_BY_ID, Role.PHARMACY_SYSTEM, Ownership.OWN_NOMINATED));
    }

    @Test
    void no_role_has_two_rows_for_one_operation() {
        assertThat(AccessTable.rows().stream().map(row -> row.operation() + " " + row.role()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void every_operation_is_open_to_somebody(Operation operation) {
        assertThat(AccessTable.rows()).anyMatch(row -> row.operation() == operation);
    }

    @ParameterizedTest
    @EnumSource
    void a_role_is_found_by_the_word_in_the_token(Role role) {
        assertThat(Role.of(role.claim())).isEqualTo(Optional.of(role));
        assertThat(Role.of("nobody")).isEmpty();
    }

    @Test
    void the_documentation_shows_the_table() {
        StringBuilder page = new StringBuilder("""
                # Who may do what

                Every check of a call comes from these rows of `AccessTable`; what has no row is denied with
                `NOT_PERMITTED`. Made from the table by `AccessTableTest`.

                *any*: for anyone. *own*: only for the caller's own organisation; a locum's is the pharmacy that the
                message names. *own nominated*: of the own organisation's, only what is nominated to it. *self*: only
                for the patient who calls, or whom the trusted gateway names.

                | operation | role | for whom |
                |---|---|---|
                """);
        for (AccessTable.Row row : AccessTable.rows()) {
            page.append("| %s | `%s` | %s |\n"
                    .formatted(words(row.operation()), row.role().claim(), words(row.ownership())));
        }
        GeneratedDocument.check(Path.of("src/docs/access.md"), page.toString());
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
