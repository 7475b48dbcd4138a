package org.pestle.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.claim.ClaimSettings;
import org.pestle.claim.ExemptionCodes;
import org.pestle.claim.LicensedProducts;
import org.pestle.claim.UnitsOfProducts;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.ServiceClient;
import org.pestle.prescription.HistoryEvent;
import org.pestle.prescription.LineItemLifecycle;
import org.pestle.prescription.NextActivity;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.testing.Database;
import org.pestle.testing.KeptPrescription;
import org.pestle.testing.Service;
import org.pestle.testing.SignedOrders;
import org.pestle.testing.UseCases;
import org.pestle.tracking.ExplainPrescription.Question;
import org.pestle.tracking.Explanation.IssueStory;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/** {@code $explain}: sentences for every state of eps.md 4.1, and what would come of a call. */
class ExplainPrescriptionTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Caller SUPPORT =
            new Caller("tracker", "555000000001", "555000000002", Role.SUPPORT, new OdsCode("X26"));
    private static final Database DATABASE = Database.fresh();
    private static final ExplainPrescription EXPLAIN = UseCases.of(
                    DATABASE,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    new String[] {"tracking", "claim", "dispensing", "prescription", "audit"},
                    new PrescriptionSettings(null),
                    ClaimSettings.NATIONAL,
                    (ExemptionCodes) code -> Optional.empty(),
                    (UnitsOfProducts) (product, claimed, supplied, month) -> Optional.empty(),
                    (LicensedProducts) (product, month) -> false)
            .get(ExplainPrescription.class);

    private static KeptPrescription in(PrescriptionStatus status) {
        String item = LineItemLifecycle.legalUnder(status).stream()
                .map(legal -> legal.code())
                .max(String::compareTo)
                .orElse("0005");
        KeptPrescription kept = KeptPrescription.of(1).inStatus(status.code(), item);
        boolean isHeld = switch (status) {
            case WITH_DISPENSER, WITH_DISPENSER_ACTIVE, DISPENSED, NOT_DISPENSED, CLAIMED, NO_CLAIMED -> true;
            case AWAITING_RELEASE_READY,
                    TO_BE_DISPENSED,
                    EXPIRED,
                    CANCELLED,
                    REPEAT_DISPENSE_FUTURE_INSTANCE,
                    PRESCRIPTION_FUTURE_INSTANCE,
                    CANCELLED_FUTURE_INSTANCE -> false;
        };
        return (isHeld ? kept.heldBy("FA565") : kept).in(DATABASE);
    }

    private static Explanation explain(PrescriptionId id, @Nullable Question question) {
        return switch (EXPLAIN.explain(id, question, SUPPORT, UUID.randomUUID())) {
            case Outcome.Done<Explanation> done -> done.value();
            case Outcome.Refused<Explanation> refused -> throw new AssertionError(refused.findings());
        };
    }

    @Test
    void every_state_has_a_sentence_of_its_own() {
        Set<String> sentences = new HashSet<>();
        for (PrescriptionStatus status : PrescriptionStatus.values()) {
            IssueStory story = explain(in(status).id(), null).issues().getFirst();

            assertThat(story.status()).isEqualTo(status);
            assertThat(story.state()).matches("It .*\\.");
            sentences.add(story.state());
        }
        assertThat(sentences).hasSameSizeAs(PrescriptionStatus.values());
    }

    @Test
    void every_event_has_a_sentence_of_its_own() {
        Set<String> sentences = new HashSet<>();
        for (PrescriptionEvent event : PrescriptionEvent.values()) {
            sentences.add(happened(event));
        }

        assertThat(sentences).hasSameSizeAs(PrescriptionEvent.values());
    }

    @ParameterizedTest
    @EnumSource
    void every_event_is_told_as_a_sentence_with_its_date(PrescriptionEvent event) {
        assertThat(happened(event))
                .startsWith("On 25 November 2026 at 10:00 ")
                .endsWith(".")
                .doesNotContain("%", "555000000001");
    }

    private static String happened(PrescriptionEvent event) {
        return Sentences.happened(new HistoryEvent(
                KeptPrescription.of(1).id(),
                1,
                1,
                NOW,
                event,
                null,
                PrescriptionStatus.TO_BE_DISPENSED,
                "555000000001",
                "FA565",
                null,
                new byte[0],
                new byte[0]));
    }

    @ParameterizedTest
    @EnumSource
    void every_activity_says_when_and_what_it_will_do(NextActivity.Action action) {
        String sentence = Sentences.next(
                PrescriptionStatus.WITH_DISPENSER_ACTIVE, new NextActivity(action, LocalDate.of(2027, 5, 25)));

        assertThat(sentence).contains("25 May 2027").endsWith(".");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            AWAITING_RELEASE_READY          | RELEASE_BY_ID pharmacist, RELEASE_BY_ID pharmacy-system FA565, CANCEL prescriber, CANCEL prescribing-admin
            TO_BE_DISPENSED                 | RELEASE_BY_ID pharmacist, RELEASE_BY_ID pharmacy-system FA565, RELEASE_NOMINATED pharmacist FA565, RELEASE_NOMINATED pharmacy-system FA565, CANCEL prescriber, CANCEL prescribing-admin
            WITH_DISPENSER                  | RETURN pharmacist FA565, NOTIFY_DISPENSE pharmacist FA565
            WITH_DISPENSER_ACTIVE           | NOTIFY_DISPENSE pharmacist FA565
            DISPENSED                       | CLAIM pharmacist FA565, CLAIM contractor FA565
            NOT_DISPENSED                   | CLAIM pharmacist FA565, CLAIM contractor FA565
            CLAIMED                         | CLAIM pharmacist FA565, CLAIM contractor FA565
            EXPIRED                         | ''
            CANCELLED                       | ''
            NO_CLAIMED                      | ''
            REPEAT_DISPENSE_FUTURE_INSTANCE | CANCEL prescriber, CANCEL prescribing-admin
            PRESCRIPTION_FUTURE_INSTANCE    | CANCEL prescriber, CANCEL prescribing-admin
            CANCELLED_FUTURE_INSTANCE       | ''
            """)
    void who_may_do_what_comes_from_the_tables(PrescriptionStatus status, String expected) {
        IssueStory story = explain(in(status).id(), null).issues().getFirst();

        assertThat(story.may().stream()
                        .map(may -> may.operation() + " " + may.role().claim()
                                + (may.organisation() == null ? "" : " " + may.organisation())))
                .contains(expected.isEmpty() ? new String[0] : expected.split(", "));
        if (expected.isEmpty()) {
            assertThat(story.may()).isEmpty();
        }
        assertThat(story.may())
                .allSatisfy(may -> assertThat(may.sentence()).matches("A [a-z ]+( of (FA565|A83008))? may .*\\."));
    }

    @ParameterizedTest(name = "{0} by {2} when {1}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            release           | TO_BE_DISPENSED       | FLM49 |
            release           | WITH_DISPENSER        | FLM49 | PRESCRIPTION_WITH_ANOTHER_DISPENSER
            release           | WITH_DISPENSER        | FA565 | PRESCRIPTION_ALREADY_HELD
            release           | CANCELLED             | FA565 | PRESCRIPTION_CANCELLED
            release           | EXPIRED               | FA565 | PRESCRIPTION_EXPIRED
            release           | CLAIMED               | FA565 | PRESCRIPTION_DISPENSED
            release-nominated | TO_BE_DISPENSED       | FA565 |
            release-nominated | TO_BE_DISPENSED       | FLM49 | NO_MORE_PRESCRIPTIONS
            release-nominated | AWAITING_RELEASE_READY| FA565 | NO_MORE_PRESCRIPTIONS
            return            | WITH_DISPENSER        | FA565 |
            return            | WITH_DISPENSER        | FLM49 | PRESCRIPTION_WITH_ANOTHER_DISPENSER
            return            | WITH_DISPENSER_ACTIVE | FA565 | PRESCRIPTION_INVALID_STATE_TRANSITION
            dispense          | WITH_DISPENSER        | FA565 |
            dispense          | WITH_DISPENSER        | FLM49 | PRESCRIPTION_WITH_ANOTHER_DISPENSER
            dispense          | TO_BE_DISPENSED       | FA565 | PRESCRIPTION_INVALID_STATE_TRANSITION
            withdraw          | WITH_DISPENSER        | FA565 | PRESCRIPTION_INVALID_STATE_TRANSITION
            withdraw          | DISPENSED             | FA565 | DISPENSE_AMEND_IDENTIFIER_MISMATCH
            withdraw          | DISPENSED             | FLM49 | PRESCRIPTION_WITH_ANOTHER_DISPENSER
            amend-dispense    | DISPENSED             | FA565 | DISPENSE_AMEND_IDENTIFIER_MISMATCH
            amend-dispense    | TO_BE_DISPENSED       | FA565 | PRESCRIPTION_INVALID_STATE_TRANSITION
            amend             | TO_BE_DISPENSED       | A83008|
            amend             | WITH_DISPENSER        | A83008| PRESCRIPTION_INVALID_STATE_TRANSITION
            claim             | WITH_DISPENSER        | FA565 | CLAIM_INVALID_NOT_DISPENSED
            claim             | CLAIMED               | FA565 | DUPLICATE_CLAIM
            cancel            | TO_BE_DISPENSED       | A83008|
            cancel            | WITH_DISPENSER        | A83008| R_0002
            cancel            | DISPENSED             | A83008| R_0004
            """)
    void a_call_is_tried_by_its_own_rules(
            String word, PrescriptionStatus status, String organisation, @Nullable String code) {
        AskedCall call = AskedCall.of(word).orElseThrow();

        Explanation.Answer answer = explain(in(status).id(), new Question(call, new OdsCode(organisation), null))
                .answer();

        assertThat(answer).isNotNull();
        if (answer != null) {
            assertThat(answer.reasons().stream().map(Finding::problem).map(Enum::name))
                    .containsExactly(code == null ? new String[0] : new String[] {code});
            assertThat(answer.sentence())
                    .startsWith("If " + organisation + " asked to ")
                    .endsWith(code == null ? "it would be done." : "it would be refused.");
        }
    }

    @Test
    void an_unknown_prescription_or_issue_is_refused() {
        Question third = new Question(AskedCall.CLAIM, new OdsCode("FA565"), 3);
        PrescriptionId kept = in(PrescriptionStatus.TO_BE_DISPENSED).id();

        assertThat(EXPLAIN.explain(KeptPrescription.of(1).id(), null, SUPPORT, UUID.randomUUID()))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(EXPLAIN.explain(kept, third, SUPPORT, UUID.randomUUID())).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void tells_over_http_the_whole_story_of_each_issue_and_changes_nothing() {
        Service service = Service.running();
        ServiceClient client = new ServiceClient(service.url(""));
        SignedOrders.Order order = new SignedOrders(client).make(SampleOrder.Kind.ERD, "FA565");
        client.send(order.call()).orRefused();
        String path =
                "/clinical-prescription-tracker/RequestGroup/" + order.id().replace("+", "%2B") + "/$explain";

        HttpResponse<String> story = service.get(path, "support");
        HttpResponse<String> asked = service.get(path + "?call=release&organisation=FLM49", "prescriber");

        assertThat(story.statusCode()).isEqualTo(200);
        assertThat(story.body())
                .contains(
                        "A83008 sent the signed prescription.",
                        "It is a later issue",
                        "After ",
                        "becomes Expired (0004)")
                .contains("A pharmacist of FA565 may download it with all that is nominated.");
        assertThat(asked.body()).contains("If FLM49 asked to release it by its id", "it would be done.");
        assertThat(service.get(path + "?call=release", "patient").statusCode()).isEqualTo(403);
        assertThat(service.get(path + "?call=fly", "support").body()).contains("INVALID_VALUE");
        assertThat(service.get(path, "support").body())
                .as("asking for a release released nothing")
                .isEqualTo(story.body());
    }
}
