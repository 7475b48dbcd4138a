package org.pestle.prescription;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.prescription.PrescriptionOrder.OrderedItem;
import org.pestle.prescription.PrescriptionOrder.Patient;
import org.pestle.prescription.PrescriptionOrder.Prescriber;
import org.pestle.routing.Nomination;
import org.pestle.routing.SiteType;
import org.pestle.signature.ReceivedSignature;
import org.pestle.signature.SignatureFormat;
import org.pestle.signature.SignatureVerdict;
import org.pestle.signature.SignedContent;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.pestle.values.Quantity;

/** Orders for tests: valid from the start, so that a test says only what matters to it. */
final class Orders {
    static final OdsCode PRACTICE = new OdsCode("A83008");
    static final OdsCode HIGH_STREET_PHARMACY = new OdsCode("FA565");
    static final Caller PRESCRIBER = new Caller("gp-system", "656005750107", "555254242105", Role.PRESCRIBER, PRACTICE);

    private static final Random RANDOM = new Random(20261125);

    private TreatmentType treatment = TreatmentType.ACUTE;
    private Instant authoredAt = Instant.parse("2026-11-25T09:00:00Z");
    private @Nullable Instant signedAt;
    private LocalDate startsOn = LocalDate.of(2026, 11, 25);
    private int issues = 1;
    private final List<Integer> itemIssues = new ArrayList<>();
    private Nomination nomination =
            new Nomination.Nominated(HIGH_STREET_PHARMACY, SiteType.COMMUNITY_PHARMACY, Nomination.Basis.STANDING);

    private @Nullable ControlledSchedule schedule;
    private int controlledItems;
    private String signer = "CN=Demonstration Prescriber";
    private @Nullable PrescriptionRecord amended;
    private @Nullable UUID otherLongId;
    private @Nullable LineItemId firstItem;
    private String patient = "9449304130";
    private OdsCode practice = PRACTICE;

    private Orders() {}

    static Orders anOrder() {
        return new Orders();
    }

    Orders writtenAt(Instant time) {
        authoredAt = time;
        startsOn = NhsDates.on(time);
        return this;
    }

    /** Signed at another time than that of its date. */
    Orders signedAt(Instant time) {
        signedAt = time;
        return this;
    }

    Orders repeatDispensing(int times, LocalDate from) {
        treatment = TreatmentType.REPEAT_DISPENSING;
        issues = times;
        startsOn = from;
        return this;
    }

    Orders item(int times) {
        itemIssues.add(times);
        return this;
    }

    Orders controlled(ControlledSchedule schedule) {
        return controlledFirst(4, schedule);
    }

    /** Only the first so many items are controlled. */
    Orders controlledFirst(int items, ControlledSchedule schedule) {
        this.controlledItems = items;
        this.schedule = schedule;
        return this;
    }

    /** A new version of that prescription. */
    Orders amending(PrescriptionRecord prescription) {
        amended = prescription;
        otherLongId = prescription.longId();
        return this;
    }

    Orders withLongId(UUID id) {
        otherLongId = id;
        return this;
    }

    /** Its first item has this id. */
    Orders withItem(LineItemId id) {
        firstItem = id;
        return this;
    }

    Orders forPatient(String nhsNumber) {
        patient = nhsNumber;
        return this;
    }

    Orders by(OdsCode otherPractice) {
        practice = otherPractice;
        return this;
    }

    Orders nominatedTo(OdsCode site) {
        nomination = new Nomination.Nominated(site, SiteType.COMMUNITY_PHARMACY, Nomination.Basis.ONE_OFF);
        return this;
    }

    Orders signedBy(String subject) {
        signer = subject;
        return this;
    }

    Orders notNominated() {
        nomination = new Nomination.None();
        return this;
    }

    Accepted accepted() {
        PrescriptionOrder order = order();
        byte[] digest = sha256(order.messageId().toString());
        return new Accepted(
                order,
                new SignatureVerdict.Valid(
                        signer,
                        order.content().signedAt(),
                        digest,
                        List.of(new byte[] {1, 2, 3}, new byte[] {-1, 0, 34, 92}),
                        List.of(new byte[32])),
                nomination,
                new OdsCode("QHM"));
    }

    PrescriptionOrder order() {
        UUID longId = otherLongId == null ? new UUID(RANDOM.nextLong(), RANDOM.nextLong()) : otherLongId;
        List<Integer> times = itemIssues.isEmpty() ? List.of(issues) : itemIssues;
        List<OrderedItem> items = new ArrayList<>();
        for (int each : times) {
            items.add(new OrderedItem(
                    items.isEmpty() && firstItem != null
                            ? firstItem
                            : new LineItemId(new UUID(RANDOM.nextLong(), RANDOM.nextLong())),
                    items.size() + 1,
                    new DmdCode("39714003"),
                    "Paracetamol 500mg \"soluble\" tablets, {sugar} \\ free",
                    new Quantity(new BigDecimal("12.50"), "428673006", "tablet"),
                    "2 times a day, then stop",
                    items.isEmpty() ? List.of() : List.of("CC", "SLS"),
                    each,
                    items.size() < controlledItems ? schedule : null));
        }
        return new PrescriptionOrder(
                new UUID(RANDOM.nextLong(), RANDOM.nextLong()),
                amended == null ? PrescriptionId.make(PRACTICE, RANDOM) : amended.id(),
                longId,
                treatment,
                "0101",
                new Patient(new NhsNumber(patient), "Ms Ada Quill", LocalDate.of(1981, 2, 3)),
                new Prescriber("656005750107", "555254242105", "Dr Bo Fern", practice, "Fernhill Surgery", null),
                authoredAt,
                startsOn,
                treatment == TreatmentType.REPEAT_DISPENSING ? startsOn.plusMonths(12) : null,
                28,
                issues,
                nomination.siteOrNull(),
                SiteType.COMMUNITY_PHARMACY,
                items,
                content(longId),
                List.of(new ReceivedSignature(SignatureFormat.XMLDSIG, new byte[] {1})));
    }

    private SignedContent content(UUID longId) {
        SignedContent.Telecom phone = new SignedContent.Telecom("work", "0123");
        SignedContent.Name name = new SignedContent.Name("official", List.of(), List.of("Bo"), "Fern", List.of(), null);
        return new SignedContent(
                signedAt == null ? authoredAt : signedAt,
                longId,
                new SignedContent.Terms("000000-000000-000000", "acute", "0101", null, null, null),
                new SignedContent.Agent(
                        null,
                        "555254242105",
                        "R8000",
                        List.of(phone),
                        "https://fhir.hl7.org.uk/Id/gmc-number",
                        "1234567",
                        name,
                        new SignedContent.Organisation("A83008", "Fernhill Surgery", phone, null, "84H", "Fernshire")),
                new SignedContent.Patient(
                        "9449304130",
                        List.of(),
                        List.of(),
                        List.of(name),
                        "female",
                        LocalDate.of(1981, 2, 3),
                        "A83008"),
                List.of());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
