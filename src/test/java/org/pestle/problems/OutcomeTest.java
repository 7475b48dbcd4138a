package org.pestle.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Outcome.Refused;
import org.pestle.problems.Problem.Severity;
import org.pestle.values.OdsCode;

/** Outcomes and findings. */
class OutcomeTest {
    @Test
    void a_refusal_has_a_reason() {
        assertThatIllegalArgumentException().isThrownBy(() -> Outcome.refused(List.of()));
    }

    @Test
    void a_refusal_keeps_its_reasons_as_they_were() {
        List<Finding> findings = new ArrayList<>(List.of(Finding.of(Problem.INVALID_VALUE)));
        Outcome<String> outcome = Outcome.refused(findings);

        findings.clear();

        assertThat(outcome).isEqualTo(new Refused<>(List.of(Finding.of(Problem.INVALID_VALUE))));
    }

    @Test
    void a_finding_speaks_in_the_words_of_the_catalogue_unless_it_has_its_own() {
        assertThat(Finding.of(Problem.PRESCRIPTION_NOT_FOUND).sentence()).isEqualTo("Prescription not found");
        assertThat(Finding.of(Problem.PRESCRIPTION_NOT_FOUND, "No such issue").sentence())
                .isEqualTo("No such issue");
        assertThat(Finding.at("Bundle.identifier", Problem.MISSING_VALUE, "Missing")
                        .place())
                .contains("Bundle.identifier");
        assertThat(Finding.of(Problem.MISSING_VALUE).place()).isEmpty();
    }

    @Test
    void a_finding_may_differ_in_severity_and_name_the_organisation_in_the_way() {
        Finding finding = Finding.of(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER)
                .as(Severity.FATAL, "invalid")
                .heldBy(new OdsCode("FLM49"));

        assertThat(finding.severity()).isEqualTo(Severity.FATAL);
        assertThat(finding.issueType()).isEqualTo("invalid");
        assertThat(finding.holder()).isEqualTo(new OdsCode("FLM49"));
        assertThat(finding.problem()).isEqualTo(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER);
    }
}
