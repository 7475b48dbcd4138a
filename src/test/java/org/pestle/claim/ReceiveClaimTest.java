package org.pestle.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.claim.ClaimFixture.HIGH_STREET;
import static org.pestle.claim.ClaimFixture.NOW;
import static org.pestle.claim.ClaimFixture.STATION;
import static org.pestle.claim.ClaimFixture.amendment;
import static org.pestle.claim.ClaimFixture.claim;
import static org.pestle.claim.ClaimFixture.counted;
import static org.pestle.claim.ClaimFixture.problem;
import static org.pestle.testing.Outcomes.refused;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.KeptPrescription;
import org.pestle.values.Quantity;

class ReceiveClaimTest {
    /** In which the month of {@link ClaimFixture#NOW} is open. */
    private static final Instant LAST_SECOND = Instant.parse("2026-12-05T23:59:59Z");

    private final ClaimFixture pharmacy = new ClaimFixture();

    @Test
    void accepts_a_claim_for_what_was_dispensed() {
        KeptPrescription kept = pharmacy.dispensed(1);
        DispenseClaim claim = claim(kept, "0006", "0001", "28");

        Outcome<UUID> outcome = pharmacy.receive(claim, HIGH_STREET, NOW);

        assertThat(outcome).isEqualTo(Outcome.done(claim.id()));
        assertThat(pharmacy.text("SELECT concat_ws(' ', status, claim_id, claimed_on, next_activity, next_activity_on)"
                        + " FROM prescription_issue"))
                .isEqualTo("0008 " + claim.id() + " 2026-11-25 delete 2026-12-31");
        assertThat(pharmacy.text(
                        "SELECT concat_ws(' ', contractor, authority, practice, commissioner, exemption, evidence_seen,"
                                + " dispensed_on, payment_month, status) FROM claim"))
                .isEqualTo("FA565 T1450 A83008 QHM 0001 f 2026-11-25 2026-11-01 RECEIVED");
        assertThat(pharmacy.text(
                        "SELECT concat_ws(' ', sequence, item_status, ordered_product, ordered_quantity, ordered_unit,"
                                + " supplied_product, supplied_quantity, supplied_unit, charge,"
                                + " endorsements) FROM claim_item"))
                .isEqualTo("1 0001 39732011000001102 28 428673006 39732011000001102 28 428673006 paid-once"
                        + " [{\"code\": \"BB\", \"value\": \"opened pack\"}]");
        assertThat(pharmacy.text("SELECT operation || outcome FROM audit_event"))
                .isEqualTo("CLAIMdone");
    }

    @Test
    void refuses_a_second_claim() {
        KeptPrescription kept = pharmacy.dispensed(1);
        pharmacy.receive(claim(kept, "0006", "0001", "28"), HIGH_STREET, NOW);

        assertThat(problem(pharmacy.receive(claim(kept, "0006", "0001", "28"), HIGH_STREET, NOW)))
                .isEqualTo(Problem.DUPLICATE_CLAIM);
        assertThat(pharmacy.text("SELECT count(*)::text FROM claim")).isEqualTo("1");
    }

    @ParameterizedTest(name = "a claim for {0} with an item {1} of a prescription that is {2} with an item {3}: {4}")
    @CsvSource({
        "0006, 0001, 0002, 0008, CLAIM_INVALID_NOT_DISPENSED",
        "0006, 0001, 0003, 0001, CLAIM_INVALID_NOT_DISPENSED",
        "0006, 0001, 0007, 0002, CLAIM_INVALID_NOT_DISPENSED",
        "0006, 0002, 0006, 0001, MEDICATIONREQUEST_INVALID_STATE_TRANSITION",
        "0006, 0001, 0009, 0001, PRESCRIPTION_INVALID_STATE_TRANSITION"
    })
    void refuses_what_cannot_be_claimed(
            String status, String itemStatus, String recorded, String itemRecorded, Problem problem) {
        KeptPrescription kept = KeptPrescription.of(1)
                .inStatus(recorded, itemRecorded)
                .heldBy("FA565")
                .in(pharmacy.database);

        assertThat(problem(pharmacy.receive(claim(kept, status, itemStatus, "0"), HIGH_STREET, NOW)))
                .isEqualTo(problem);
    }

    @Test
    void a_prescription_of_which_nothing_was_dispensed_can_be_claimed_without_value() {
        KeptPrescription kept =
                KeptPrescription.of(1).inStatus("0007", "0002").heldBy("FA565").in(pharmacy.database);

        assertThat(pharmacy.receive(claim(kept, "0007", "0002", "0"), HIGH_STREET, NOW))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refuses_another_pharmacy_another_patient_and_more_than_was_dispensed() {
        KeptPrescription kept = pharmacy.dispensed(1);

        assertThat(problem(pharmacy.receive(claim(kept, "0006", "0001", "28"), STATION, NOW)))
                .isEqualTo(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER);
        assertThat(problem(pharmacy.receive(claim(kept, "0006", "0001", "28", "9449304106", null), HIGH_STREET, NOW)))
                .isEqualTo(Problem.PRESCRIPTION_NOT_FOUND);
        assertThat(problem(pharmacy.receive(claim(kept, "0006", "0001", "28.01"), HIGH_STREET, NOW)))
                .isEqualTo(Problem.INVALID_VALUE);
    }

    @ParameterizedTest(name = "{0} {1} dispensed, {2} {3} claimed: {4}")
    @CsvSource({
        "200, dose, 1, device, true",
        "200, dose, 2, device, false",
        "1, device, 200, dose, true",
        "1, device, 201, dose, false",
        "3, device, 600, dose, true",
        "28, tablet, 28, tablet, true",
        "28, replaced, 28, tablet, true",
        "28, replaced, 29, tablet, false"
    })
    void claims_no_more_than_was_dispensed_in_whatever_unit(
            String dispensed, String unit, String claimed, String claimedUnit, boolean accepted) {
        KeptPrescription kept = pharmacy.dispensed(1);
        pharmacy.owner
                .sql("UPDATE dispense_item SET quantity = :quantity, unit_code = :unit")
                .param("quantity", new BigDecimal(dispensed))
                .param("unit", code(unit))
                .update();

        Outcome<UUID> outcome = pharmacy.receive(counted(kept, quantity(claimed, claimedUnit)), HIGH_STREET, NOW);

        assertThat(outcome instanceof Outcome.Done).isEqualTo(accepted);
        if (!accepted) {
            assertThat(problem(outcome)).isEqualTo(Problem.INVALID_VALUE);
        }
    }

    @Test
    void refuses_a_claim_in_a_unit_that_nothing_relates_to_that_of_the_notification_whatever_the_number() {
        KeptPrescription kept = pharmacy.dispensed(1);

        for (String amount : List.of("0.5", "28", "2800")) {
            Finding refused = refused(pharmacy.receive(counted(kept, quantity(amount, "dose")), HIGH_STREET, NOW))
                    .getFirst();

            assertThat(refused.problem()).isEqualTo(Problem.INVALID_VALUE);
            assertThat(refused.place()).contains("Claim.item.detail[0].subDetail.quantity");
            assertThat(refused.sentence())
                    .contains("is claimed in dose (3317411000001100) and was dispensed in tablet (428673006)");
        }
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # endorsed | supplied                            | accepted
            SP         | 39732011000001102                   | false
            ED         | 39732011000001102                   | false
            SP         | 90068999999106                      | true
            ED         | 90068999999106                      | true
            SP         | 39732011000001102 90068999999106    | true
            NCSO       | 39732011000001102                   | true
            """)
    void refuses_an_endorsement_of_specials_for_what_is_known_to_be_licensed(
            String endorsed, String supplied, boolean accepted) {
        KeptPrescription kept = pharmacy.dispensed(1);

        Outcome<UUID> outcome =
                pharmacy.receive(ClaimFixture.endorsed(kept, endorsed, supplied.split(" ", -1)), HIGH_STREET, NOW);

        assertThat(outcome instanceof Outcome.Done).isEqualTo(accepted);
        if (!accepted) {
            Finding refused = refused(outcome).getFirst();
            assertThat(refused.problem()).isEqualTo(Problem.INVALID_VALUE);
            assertThat(refused.place()).contains("Claim.item.detail[0].programCode:endorsement");
            assertThat(refused.sentence()).contains("SP and ED are for unlicensed items");
        }
    }

    @Test
    void refuses_a_claim_that_counts_one_item_in_several_units() {
        KeptPrescription kept = pharmacy.dispensed(1);

        assertThat(problem(pharmacy.receive(
                        counted(kept, quantity("14", "tablet"), quantity("1", "device")), HIGH_STREET, NOW)))
                .isEqualTo(Problem.INVALID_VALUE);
    }

    private static Quantity quantity(String amount, String unit) {
        return new Quantity(new BigDecimal(amount), code(unit), unit);
    }

    private static String code(String unit) {
        return switch (unit) {
            case "dose" -> ClaimFixture.DOSE;
            case "device" -> ClaimFixture.DEVICE;
            case "replaced" -> ClaimFixture.TABLET_BEFORE;
            default -> ClaimFixture.TABLET;
        };
    }

    @Test
    void an_exemption_that_has_ended_is_claimed_for_earlier_supplies_only() {
        KeptPrescription kept = pharmacy.dispensed(1);
        DispenseClaim claim = claim(kept, "0006", "0001", "28");
        DispenseClaim ended = ClaimFixture.with(claim.id(), claim.authority(), "0013", claim);

        assertThat(problem(pharmacy.receive(ended, HIGH_STREET, NOW))).isEqualTo(Problem.INVALID_VALUE);
        pharmacy.owner
                .sql("UPDATE prescription_issue SET completed_on = DATE '2026-11-24'")
                .update();
        assertThat(pharmacy.receive(ended, HIGH_STREET, NOW)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refuses_a_claim_that_leaves_an_item_out() {
        assertThat(problem(pharmacy.receive(claim(pharmacy.dispensed(2), "0006", "0001", "28"), HIGH_STREET, NOW)))
                .isEqualTo(Problem.MEDICATIONREQUEST_NOT_FOUND);
    }

    @Test
    void the_last_day_for_a_claim_is_the_180th_after_completion() {
        KeptPrescription kept = pharmacy.dispensed(1);

        assertThat(problem(pharmacy.receive(
                        claim(kept, "0006", "0001", "28"), HIGH_STREET, Instant.parse("2027-05-25T00:00:00Z"))))
                .isEqualTo(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION);
        assertThat(pharmacy.receive(
                        claim(kept, "0006", "0001", "28"), HIGH_STREET, Instant.parse("2027-05-24T22:59:59Z")))
                .isInstanceOf(Outcome.Done.class);
        assertThat(pharmacy.text("SELECT payment_month::text FROM claim")).isEqualTo("2027-05-01");
    }

    @Test
    void an_amendment_takes_the_place_of_the_claim_and_counts_from_the_day_of_the_first() {
        KeptPrescription kept = pharmacy.dispensed(1);
        DispenseClaim first = claim(kept, "0006", "0001", "28");
        pharmacy.receive(first, HIGH_STREET, NOW);
        DispenseClaim second = amendment(kept, first.id());

        assertThat(pharmacy.receive(second, HIGH_STREET, LAST_SECOND)).isEqualTo(Outcome.done(second.id()));

        assertThat(pharmacy.text("SELECT concat_ws(' ', status, claim_id, claimed_on, next_activity_on)"
                        + " FROM prescription_issue"))
                .isEqualTo("0008 " + second.id() + " 2026-11-25 2026-12-31");
        assertThat(pharmacy.text(
                        "SELECT string_agg(concat_ws(' ', status, payment_month, received_at = '2026-11-25T10:00:00Z',"
                                + " replaces IS NOT NULL, amended_at = '2026-12-05T23:59:59Z'), ', ' ORDER BY status)"
                                + " FROM claim"))
                .isEqualTo("RECEIVED 2026-11-01 t t t, REPLACED 2026-11-01 t f");
        assertThat(pharmacy.text("SELECT event || from_status || to_status FROM prescription_event"
                        + " ORDER BY version DESC LIMIT 1"))
                .isEqualTo("CLAIM_AMENDED00080008");
    }

    @Test
    void an_amendment_of_any_other_claim_is_refused() {
        KeptPrescription kept = pharmacy.dispensed(1);
        assertThat(problem(pharmacy.receive(amendment(kept, UUID.randomUUID()), HIGH_STREET, NOW)))
                .isEqualTo(Problem.DISPENSE_AMEND_IDENTIFIER_MISMATCH);
        DispenseClaim first = claim(kept, "0006", "0001", "28");
        pharmacy.receive(first, HIGH_STREET, NOW);
        DispenseClaim second = amendment(kept, first.id());
        pharmacy.receive(second, HIGH_STREET, NOW);

        assertThat(problem(pharmacy.receive(amendment(kept, first.id()), HIGH_STREET, NOW)))
                .isEqualTo(Problem.DISPENSE_AMEND_IDENTIFIER_MISMATCH);
        assertThat(problem(pharmacy.receive(amendment(kept, second.id()), STATION, NOW)))
                .isEqualTo(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER);
        assertThat(pharmacy.receive(amendment(kept, second.id()), HIGH_STREET, NOW))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_claim_is_amended_until_its_month_closes_or_the_night_takes_it_up() {
        KeptPrescription kept = pharmacy.dispensed(1);
        DispenseClaim first = claim(kept, "0006", "0001", "28");
        pharmacy.receive(first, HIGH_STREET, NOW);

        assertThat(problem(pharmacy.receive(amendment(kept, first.id()), HIGH_STREET, LAST_SECOND.plusSeconds(1))))
                .isEqualTo(Problem.CLAIM_AMEND_PERIOD_ISSUE);
        pharmacy.owner.sql("DELETE FROM claim_waiting").update();
        assertThat(problem(pharmacy.receive(amendment(kept, first.id()), HIGH_STREET, NOW)))
                .isEqualTo(Problem.CLAIM_AMEND_PERIOD_ISSUE);
        assertThat(pharmacy.text("SELECT claim_id::text FROM prescription_issue"))
                .isEqualTo(first.id().toString());
    }

    @Test
    void a_claim_with_the_id_of_another_is_refused() {
        KeptPrescription kept = pharmacy.dispensed(1);
        DispenseClaim first = claim(kept, "0006", "0001", "28");
        pharmacy.receive(first, HIGH_STREET, NOW);
        pharmacy.owner
                .sql("UPDATE prescription_issue SET status = '0006', claim_id = NULL")
                .update();

        assertThat(problem(pharmacy.receive(first, HIGH_STREET, NOW))).isEqualTo(Problem.MESSAGE_ID_REUSED);
    }
}
