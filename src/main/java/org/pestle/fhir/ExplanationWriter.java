package org.pestle.fhir;

import java.util.Date;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.pestle.tracking.Explanation;
import org.pestle.tracking.Explanation.Answer;
import org.pestle.tracking.Explanation.IssueStory;
import org.springframework.stereotype.Component;

/** Writes an explanation as Parameters: every sentence beside the codes and dates that it is made of. */
@Component
class ExplanationWriter {
    private final OutcomeWriter outcomes;
    private final HolderNames holders;

    ExplanationWriter(OutcomeWriter outcomes, HolderNames holders) {
        this.outcomes = outcomes;
        this.holders = holders;
    }

    Parameters write(Explanation explanation) {
        Parameters parameters = new Parameters();
        parameters.addParameter("prescription", explanation.id().shortForm());
        for (IssueStory story : explanation.issues()) {
            issue(parameters.addParameter().setName("issue"), story);
        }
        Answer answer = explanation.answer();
        if (answer != null) {
            answer(parameters.addParameter().setName("answer"), answer);
        }
        return parameters;
    }

    private static void issue(ParametersParameterComponent issue, IssueStory story) {
        issue.addPart().setName("number").setValue(new IntegerType(story.number()));
        issue.addPart()
                .setName("status")
                .setValue(new Coding(
                        FhirNames.BUSINESS_STATUS,
                        story.status().code(),
                        story.status().display()));
        issue.addPart().setName("state").setValue(new StringType(story.state()));
        story.history().forEach(happened -> {
            ParametersParameterComponent part = issue.addPart().setName("happened");
            part.addPart().setName("at").setValue(new InstantType(Date.from(happened.at())));
            part.addPart().setName("sentence").setValue(new StringType(happened.sentence()));
        });
        ParametersParameterComponent next = issue.addPart().setName("next");
        next.addPart()
                .setName("action")
                .setValue(new CodeType(story.next().action().code()));
        next.addPart().setName("on").setValue(new DateType(story.next().on().toString()));
        next.addPart().setName("sentence").setValue(new StringType(story.next().sentence()));
        story.may().forEach(may -> {
            ParametersParameterComponent part = issue.addPart().setName("may");
            part.addPart()
                    .setName("operation")
                    .setValue(new CodeType(may.operation().name()));
            part.addPart().setName("role").setValue(new CodeType(may.role().claim()));
            if (may.organisation() != null) {
                part.addPart()
                        .setName("organisation")
                        .setValue(new CodeType(may.organisation().value()));
            }
            part.addPart().setName("sentence").setValue(new StringType(may.sentence()));
        });
    }

    private void answer(ParametersParameterComponent part, Answer answer) {
        part.addPart().setName("call").setValue(new CodeType(answer.call().word()));
        part.addPart()
                .setName("organisation")
                .setValue(new CodeType(answer.organisation().value()));
        part.addPart().setName("issueNumber").setValue(new IntegerType(answer.issueNumber()));
        part.addPart()
                .setName("refused")
                .setValue(new BooleanType(!answer.reasons().isEmpty()));
        part.addPart().setName("sentence").setValue(new StringType(answer.sentence()));
        if (!answer.reasons().isEmpty()) {
            part.addPart().setName("reasons").setResource(holders.complete(outcomes.outcome(answer.reasons())));
        }
    }
}
