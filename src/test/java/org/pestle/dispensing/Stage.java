package org.pestle.dispensing;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.access.Role;
import org.pestle.claim.ClaimSettings;
import org.pestle.claim.CloseUnclaimed;
import org.pestle.claim.DispenseClaim;
import org.pestle.claim.ExemptionCodes;
import org.pestle.claim.LicensedProducts;
import org.pestle.claim.ReceiveClaim;
import org.pestle.claim.UnitsOfProducts;
import org.pestle.dispensing.DispenseNotification.DispensedItem;
import org.pestle.nomination.MovedNominations;
import org.pestle.prescription.CancelPrescription;
import org.pestle.prescription.CancellationAnswer;
import org.pestle.prescription.CancellationReason;
import org.pestle.prescription.CancellationRequest;
import org.pestle.prescription.CancellationSettings;
import org.pestle.prescription.ControlledDrugs;
import org.pestle.prescription.ControlledSchedule;
import org.pestle.prescription.CreatedPrescriptions;
import org.pestle.prescription.DeletePlaceholders;
import org.pestle.prescription.DeletePrescriptions;
import org.pestle.prescription.ExpirePrescriptions;
import org.pestle.prescription.Issue;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.MakeReady;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.Prescriptions;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Prescriber, pharmacies and nights: the use cases of the service on a database of their own, at a time of the test's
 * choosing. Every call runs in a transaction that a refusal takes back, as the exchange does it.
 */
final class Stage implements AutoCloseable {
    static final OdsCode HIGH_STREET = new OdsCode("FA565");
    static final OdsCode STATION = new OdsCode("FLM49");
    static final OdsCode PRACTICE = new OdsCode("A83008");

    /** What {@link org.pestle.prescription.CreatedPrescriptions} orders of each item. */
    static final BigDecimal ORDERED = new BigDecimal("12.50");

    private static final byte[] MESSAGE = {'{', '}'};

    /** So long after a supply no claim for it can be amended any more. */
    private static final Duration MONTH_CLOSED = Duration.ofDays(35);

    private static final NhsNumber PATIENT = new NhsNumber("9449304130");
    private static final SignatureVerdict VALID = new SignatureVerdict.Valid(
            "CN=Bo Fern", Instant.parse("2026-11-25T09:00:00Z"), new byte[32], List.of(), List.of());

    final Database database = Database.fresh();
    private final Map<PrescriptionId, NhsNumber> patients = new HashMap<>();
    private boolean locum;
    private final MovedClock clock;
    private final UseCases cases;
    private final Letters letters;
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
                new String[] {"prescription", "dispensing", "claim", "nomination", "audit", "exchange"},
                settings,
                ClaimSettings.NATIONAL,
                (ExemptionCodes) code -> Optional.empty(),
                (UnitsOfProducts) (product, claimed, supplied, month) -> Optional.empty(),
                (LicensedProducts) (product, month) -> false,
                new CancellationSettings(true),
                new ReturnSettings(false),
                (MessageOpener) received -> Optional.of(new UnopenedMessage(received)),
                (StoredSignatures) message -> VALID);
        letters = new Letters(cases);
        prescriptions = cases.get(Prescriptions.class);
    }

    /** Gives the database back. */
    @Override
    public void close() {
        cases.close();
        database.close();
    }

    /** Settings under which that happens to a controlled drug whose time is over. */
    static PrescriptionSettings controlled(ControlledDrugs.WhenOver whenOver) {
        return new PrescriptionSettings(
                null, new ControlledDrugs(whenOver, ControlledDrugs.RepeatDispensing.WARN, null));
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

    /** The same for another patient than the usual one. */
    CreatedPrescriptions.Ordered order(CreatedPrescriptions.Wanted wanted, NhsNumber patient) {
        CreatedPrescriptions.Ordered ordered = CreatedPrescriptions.order(wanted, patient, clock);
        patients.put(ordered.id(), patient);
        return ordered;
    }

    /** Another version of a prescription, not sent yet. */
    CreatedPrescriptions.Ordered amendment(
            CreatedPrescriptions.Wanted wanted, PrescriptionRecord old, LineItemId first) {
        return CreatedPrescriptions.amendment(wanted, old, first, clock);
    }

    /** Sends an order, in a message with that id. */
    Outcome<?> send(CreatedPrescriptions.Ordered ordered, UUID message) {
        return letters.send(
                Letters.of(Operation.CREATE, prescriber(PRACTICE), message, ordered.id()),
                requestId -> CreatedPrescriptions.keep(ordered, requestId, database, clock));
    }

    /** Sends another version in place of the one with that message. */
    Outcome<?> amend(CreatedPrescriptions.Ordered ordered, UUID replaces, OdsCode practice) {
        Caller caller = prescriber(practice);
        return letters.send(
                Letters.of(Operation.AMEND, caller, ordered.message(), ordered.id()),
                requestId -> CreatedPrescriptions.amend(ordered, replaces, caller, requestId, database, clock));
    }

    /** The messages that were sent. */
    Letters letters() {
        return letters;
    }

    /** From now on a locum serves in the pharmacies, or somebody of their own. */
    void serves(boolean isLocum) {
        locum = isLocum;
    }

    /** The patient nominates another pharmacy, or none. */
    void nominate(NhsNumber patient, OdsCode former, @Nullable OdsCode site) {
        MovedNominations.move(patient, former, site, database, now());
    }

    void close(OdsCode site) {
        MovedNominations.close(site, database, now());
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

    boolean isDeleted(PrescriptionId id) {
        return prescriptions.find(id).isEmpty();
    }

    Prescriptions prescriptions() {
        return prescriptions;
    }

    <T> T get(Class<T> type) {
        return cases.get(type);
    }

    Outcome<Release> releaseNominated(OdsCode site) {
        Caller caller = caller(site);
        return letters.send(
                Letters.of(Operation.RELEASE_NOMINATED, caller, null, null),
                requestId -> cases.get(ReleasePrescriptions.class).nominated(site, caller, requestId));
    }

    Outcome<Release> releaseById(PrescriptionId id, OdsCode site) {
        Caller caller = caller(site);
        return letters.send(
                Letters.of(Operation.RELEASE_BY_ID, caller, null, id),
                requestId -> cases.get(ReleasePrescriptions.class).byId(id, site, false, caller, requestId));
    }

    Outcome<PrescriptionStatus> notify(DispenseNotification notification, OdsCode site) {
        return tell(notification, site).then(notified -> Outcome.done(notified.status()));
    }

    /** The same, with what the pharmacist is told beside. */
    Outcome<Notified> tell(DispenseNotification notification, OdsCode site) {
        Caller caller = caller(site);
        return letters.send(
                Letters.of(Operation.NOTIFY_DISPENSE, caller, notification.id(), notification.prescription()),
                requestId -> cases.get(RecordDispense.class).record(notification, MESSAGE, caller, requestId));
    }

    Outcome<PrescriptionStatus> withdraw(PrescriptionId id, @Nullable Integer issue, UUID notification, OdsCode site) {
        Caller caller = caller(site);
        WithdrawRequest request =
                new WithdrawRequest(UUID.randomUUID(), id, patientOf(id), site, notification, WithdrawReason.QU, issue);
        return letters.send(
                Letters.of(Operation.WITHDRAW, caller, request.id(), id),
                requestId -> cases.get(WithdrawDispense.class).withdraw(request, MESSAGE, caller, requestId));
    }

    Outcome<Integer> takeBack(
            PrescriptionRecord prescription, int issue, UUID lease, ReturnReason reason, OdsCode site) {
        Caller caller = caller(site);
        ReturnRequest request = new ReturnRequest(
                UUID.randomUUID(), prescription.id(), patientOf(prescription.id()), site, lease, reason, issue);
        return letters.send(
                Letters.of(Operation.RETURN, caller, request.id(), prescription.id()),
                requestId -> cases.get(ReturnPrescription.class).takeBack(request, caller, requestId));
    }

    /** The answer's code; what a cancellation did stays, whatever the answer. */
    String cancel(PrescriptionId id, LineItemId item, boolean whole, OdsCode practice) {
        CancellationRequest request =
                new CancellationRequest(id, item, whole, patientOf(id), CancellationReason.PRESCRIBING_ERROR);
        CancellationAnswer answer = database.transactions()
                .execute(status -> cases.get(CancelPrescription.class)
                        .cancel(request, MESSAGE, prescriber(practice), UUID.randomUUID()));
        return answer == null ? "" : answer.response().code();
    }

    Outcome<UUID> claim(DispenseClaim claim, OdsCode site) {
        Caller caller = caller(site);
        return letters.send(
                Letters.of(Operation.CLAIM, caller, claim.id(), claim.prescription()),
                requestId -> cases.get(ReceiveClaim.class).receive(claim, MESSAGE, caller, requestId));
    }

    private NhsNumber patientOf(PrescriptionId id) {
        return patients.getOrDefault(id, PATIENT);
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

    /** What comes after the night's record has been brought to the day: claims are priced, what had its time goes. */
    void endOfNight() {
        // A claim can be amended until it is priced; those whose month is closed are.
        JdbcClient.create(database.owner())
                .sql("DELETE FROM claim_waiting WHERE received_at < :closed")
                .param("closed", Timestamp.from(now().minus(MONTH_CLOSED)))
                .update();
        DeletePrescriptions delete = cases.get(DeletePrescriptions.class);
        DeletePrescriptions.Position from = DeletePrescriptions.Position.START;
        while (from != null) {
            from = delete.deleteDue(today(), 100, from).end();
        }
        while (delete.purgeDue(today(), 100) > 0) {}
        while (cases.get(DeletePlaceholders.class).deleteDue(today(), 100) > 0) {}
    }

    /** The prescriptions of which a skeleton is left. */
    Set<String> skeletons() {
        return database.jdbc()
                .sql("SELECT prescription_id FROM prescription_skeleton")
                .query(String.class)
                .set();
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
                patientOf(prescription.id()),
                HIGH_STREET,
                "T1450",
                status,
                issue,
                prescription.issues().size(),
                now(),
                items);
    }

    /** How much of each item was supplied, all of it in one unit. */
    Map<LineItemId, BigDecimal> supplied(PrescriptionId id, int issue) {
        return cases.get(Supplies.class).of(id, issue).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, item -> item.getValue().getFirst().amount()));
    }

    /**
     * A claim for an issue as it stands: all that was supplied.
     *
     * @param replaces the claim that it amends, or null
     */
    DispenseClaim claimFor(
            PrescriptionRecord prescription,
            int number,
            PrescriptionStatus status,
            @Nullable UUID replaces,
            OdsCode site) {
        Issue issue = prescription.issue(number).orElseThrow();
        Map<LineItemId, BigDecimal> supplied = supplied(prescription.id(), number);
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
                patientOf(prescription.id()),
                site,
                "T1450",
                status,
                number,
                "0001",
                false,
                now(),
                lines);
    }

    /** Somebody of the pharmacy, or a locum. */
    private Caller caller(OdsCode site) {
        return new Caller("pharmacy", "555260695103", "555265434108", Role.PHARMACIST, locum ? OdsCode.LOCUM : site);
    }

    private static Caller prescriber(OdsCode practice) {
        return new Caller("gp-system", "656005750107", "555254242105", Role.PRESCRIBER, practice);
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
                        + issue.next().on()
                        + (ExpectedIssue.isWaiting(issue.status().code()) ? " for " + site(issue) : ""))
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String site(Issue issue) {
        return issue.nomination().siteOrNull() == null
                ? null
                : issue.nomination().siteOrNull().value();
    }
}
