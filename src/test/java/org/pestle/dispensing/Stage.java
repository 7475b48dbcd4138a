package org.pestle.dispensing;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.claim.ClaimSettings;
import org.pestle.claim.CloseUnclaimed;
import org.pestle.claim.DispenseClaim;
import org.pestle.claim.ExemptionCodes;
import org.pestle.claim.ReceiveClaim;
import org.pestle.dispensing.DispenseNotification.DispensedItem;
import org.pestle.prescription.CancelPrescription;
import org.pestle.prescription.CancellationAnswer;
import org.pestle.prescription.CancellationReason;
import org.pestle.prescription.CancellationRequest;
import org.pestle.prescription.CancellationSettings;
import org.pestle.prescription.ControlledSchedule;
import org.pestle.prescription.CreatedPrescriptions;
import org.pestle.prescription.ExpirePrescriptions;
import org.pestle.prescription.Issue;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.MakeReady;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.Prescriptions;
import org.pestle.prescription.PrescriptionsToday;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.signature.SignatureVerdict;
import org.pestle.testing.Database;
import org.pestle.testing.MovedClock;
import org.pestle.testing.UseCases;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.pestle.values.Quantity;

/**
 * Prescriber, pharmacies and nights: the use cases of the service on a database of their own, at a time of the test's
 * choosing. Every call runs in a transaction that a refusal takes back, as the exchange does it.
 */
final class Stage {
    static final OdsCode HIGH_STREET = new OdsCode("FA565");
    static final OdsCode STATION = new OdsCode("FLM49");
    static final OdsCode PRACTICE = new OdsCode("A83008");

    /** What {@link org.pestle.prescription.CreatedPrescriptions} orders of each item. */
    static final BigDecimal ORDERED = new BigDecimal("12.50");

    private static final byte[] MESSAGE = {'{', '}'};
    private static final NhsNumber PATIENT = new NhsNumber("9449304130");
    private static final SignatureVerdict VALID = new SignatureVerdict.Valid(
            "CN=Bo Fern", Instant.parse("2026-11-25T09:00:00Z"), new byte[32], List.of(), List.of());

    final Database database = Database.fresh();
    private final MovedClock clock;
    private final UseCases cases;
    private final Prescriptions prescriptions;

    Stage(Instant start) {
        this(start, new PrescriptionSettings(null));
    }

    /** With other settings than those of the national service. */
    Stage(Instant start, PrescriptionSettings settings) {
        clock = new MovedClock(start);
        cases = UseCases.of(
                database,
                clock,
                new String[] {"prescription", "dispensing", "claim", "audit"},
                settings,
                ClaimSettings.NATIONAL,
                (ExemptionCodes) code -> Optional.empty(),
                new CancellationSettings(true),
                new ReturnSettings(false),
                (MessageOpener) received -> Optional.of(new UnopenedMessage(received)),
                (StoredSignatures) message -> VALID);
        prescriptions = cases.get(Prescriptions.class);
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return NhsDates.today(clock);
    }

    void wait(Duration time) {
        clock.advance(time);
    }

    void waitUntil(Instant time) {
        clock.moveTo(time);
    }

    PrescriptionRecord create(CreatedPrescriptions.Wanted wanted) {
        return CreatedPrescriptions.create(wanted, database, clock);
    }

    CreatedPrescriptions.Ordered order(CreatedPrescriptions.Wanted wanted) {
        return CreatedPrescriptions.order(wanted, clock);
    }

    PrescriptionRecord create(CreatedPrescriptions.Ordered ordered) {
        return CreatedPrescriptions.create(ordered, database, clock);
    }

    /** The same, the first items being controlled drugs of a schedule. */
    PrescriptionRecord create(CreatedPrescriptions.Wanted wanted, ControlledSchedule schedule, int controlled) {
        return CreatedPrescriptions.create(wanted, schedule, controlled, database, clock);
    }

    PrescriptionRecord read(PrescriptionId id) {
        return prescriptions.find(id).orElseThrow();
    }

    Prescriptions prescriptions() {
        return prescriptions;
    }

    <T> T get(Class<T> type) {
        return cases.get(type);
    }

    Outcome<Release> releaseNominated(OdsCode site) {
        return call(null, () -> cases.get(ReleasePrescriptions.class).nominated(site, caller(site), UUID.randomUUID()));
    }

    Outcome<Release> releaseById(PrescriptionId id, OdsCode site) {
        return call(
                id, () -> cases.get(ReleasePrescriptions.class).byId(id, site, false, caller(site), UUID.randomUUID()));
    }

    Outcome<PrescriptionStatus> notify(DispenseNotification notification, OdsCode site) {
        return tell(notification, site).then(notified -> Outcome.done(notified.status()));
    }

    /** The same, with what the pharmacist is told beside. */
    Outcome<Notified> tell(DispenseNotification notification, OdsCode site) {
        return call(
                notification.prescription(),
                () -> cases.get(RecordDispense.class).record(notification, MESSAGE, caller(site), UUID.randomUUID()));
    }

    Outcome<PrescriptionStatus> withdraw(PrescriptionId id, @Nullable Integer issue, UUID notification, OdsCode site) {
        WithdrawRequest request =
                new WithdrawRequest(UUID.randomUUID(), id, PATIENT, site, notification, WithdrawReason.QU, issue);
        return call(
                id,
                () -> cases.get(WithdrawDispense.class).withdraw(request, MESSAGE, caller(site), UUID.randomUUID()));
    }

    Outcome<Integer> takeBack(
            PrescriptionRecord prescription, int issue, UUID lease, ReturnReason reason, OdsCode site) {
        ReturnRequest request =
                new ReturnRequest(UUID.randomUUID(), prescription.id(), PATIENT, site, lease, reason, issue);
        return call(
                prescription.id(),
                () -> cases.get(ReturnPrescription.class).takeBack(request, caller(site), UUID.randomUUID()));
    }

    /** The answer's code; what a cancellation did stays, whatever the answer. */
    String cancel(PrescriptionId id, LineItemId item, boolean whole, OdsCode practice) {
        CancellationRequest request =
                new CancellationRequest(id, item, whole, PATIENT, CancellationReason.PRESCRIBING_ERROR);
        Caller prescriber = new Caller("gp-system", "656005750107", "555254242105", Role.PRESCRIBER, practice);
        CancellationAnswer answer = database.transactions()
                .execute(status ->
                        cases.get(CancelPrescription.class).cancel(request, MESSAGE, prescriber, UUID.randomUUID()));
        return answer == null ? "" : answer.response().code();
    }

    Outcome<UUID> claim(DispenseClaim claim, OdsCode site) {
        return call(
                claim.prescription(),
                () -> cases.get(ReceiveClaim.class).receive(claim, MESSAGE, caller(site), UUID.randomUUID()));
    }

    /** The record's part of the night, in its order, with everything that is due. */
    void night() {
        night(100);
    }

    /** The prescriptions of which something happened at that time or after it. */
    Set<String> changedSince(Instant time) {
        return database.jdbc()
                .sql("SELECT DISTINCT prescription_id FROM prescription_event WHERE recorded_at >= :at")
                .param("at", Timestamp.from(time))
                .query(String.class)
                .set();
    }

    /** The same in chunks of so many. */
    void night(int chunk) {
        while (cases.get(ExpirePrescriptions.class).expireItems(today(), chunk) > 0) {}
        while (cases.get(ExpirePrescriptions.class).expireDue(today(), chunk) > 0) {}
        while (cases.get(MakeReady.class).makeReady(today(), chunk) > 0) {}
        while (closed(chunk) > 0) {}
    }

    private int closed(int chunk) {
        Integer closed = database.transactions()
                .execute(status -> cases.get(CloseUnclaimed.class).closeDue(today(), chunk));
        return closed == null ? 0 : closed;
    }

    /**
     * A notification of an issue.
     *
     * @param told what each item becomes, in the order of the prescription
     * @param amounts how much of each was supplied
     */
    DispenseNotification notification(
            PrescriptionRecord prescription,
            int issue,
            @Nullable UUID replaces,
            PrescriptionStatus status,
            List<LineItemStatus> told,
            List<BigDecimal> amounts) {
        List<DispensedItem> items = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            items.add(new DispensedItem(
                    UUID.randomUUID(),
                    prescription.items().get(i).id(),
                    told.get(i),
                    new DmdCode("39732011000001102"),
                    "Amlodipine 5mg tablets",
                    new Quantity(amounts.get(i), "428673006", "tablet"),
                    told.get(i) == LineItemStatus.NOT_DISPENSED ? "0001" : null));
        }
        return new DispenseNotification(
                UUID.randomUUID(),
                null,
                replaces,
                prescription.id(),
                PATIENT,
                HIGH_STREET,
                "T1450",
                status,
                issue,
                prescription.issues().size(),
                now(),
                items);
    }

    /**
     * A claim for an issue as it stands: all that was supplied.
     *
     * @param replaces the claim that it amends, or null
     */
    DispenseClaim claimFor(
            PrescriptionRecord prescription, int number, PrescriptionStatus status, @Nullable UUID replaces) {
        Issue issue = prescription.issue(number).orElseThrow();
        Map<LineItemId, BigDecimal> supplied = cases.get(Supplies.class).of(prescription.id(), number);
        List<DispenseClaim.ClaimLine> lines = new ArrayList<>();
        for (Issue.Item item : issue.items()) {
            BigDecimal amount = supplied.getOrDefault(item.id(), BigDecimal.ZERO);
            boolean claimed = item.status() == LineItemStatus.FULLY_DISPENSED && amount.signum() > 0;
            lines.add(new DispenseClaim.ClaimLine(
                    item.id(),
                    lines.size() + 1,
                    item.status(),
                    claimed ? DispenseClaim.Charge.PAID_ONCE : DispenseClaim.Charge.NOT_PAID,
                    List.of(new DispenseClaim.Endorsement("NDEC", null)),
                    item.status() == LineItemStatus.NOT_DISPENSED ? "0001" : null,
                    claimed
                            ? List.of(new DispenseClaim.Supply(
                                    new DmdCode("39732011000001102"), new Quantity(amount, "428673006", "tablet")))
                            : List.of()));
        }
        return new DispenseClaim(
                UUID.randomUUID(),
                replaces,
                prescription.id(),
                null,
                PATIENT,
                HIGH_STREET,
                "T1450",
                status,
                number,
                "0001",
                false,
                now(),
                lines);
    }

    /** As {@link org.pestle.exchange.Exchange} and {@link org.pestle.fhir.WriteCall} do it. */
    private <T> Outcome<T> call(@Nullable PrescriptionId id, Supplier<Outcome<T>> call) {
        Outcome<T> outcome = database.transactions().execute(status -> {
            Outcome<T> answer = call.get();
            if (answer instanceof Outcome.Refused) {
                status.setRollbackOnly();
            }
            return answer;
        });
        if (outcome instanceof Outcome.Refused && id != null) {
            cases.get(PrescriptionsToday.class).touched(id);
        }
        return outcome;
    }

    static Caller caller(OdsCode site) {
        return new Caller("pharmacy", "555260695103", "555265434108", Role.PHARMACIST, site);
    }

    /** The code of a refusal, or {@code done}. */
    static String code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(List<Finding> findings)
                ? findings.getFirst().problem().name()
                : "done";
    }

    /** A record in one line: each issue with its items, as in {@code 0006(0001,0002) 0000(0007)}. */
    static String line(PrescriptionRecord prescription) {
        List<String> issues = new ArrayList<>();
        for (Issue issue : prescription.issues()) {
            issues.add(issue.status().code()
                    + issue.items().stream()
                            .map(item -> item.status().code())
                            .toList()
                            .toString()
                            .replace(" ", "")
                            .replace('[', '(')
                            .replace(']', ')'));
        }
        return String.join(" ", issues);
    }

    /** The same with what follows of each issue, as {@link ExpectedPrescription#line()} has it. */
    static String linesOf(PrescriptionRecord prescription) {
        return prescription.issues().stream()
                .map(issue -> issue.status().code()
                        + issue.items().stream()
                                .map(item -> item.status().code())
                                .toList()
                        + " " + issue.next().action().code() + " "
                        + issue.next().on())
                .collect(Collectors.joining(", "));
    }
}
