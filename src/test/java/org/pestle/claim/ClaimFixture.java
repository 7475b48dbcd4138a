package org.pestle.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.claim.DispenseClaim.Charge;
import org.pestle.claim.DispenseClaim.ClaimLine;
import org.pestle.claim.DispenseClaim.Endorsement;
import org.pestle.claim.DispenseClaim.Supply;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.Database;
import org.pestle.testing.KeptPrescription;
import org.pestle.testing.UseCases;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.Quantity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Claims for prescriptions that were dispensed, received on a database of a test's own. */
final class ClaimFixture {
    static final String TABLET = "428673006";
    static final String TABLET_BEFORE = "3319411000001109";
    static final String DOSE = "3317411000001100";
    static final String DEVICE = "3318711000001107";

    /** Licensed, as nothing else is known to be. */
    static final DmdCode AMLODIPINE = new DmdCode("39732011000001102");

    static final OdsCode HIGH_STREET = new OdsCode("FA565");
    static final OdsCode STATION = new OdsCode("FLM49");
    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    final Database database = Database.fresh();
    final JdbcClient owner = JdbcClient.create(database.owner());

    /** A prescription of so many items, all dispensed to FA565 and notified. */
    KeptPrescription dispensed(int items) {
        KeptPrescription kept = KeptPrescription.of(items)
                .inStatus("0006", "0001")
                .heldBy("FA565")
                .writtenOn(LocalDate.of(2026, 11, 25))
                .in(database);
        UUID notification = UUID.randomUUID();
        owner.sql("""
                        INSERT INTO dispense_notification (notification_id, prescription_id, issue_number, organisation,
                                                           authority, handed_over_at, received_at, to_status, message)
                        VALUES (?, ?, 1, 'FA565', 'T1450', now(), now(), '0006', '')
                        """).params(notification, kept.id().value()).update();
        for (LineItemId item : kept.items()) {
            owner.sql("""
                            INSERT INTO dispense_item (prescription_id, notification_id, line_item_id, dispense_item_id,
                                                       issue_number, status, supplied, quantity, unit_code, unit_name)
                            VALUES (?, ?, ?, gen_random_uuid(), 1, '0001', true, 28, '428673006', 'tablet')
                            """).params(kept.id().value(), notification, item.value()).update();
        }
        return kept;
    }

    /** Receives a claim at a time, in a transaction that a refusal takes back. */
    Outcome<UUID> receive(DispenseClaim claim, OdsCode organisation, Instant at) {
        return receive(receiving(at), claim, organisation);
    }

    /** The use case at a time. */
    ReceiveClaim receiving(Instant at) {
        return UseCases.of(
                        database,
                        Clock.fixed(at, ZoneOffset.UTC),
                        new String[] {"claim", "dispensing", "prescription"},
                        new PrescriptionSettings(null),
                        ClaimSettings.NATIONAL,
                        (ExemptionCodes) code ->
                                code.equals("0013") ? Optional.of(LocalDate.of(2026, 11, 24)) : Optional.empty(),
                        (UnitsOfProducts) (product, claimed, supplied, month) -> compared(claimed, supplied),
                        (LicensedProducts) (product, month) -> product.equals(AMLODIPINE))
                .get(ReceiveClaim.class);
    }

    /** A device holds 200 doses, and tablets had another code; of other units nothing is known. */
    private static Optional<UnitsOfProducts.Compared> compared(String claimed, String supplied) {
        BigDecimal inOne = new BigDecimal("200");
        return switch (claimed + " for " + supplied) {
            case DOSE + " for " + DEVICE -> Optional.of(new UnitsOfProducts.Compared(BigDecimal.ONE, inOne));
            case DEVICE + " for " + DOSE -> Optional.of(new UnitsOfProducts.Compared(inOne, BigDecimal.ONE));
            case TABLET + " for " + TABLET_BEFORE ->
                Optional.of(new UnitsOfProducts.Compared(BigDecimal.ONE, BigDecimal.ONE));
            default -> Optional.empty();
        };
    }

    Outcome<UUID> receive(ReceiveClaim receive, DispenseClaim claim, OdsCode organisation) {
        Caller caller = new Caller("pharmacy", "555260695103", "555265434108", Role.PHARMACIST, organisation);
        return database.transactions().execute(status -> {
            Outcome<UUID> outcome = receive.receive(claim, new byte[] {'{', '}'}, caller, UUID.randomUUID());
            if (outcome instanceof Outcome.Refused) {
                status.setRollbackOnly();
            }
            return outcome;
        });
    }

    static DispenseClaim amendment(KeptPrescription kept, UUID replaces) {
        return claim(kept, "0006", "0001", "28", KeptPrescription.NHS_NUMBER, replaces);
    }

    static DispenseClaim claim(KeptPrescription kept, String status, String itemStatus, String amount) {
        return claim(kept, status, itemStatus, amount, KeptPrescription.NHS_NUMBER, null);
    }

    static DispenseClaim claim(
            KeptPrescription kept,
            String status,
            String itemStatus,
            String amount,
            String nhsNumber,
            @Nullable UUID replaces) {
        BigDecimal quantity = new BigDecimal(amount);
        ClaimLine line = new ClaimLine(
                kept.items().getFirst(),
                1,
                LineItemStatus.of(itemStatus),
                Charge.PAID_ONCE,
                List.of(new Endorsement("BB", "opened pack")),
                null,
                quantity.signum() == 0
                        ? List.of()
                        : List.of(new Supply(AMLODIPINE, new Quantity(quantity, "428673006", "tablet"))));
        return new DispenseClaim(
                UUID.randomUUID(),
                replaces,
                kept.id(),
                null,
                new NhsNumber(nhsNumber),
                HIGH_STREET,
                "T1450",
                PrescriptionStatus.of(status),
                null,
                "0001",
                false,
                NOW,
                List.of(line));
    }

    /** A claim for so much of the item, in units that it counts one after the other. */
    static DispenseClaim counted(KeptPrescription kept, Quantity... quantities) {
        return supplied(
                kept,
                new Endorsement("BB", "opened pack"),
                Stream.of(quantities).map(quantity -> new Supply(AMLODIPINE, quantity)));
    }

    /** A claim for products, 14 tablets of each, with an endorsement. */
    static DispenseClaim endorsed(KeptPrescription kept, String endorsement, String... products) {
        Quantity each = new Quantity(new BigDecimal("14"), TABLET, "tablet");
        return supplied(
                kept,
                new Endorsement(endorsement, null),
                Stream.of(products).map(product -> new Supply(new DmdCode(product), each)));
    }

    private static DispenseClaim supplied(KeptPrescription kept, Endorsement endorsement, Stream<Supply> supplies) {
        DispenseClaim claim = claim(kept, "0006", "0001", "28");
        ClaimLine line = claim.lines().getFirst();
        return with(
                claim.id(),
                claim.authority(),
                claim.exemption(),
                claim,
                List.of(new ClaimLine(
                        line.item(),
                        line.sequence(),
                        line.status(),
                        line.charge(),
                        List.of(endorsement),
                        line.reason(),
                        supplies.toList())));
    }

    static Problem problem(Outcome<UUID> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        List<Finding> findings = ((Outcome.Refused<UUID>) outcome).findings();
        return findings.getFirst().problem();
    }

    String text(String sql) {
        return owner.sql(sql).query(String.class).single();
    }

    /** The same claim with this id and authority. */
    static DispenseClaim with(UUID id, String authority, DispenseClaim claim) {
        return with(id, authority, claim.exemption(), claim);
    }

    static DispenseClaim with(UUID id, String authority, String exemption, DispenseClaim claim) {
        return with(id, authority, exemption, claim, claim.lines());
    }

    private static DispenseClaim with(
            UUID id, String authority, String exemption, DispenseClaim claim, List<ClaimLine> lines) {
        return new DispenseClaim(
                id,
                claim.replaces(),
                claim.prescription(),
                claim.longId(),
                claim.patient(),
                claim.contractor(),
                authority,
                claim.status(),
                claim.issueNumber(),
                exemption,
                claim.evidenceSeen(),
                claim.createdAt(),
                lines);
    }
}
