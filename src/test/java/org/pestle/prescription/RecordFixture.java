package org.pestle.prescription;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.pestle.audit.AuditFixture;
import org.pestle.problems.Outcome;
import org.pestle.routing.Nomination;
import org.pestle.signature.SignatureVerdict;
import org.pestle.testing.Database;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The record on a database of its own, at a time of the test's choosing. */
final class RecordFixture implements AutoCloseable {
    static final byte[] MESSAGE = "{\"resourceType\":\"Bundle\",\"id\":\"é 漢 \\u0000\"}\r\n\n "
            .repeat(50)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);

    final Database database = Database.fresh();
    final JdbcClient owner = JdbcClient.create(database.owner());
    final TransactionTemplate transactions;
    final Prescriptions prescriptions;
    final IssueTable issues;
    private final DataSource source;
    private final PrescriptionSettings settings;

    RecordFixture() {
        this(null, settings());
    }

    /** With other settings than those of the national service. */
    RecordFixture(PrescriptionSettings settings) {
        this(null, settings);
    }

    RecordFixture(@org.jspecify.annotations.Nullable DataSource otherWay) {
        this(otherWay, settings());
    }

    private RecordFixture(@org.jspecify.annotations.Nullable DataSource otherWay, PrescriptionSettings settings) {
        this.settings = settings;
        source = otherWay == null ? database.application() : otherWay;
        transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
        prescriptions = new Prescriptions(new PrescriptionTable(JdbcClient.create(source)));
        issues = new IssueTable(new NamedParameterJdbcTemplate(source), settings);
    }

    /** Gives the database back. */
    @Override
    public void close() {
        database.close();
    }

    static PrescriptionSettings settings() {
        return new PrescriptionSettings(null);
    }

    static Clock at(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }

    CreatePrescription create(Clock clock) {
        return create(new Unasked(), SigningLimits.DEFAULT, new SimpleMeterRegistry(), clock, source, settings);
    }

    static CreatePrescription create(Clock clock, DataSource source) {
        return create(new Unasked(), clock, source);
    }

    static CreatePrescription create(Outside outside, Clock clock, DataSource source) {
        return create(outside, SigningLimits.DEFAULT, new SimpleMeterRegistry(), clock, source);
    }

    static CreatePrescription create(
            Outside outside, SigningLimits limits, MeterRegistry meters, Clock clock, DataSource source) {
        return create(outside, limits, meters, clock, source, settings());
    }

    private static CreatePrescription create(
            Outside outside,
            SigningLimits limits,
            MeterRegistry meters,
            Clock clock,
            DataSource source,
            PrescriptionSettings settings) {
        return new CreatePrescription(
                outside,
                new CreateTable(new NamedParameterJdbcTemplate(source), limits),
                early(source),
                new HoldAlert(meters),
                settings,
                clock);
    }

    static EarlyCancellations early(DataSource source) {
        NamedParameterJdbcTemplate jdbc = new NamedParameterJdbcTemplate(source);
        return new EarlyCancellations(
                new PlaceholderTable(jdbc),
                new CancellationTable(jdbc),
                settle(source),
                AuditFixture.on(source),
                settings());
    }

    static SettleCancellations settle(DataSource source) {
        NamedParameterJdbcTemplate jdbc = new NamedParameterJdbcTemplate(source);
        return new SettleCancellations(
                new Prescriptions(new PrescriptionTable(JdbcClient.create(source))),
                new IssueTable(jdbc, settings()),
                new CancellationTable(jdbc));
    }

    CancellationNotices notices() {
        return new CancellationNotices(new NoticeTable(new NamedParameterJdbcTemplate(source)));
    }

    DeletePlaceholders placeholders(Clock clock) {
        return new DeletePlaceholders(new PlaceholderTable(new NamedParameterJdbcTemplate(source)), clock);
    }

    RecordKeeper cancellationKeeper() {
        return new CancellationKeeper(new CancellationTable(new NamedParameterJdbcTemplate(source)));
    }

    CancelPrescription cancel(Clock clock) {
        return cancel(clock, new CancellationSettings(true));
    }

    CancelPrescription cancel(Clock clock, CancellationSettings cancellation) {
        CancelInRecord inRecord = new CancelInRecord(
                prescriptions, issues, new CancellationTable(new NamedParameterJdbcTemplate(source)), expire(clock));
        return new CancelPrescription(prescriptions, inRecord, early(source), cancellation, clock);
    }

    /** For tests in which nobody outside is to be asked. */
    private record Unasked() implements Outside {
        @Override
        public SignatureVerdict verdictOn(PrescriptionOrder order, String clientId) {
            throw new AssertionError("the signature check was asked");
        }

        @Override
        public Outcome<Nomination> nominate(PrescriptionOrder order) {
            throw new AssertionError("nominations were asked");
        }

        @Override
        public Optional<OdsCode> commissionerOf(OdsCode practice) {
            throw new AssertionError("the directory was asked");
        }
    }

    ExpirePrescriptions expire(Clock clock) {
        return new ExpirePrescriptions(
                new DueTable(JdbcClient.create(source)), prescriptions, catchUp(clock), settings, transactions);
    }

    MakeReady ready(Clock clock) {
        return new MakeReady(new DueTable(JdbcClient.create(source)), catchUp(clock), transactions);
    }

    private CatchUp catchUp(Clock clock) {
        return new CatchUp(prescriptions, issues, settle(source), settings, clock);
    }

    /** The same with these limits and this counter of alerts. */
    CreatePrescription create(SigningLimits limits, MeterRegistry meters, Clock clock) {
        return create(new Unasked(), limits, meters, clock, source);
    }

    AmendPrescription amend(Clock clock) {
        return amend(SigningLimits.DEFAULT, clock);
    }

    /** The same with these limits. */
    AmendPrescription amend(SigningLimits limits, Clock clock) {
        return amend(limits, clock, source);
    }

    static AmendPrescription amend(Clock clock, DataSource source) {
        return amend(SigningLimits.DEFAULT, clock, source);
    }

    private static AmendPrescription amend(SigningLimits limits, Clock clock, DataSource source) {
        JdbcClient jdbc = JdbcClient.create(source);
        return new AmendPrescription(
                new AmendTable(new NamedParameterJdbcTemplate(source), new ReviewTable(jdbc), limits),
                new Prescriptions(new PrescriptionTable(jdbc)),
                new HoldAlert(new SimpleMeterRegistry()),
                settings(),
                clock);
    }

    ReviewPrescriptions reviews(Clock clock) {
        return new ReviewPrescriptions(
                new ReviewTable(JdbcClient.create(source)), prescriptions, issues, transactions, clock);
    }

    DeletePrescriptions delete(Clock clock) {
        return delete(clock, List.of());
    }

    DeletePrescriptions delete(Clock clock, List<RecordKeeper> keepers) {
        return new DeletePrescriptions(
                new DeleteTable(JdbcClient.create(source)), keepers, transactions, settings, clock);
    }

    /** Keeps an order and answers the record. */
    PrescriptionRecord kept(Orders orders, Clock clock) {
        Accepted accepted = orders.accepted();
        Outcome<Created> kept = transactions.execute(
                status -> create(clock).keep(accepted, MESSAGE, Orders.PRESCRIBER, UUID.randomUUID()));
        if (!(kept instanceof Outcome.Done<Created> done)) {
            throw new IllegalStateException("not kept: " + kept);
        }
        return read(prescriptions, done.value());
    }

    PrescriptionRecord again(PrescriptionRecord prescription) {
        return prescriptions.find(prescription.id()).orElseThrow();
    }

    List<String> faults(PrescriptionRecord prescription) {
        return again(prescription).issues().stream()
                .flatMap(issue -> HistoryCheck.faults(
                        prescriptions.history(prescription.id()).stream()
                                .filter(row -> row.issueNumber() == issue.number())
                                .toList(),
                        issue)
                        .stream())
                .toList();
    }

    List<String> worklist() {
        return owner.sql("SELECT site || ' ' || prescription_id || ' ' || issue_number FROM worklist ORDER BY 1")
                .query(String.class)
                .list();
    }

    private static PrescriptionRecord read(Prescriptions prescriptions, Created created) {
        return prescriptions.find(created.id()).orElseThrow();
    }
}
