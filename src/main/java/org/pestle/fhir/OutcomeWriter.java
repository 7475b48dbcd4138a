package org.pestle.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.pestle.exchange.Answer;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem.Severity;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/** Answers a call with an OperationOutcome: done, or the reasons of a refusal (eps.md 1.2, 12). */
@Component
public class OutcomeWriter {
    private static final String HOLDER_ID = "holder";
    private static final String LINE = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line";
    private static final String COLUMN = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col";

    private final FhirJson json;
    private final Answer accepted;

    OutcomeWriter(FhirJson json) {
        this.json = json;
        this.accepted = new Answer(200, FhirNames.MEDIA_TYPE, json.write(informational()), Answer.DONE);
    }

    /** One informational issue, which says that all is well. */
    static OperationOutcome informational() {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.INFORMATION).setCode(IssueType.INFORMATIONAL);
        return outcome;
    }

    /** It was done: one informational issue. Always the same answer. */
    public Answer accepted() {
        return accepted;
    }

    /** It was done, and there is something to know about it: the informational issue and one for each note. */
    public Answer accepted(List<Finding> notes) {
        OperationOutcome outcome = outcome(notes);
        outcome.getIssue()
                .addFirst(new OperationOutcomeIssueComponent()
                        .setSeverity(IssueSeverity.INFORMATION)
                        .setCode(IssueType.INFORMATIONAL));
        return new Answer(200, FhirNames.MEDIA_TYPE, json.write(outcome), Answer.DONE);
    }

    /** It was refused for these reasons, at least one. */
    public Answer answer(List<Finding> findings) {
        OperationOutcome outcome = outcome(findings);
        int status = status(findings);
        String word = status < 300 ? Answer.DONE : findings.getFirst().problem().code();
        return new Answer(status, FhirNames.MEDIA_TYPE, json.write(outcome), word);
    }

    /** What a validation found: nothing, or reasons, each with the line it stands on where that is known. */
    Answer validated(List<LocatedFinding> located) {
        if (located.isEmpty()) {
            return accepted;
        }
        List<Finding> findings = located.stream().map(LocatedFinding::finding).toList();
        OperationOutcome outcome = outcome(findings);
        for (int i = 0; i < located.size(); i++) {
            OperationOutcomeIssueComponent issue = outcome.getIssue().get(i);
            if (located.get(i).line() > 0) {
                issue.addExtension(LINE, new IntegerType(located.get(i).line()));
                issue.addExtension(COLUMN, new IntegerType(located.get(i).column()));
            }
        }
        return new Answer(
                status(findings),
                FhirNames.MEDIA_TYPE,
                json.write(outcome),
                findings.getFirst().problem().code());
    }

    /** The reasons as a resource, for answers that carry it inside another. */
    public OperationOutcome outcome(List<Finding> findings) {
        OperationOutcome outcome = new OperationOutcome();
        for (Finding finding : findings) {
            outcome.addIssue(issue(finding));
            if (finding.holder() != null && outcome.getContained().isEmpty()) {
                name(outcome, finding.holder());
            }
        }
        return outcome;
    }

    /** All informational: 200. All forbidden: 403, or 401. One alone: its own. Otherwise 400 (eps.md 1.2). */
    static int status(List<Finding> findings) {
        if (findings.stream().allMatch(finding -> finding.severity() == Severity.INFORMATION)) {
            return 200;
        }
        int first = findings.getFirst().problem().httpStatus();
        return findings.stream().allMatch(finding -> finding.problem().httpStatus() == first) ? first : 400;
    }

    private static OperationOutcomeIssueComponent issue(Finding finding) {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent();
        issue.setSeverity(
                switch (finding.severity()) {
                    case FATAL -> IssueSeverity.FATAL;
                    case ERROR -> IssueSeverity.ERROR;
                    case WARNING -> IssueSeverity.WARNING;
                    case INFORMATION -> IssueSeverity.INFORMATION;
                });
        issue.setCode(IssueType.fromCode(finding.issueType()));
        issue.setDetails(new CodeableConcept(new Coding(
                finding.problem().codeSystem().url(), finding.problem().code(), finding.sentence())));
        issue.setDiagnostics(finding.sentence());
        finding.place().ifPresent(issue::addExpression);
        return issue;
    }

    /** Names the holder by its code; {@link HolderNames} adds what the directory knows. */
    private static void name(OperationOutcome outcome, OdsCode holder) {
        Organization organisation = new Organization();
        organisation.setId(HOLDER_ID);
        organisation.addIdentifier().setSystem(FhirNames.ODS_CODE).setValue(holder.value());
        outcome.addContained(organisation);
        outcome.addExtension(FhirNames.SUPPORTING_INFO_EXTENSION, new Reference("#" + HOLDER_ID));
    }
}
