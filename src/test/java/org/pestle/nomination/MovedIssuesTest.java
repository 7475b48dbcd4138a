package org.pestle.nomination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.access.Role;
import org.pestle.dispensing.BelievingReleases;
import org.pestle.dispensing.Release;
import org.pestle.dispensing.ReleasePrescriptions;
import org.pestle.prescription.Act;
import org.pestle.problems.Outcome;
import org.pestle.routing.Nomination;
import org.pestle.routing.SiteType;
import org.pestle.testing.Database;
import org.pestle.testing.KeptPrescription;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which issues follow a nomination and which do not (eps.md 6.5), on the real database. */
class MovedIssuesTest {
    private static final OdsCode HIGH_STREET = new OdsCode("FA565");
    private static final OdsCode ONLINE = new OdsCode("FLM49");
    private static final NhsNumber PATIENT = new NhsNumber(KeptPrescription.NHS_NUMBER);
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);
    private static final Caller PHARMACIST =
            new Caller("pharmacist", "555260695104", "555265434109", Role.PHARMACIST, ONLINE);

    @AutoClose
    private final Database database = Database.fresh();

    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final MoveTable moves = new MoveTable(new NamedParameterJdbcTemplate(database.application()));
    private final MoveNoticeTable notices = new MoveNoticeTable(new NamedParameterJdbcTemplate(database.application()));
    private final ReleasePrescriptions releases = BelievingReleases.on(database, NOW);

    @Test
    void open_and_later_issues_of_repeat_dispensing_follow_and_an_acute_prescription_does_not() {
        KeptPrescription acute = KeptPrescription.of(1).in(database);
        KeptPrescription repeat = KeptPrescription.of(1).repeatDispensing(3).in(database);

        assertThat(move(ONLINE)).isEqualTo(3);

        assertThat(sites(acute)).containsExactly("FA565");
        assertThat(sites(repeat)).containsExactly("FLM49", "FLM49", "FLM49");
        assertThat(worklist())
                .containsExactlyInAnyOrder(
                        "FA565 " + acute.id().value(), "FLM49 " + repeat.id().value());
        assertThat(rows("SELECT issue_number || event || from_status || to_status FROM prescription_event"
                        + " ORDER BY issue_number"))
                .containsExactly(
                        "1NOMINATION_CHANGED00010001", "2NOMINATION_CHANGED90009000", "3NOMINATION_CHANGED90009000");
        assertThat(rows("SELECT DISTINCT from_site || to_site || reason FROM nomination_move"))
                .containsExactly("FA565FLM49NOMINATION_CHANGED");
        assertThat(rows("SELECT (e.hash = i.chain_head AND e.version = i.version)::text FROM prescription_event e"
                        + " JOIN prescription_issue i USING (prescription_id, issue_number)"))
                .containsOnly("true");
        assertThat(rows("SELECT DISTINCT operation || subject FROM audit_event"))
                .containsExactly("NOMINATE_PHARMACY" + repeat.id().value());
    }

    @Test
    void the_same_change_again_moves_nothing() {
        KeptPrescription.of(1).repeatDispensing(2).in(database);
        move(ONLINE);

        assertThat(move(ONLINE)).isZero();
        assertThat(moves.outstanding(PATIENT))
                .containsExactly(new MoveTable.Outstanding(SiteType.COMMUNITY_PHARMACY, ONLINE));
    }

    @Test
    void an_issue_that_was_released_stays_and_the_later_ones_follow() {
        KeptPrescription repeat = KeptPrescription.of(1)
                .inStatus("0002", "0008")
                .heldBy("FA565")
                .repeatDispensing(2)
                .in(database);

        assertThat(move(ONLINE)).isOne();
        assertThat(sites(repeat)).containsExactly("FA565", "FLM49");
    }

    @Test
    void a_one_off_nomination_stays_and_an_unconfirmed_one_follows_from_where_the_patient_was() {
        KeptPrescription oneOff = KeptPrescription.of(1).repeatDispensing(2).in(database);
        KeptPrescription unconfirmed =
                KeptPrescription.of(1).repeatDispensing(2).in(database);
        KeptPrescription elsewhere =
                KeptPrescription.of(1).nominatedTo("FA090").repeatDispensing(2).in(database);
        basis(oneOff, "ONE_OFF");
        basis(unconfirmed, "UNCONFIRMED");
        basis(elsewhere, "UNCONFIRMED");

        assertThat(move(ONLINE)).isEqualTo(2);

        assertThat(sites(oneOff)).containsOnly("FA565");
        assertThat(sites(unconfirmed)).containsOnly("FLM49");
        assertThat(sites(elsewhere)).containsOnly("FA090");
    }

    @Test
    void a_nomination_that_ended_leaves_issues_that_are_reachable_by_id() {
        KeptPrescription repeat = KeptPrescription.of(1).repeatDispensing(2).in(database);

        assertThat(move(null)).isEqualTo(2);

        assertThat(rows("SELECT DISTINCT coalesce(site, '-') || site_type FROM prescription_issue"))
                .containsExactly("-0004");
        assertThat(worklist()).isEmpty();
        assertThat(takenById(repeat)).isOne();
    }

    @Test
    void both_pharmacies_are_told_and_the_old_one_learns_the_id_only_if_it_knew_it() {
        KeptPrescription unknown = KeptPrescription.of(1).repeatDispensing(2).in(database);
        KeptPrescription known = KeptPrescription.of(1)
                .inStatus("0008", "0001")
                .heldBy("FA565")
                .repeatDispensing(2)
                .in(database);

        move(ONLINE);

        assertThat(notices.find(HIGH_STREET, 0, 10, PHARMACIST, null))
                .extracting(MoveNotice::number, MoveNotice::arrived, MoveNotice::prescription, MoveNotice::issueNumber)
                .containsExactlyInAnyOrder(
                        tuple(unknown, known, 1, false, unknown, false),
                        tuple(unknown, known, 2, false, unknown, false),
                        tuple(unknown, known, 2, false, known, true));
        assertThat(notices.find(ONLINE, 0, 10, PHARMACIST, null))
                .hasSize(3)
                .allSatisfy(notice -> {
                    assertThat(notice.arrived()).isTrue();
                    assertThat(notice.prescription()).isIn(unknown.id(), known.id());
                })
                .extracting(MoveNotice::number)
                .containsExactly(1L, 2L, 3L);
        assertThat(notices.find(ONLINE, 2, 10, PHARMACIST, null)).hasSize(1);
        assertThat(notices.find(new OdsCode("FA090"), 0, 10, PHARMACIST, null)).isEmpty();
    }

    /** Numbers follow the order of ids, which are made by chance. */
    private static org.assertj.core.groups.Tuple tuple(
            KeptPrescription one,
            KeptPrescription other,
            int issue,
            boolean arrived,
            KeptPrescription of,
            boolean shown) {
        boolean oneFirst = one.id().value().compareTo(other.id().value()) < 0;
        long number = of == one ? (oneFirst ? issue : issue + 1L) : (oneFirst ? 3L : 1L);
        return org.assertj.core.groups.Tuple.tuple(number, arrived, shown ? of.id() : null, issue);
    }

    @Test
    void what_was_told_of_a_prescription_goes_with_it() {
        KeptPrescription repeat = KeptPrescription.of(1).repeatDispensing(2).in(database);
        move(ONLINE);

        new NominationKeeper(moves).deleted(List.of(repeat.id()));

        assertThat(notices.find(ONLINE, 0, 10, PHARMACIST, null)).isEmpty();
        assertThat(rows("SELECT prescription_id FROM nomination_move")).isEmpty();
    }

    @Test
    void a_closed_site_loses_everything_that_nobody_has_downloaded_and_keeps_what_it_has() {
        KeptPrescription acute = KeptPrescription.of(1).in(database);
        KeptPrescription repeat = KeptPrescription.of(1).repeatDispensing(2).in(database);
        KeptPrescription inHand =
                KeptPrescription.of(1).inStatus("0002", "0008").heldBy("FA565").in(database);
        KeptPrescription elsewhere = KeptPrescription.of(1).nominatedTo("FA090").in(database);
        Act night = Act.ofTheService(NOW.instant());

        assertThat(moves.freeFrom(HIGH_STREET, 1, night)).isEqualTo(2);
        assertThat(moves.freeFrom(HIGH_STREET, 10, night)).isOne();
        assertThat(moves.freeFrom(HIGH_STREET, 10, night)).isZero();

        assertThat(sites(acute)).containsExactly("-");
        assertThat(sites(repeat)).containsExactly("-", "-");
        assertThat(sites(inHand)).containsExactly("FA565");
        assertThat(worklist()).containsExactly("FA090 " + elsewhere.id().value());
        assertThat(rows("SELECT DISTINCT event FROM prescription_event")).containsExactly("SITE_CLOSED");
        assertThat(takenById(acute)).isOne();
    }

    @Test
    void a_release_that_comes_while_an_issue_moves_finds_it_where_it_went() throws Exception {
        KeptPrescription repeat = KeptPrescription.of(1).repeatDispensing(2).in(database);
        CompletableFuture<Integer> byId = new CompletableFuture<>();

        database.transactions().executeWithoutResult(status -> {
            assertThat(move(ONLINE)).isEqualTo(2);
            assertThat(takenAsNominated(HIGH_STREET)).as("passed over").isZero();
            Thread.ofVirtual().start(() -> byId.complete(takenById(repeat)));
            untilSomebodyWaits();
        });

        assertThat(byId.get()).isOne();
        assertThat(worklist()).isEmpty();
        assertThat(takenAsNominated(ONLINE)).isZero();
        assertThat(sites(repeat)).containsExactly("FLM49", "FLM49");
    }

    @Test
    void an_issue_that_a_release_takes_at_the_same_moment_is_not_moved() throws Exception {
        KeptPrescription repeat = KeptPrescription.of(1).repeatDispensing(2).in(database);
        CompletableFuture<Integer> moved = new CompletableFuture<>();

        JdbcClient jdbc = database.jdbc();
        database.transactions().executeWithoutResult(status -> {
            jdbc.sql("DELETE FROM worklist").update();
            jdbc.sql("UPDATE prescription_issue SET status = '0002', holder = 'FA565', lease_id = gen_random_uuid(),"
                            + " version = version + 1 WHERE issue_number = 1")
                    .update();
            Thread.ofVirtual().start(() -> moved.complete(move(ONLINE)));
            untilSomebodyWaits();
        });

        assertThat(moved.get()).isOne();
        assertThat(sites(repeat)).containsExactly("FA565", "FLM49");
    }

    private void untilSomebodyWaits() {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (rows("SELECT pid::text FROM pg_locks WHERE NOT granted").isEmpty()) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private int move(@Nullable OdsCode to) {
        Nomination now = to == null
                ? new Nomination.None()
                : new Nomination.Nominated(to, SiteType.COMMUNITY_PHARMACY, Nomination.Basis.STANDING);
        return moves.moveOfPatient(
                PATIENT,
                SiteType.COMMUNITY_PHARMACY,
                HIGH_STREET,
                now,
                new Act(PHARMACIST, Operation.NOMINATE_PHARMACY, NOW.instant(), UUID.randomUUID()));
    }

    private int takenAsNominated(OdsCode site) {
        return taken(CompletableFuture.supplyAsync(() -> releases.nominated(site, PHARMACIST, UUID.randomUUID()))
                .join());
    }

    private int takenById(KeptPrescription prescription) {
        return taken(releases.byId(prescription.id(), ONLINE, false, PHARMACIST, UUID.randomUUID()));
    }

    private static int taken(Outcome<Release> outcome) {
        return outcome instanceof Outcome.Done<Release>(Release release)
                ? release.passed().size()
                : 0;
    }

    private void basis(KeptPrescription prescription, String basis) {
        owner.sql("UPDATE prescription_issue SET nomination_basis = :basis WHERE prescription_id = :id")
                .param("basis", basis)
                .param("id", prescription.id().value())
                .update();
    }

    private List<String> sites(KeptPrescription prescription) {
        return owner.sql("SELECT coalesce(site, '-') FROM prescription_issue WHERE prescription_id = :id"
                        + " ORDER BY issue_number")
                .param("id", prescription.id().value())
                .query(String.class)
                .list();
    }

    private List<String> worklist() {
        return rows("SELECT site || ' ' || prescription_id FROM worklist");
    }

    private List<String> rows(String query) {
        return owner.sql(query).query(String.class).list();
    }
}
