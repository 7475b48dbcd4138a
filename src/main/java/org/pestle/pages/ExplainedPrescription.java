package org.pestle.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.tracking.AskedCall;
import org.pestle.tracking.ExplainPrescription;
import org.pestle.tracking.ExplainPrescription.Question;
import org.pestle.tracking.Explanation;
import org.pestle.tracking.Explanation.IssueStory;
import org.pestle.tracking.Explanation.May;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page that explains one prescription, as one caller sees it. Every view is audited. */
@Component
class ExplainedPrescription {
    private final ExplainPrescription explain;

    ExplainedPrescription(ExplainPrescription explain) {
        this.explain = explain;
    }

    /**
     * An issue on the page.
     *
     * @param mine what the reader may do now
     * @param others what others may do now
     */
    record ShownIssue(IssueStory story, StatusTag tag, List<String> mine, List<String> others) {
        static ShownIssue of(IssueStory story, Caller reader) {
            return new ShownIssue(
                    story,
                    StatusTag.of(story.status()),
                    sentences(story, reader, true),
                    sentences(story, reader, false));
        }

        private static List<String> sentences(IssueStory story, Caller reader, boolean mine) {
            return story.may().stream()
                    .filter(may -> isFor(may, reader) == mine)
                    .map(May::sentence)
                    .toList();
        }

        private static boolean isFor(May may, Caller reader) {
            return may.role() == reader.role()
                    && (may.organisation() == null || may.organisation().equals(reader.organisation()));
        }
    }

    /** A call that can be asked about. */
    record Choice(String word, String words, boolean chosen) {}

    /** What the reader asked, and why it would be refused. */
    record ShownAnswer(String sentence, boolean refused, List<Reason> reasons) {}

    /** A reason of a refusal. */
    record Reason(String code, String sentence) {}

    /**
     * The page.
     *
     * @param call the word of a call that is asked about, or null
     * @param organisation who would make it; the reader's own if null or none
     */
    ModelAndView to(Caller reader, String id, @Nullable String call, @Nullable String organisation) {
        String text = id.strip();
        String who = organisation != null && OdsCode.isRight(organisation.strip())
                ? OdsCode.parse(organisation.strip()).value()
                : reader.organisation().value();
        Optional<AskedCall> asked = Optional.ofNullable(call).flatMap(AskedCall::of);
        Question question =
                asked.map(known -> new Question(known, new OdsCode(who), null)).orElse(null);
        return explanation(text, question, reader)
                .map(explanation -> new ModelAndView("prescription", model(explanation, reader, asked, who)))
                .orElseGet(() -> new ModelAndView("no-prescription", Map.of(), HttpStatus.NOT_FOUND));
    }

    private Optional<Explanation> explanation(String id, @Nullable Question question, Caller reader) {
        try {
            return explain.explain(PrescriptionId.parse(id), question, reader, UUID.randomUUID())
                            instanceof Outcome.Done<Explanation>(Explanation done)
                    ? Optional.of(done)
                    : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> model(
            Explanation explanation, Caller reader, Optional<AskedCall> asked, String organisation) {
        List<ShownIssue> issues = explanation.issues().stream()
                .map(story -> ShownIssue.of(story, reader))
                .toList();
        ShownIssue current = issues.stream()
                .filter(issue -> !issue.story().status().isCompleted())
                .findFirst()
                .orElse(issues.getLast());
        return Map.of(
                "id", explanation.id().shortForm(),
                "reader", "%s of %s".formatted(reader.role().claim().replace('-', ' '), reader.organisation()),
                "current", current,
                "others",
                        issues.stream().filter(issue -> !issue.equals(current)).toList(),
                "issues", issues.size(),
                "choices", choices(asked),
                "organisation", organisation,
                "answer", Optional.ofNullable(explanation.answer()).map(ExplainedPrescription::shown));
    }

    private static List<Choice> choices(Optional<AskedCall> asked) {
        return Arrays.stream(AskedCall.values())
                .map(call -> new Choice(
                        call.word(),
                        PlainWords.name(call.deed()),
                        asked.stream().anyMatch(call::equals)))
                .toList();
    }

    private static ShownAnswer shown(Explanation.Answer answer) {
        return new ShownAnswer(
                answer.sentence(),
                !answer.reasons().isEmpty(),
                answer.reasons().stream().map(ExplainedPrescription::reason).toList());
    }

    private static Reason reason(Finding finding) {
        return new Reason(finding.problem().code(), finding.sentence());
    }
}
