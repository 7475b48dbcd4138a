package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.signature.SignatureVerdict;
import org.pestle.testing.Database;
import org.pestle.testing.KeptPrescription;
import org.pestle.testing.UseCases;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Releases while some signatures cannot be checked: those stay where they are, and do not hold up the others. */
class UncertainReleaseTest {
    private static final OdsCode SITE = new OdsCode("FA565");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);
    private static final SignatureVerdict VALID = new SignatureVerdict.Valid(
            "CN=x", Instant.parse("2026-11-25T09:00:00Z"), new byte[32], List.of(), List.of());

    @AutoClose
    private final Database database = Database.fresh();

    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final Set<String> unknown = new HashSet<>();
    private final Set<String> bad = new HashSet<>();
    private final ReleasePrescriptions releases = UseCases.of(
                    database,
                    NOW,
                    new String[] {"dispensing", "prescription"},
                    new PrescriptionSettings(null),
                    new ReturnSettings(false),
                    (MessageOpener) received -> Optional.of(new UnopenedMessage(received)),
                    new Signatures())
            .get(ReleasePrescriptions.class);

    private final class Signatures implements StoredSignatures {
        @Override
        public SignatureVerdict check(OpenedMessage message) {
            String id = ((UnopenedMessage) message).text();
            if (unknown.contains(id)) {
                return new SignatureVerdict.Undetermined("the list is too old");
            }
            return bad.contains(id) ? new SignatureVerdict.Invalid(List.of("Certificate is revoked")) : VALID;
        }

        @Override
        public boolean areCertain() {
            return unknown.isEmpty();
        }
    }

    @Test
    void hands_out_the_others_and_leaves_no_trace_on_what_cannot_be_checked() {
        List<PrescriptionId> all = kept(5);
        unknown.add(all.get(1).value());
        bad.add(all.get(3).value());

        Release release = ((Outcome.Done<Release>) nominated()).value();

        assertThat(release.passed())
                .extracting(ReleasedPrescription::id)
                .containsExactly(all.get(0), all.get(2), all.get(4));
        assertThat(release.failed()).extracting(ReleasedPrescription::id).containsExactly(all.get(3));
        assertThat(row(
                        "SELECT status || version || (holder IS NULL) FROM prescription_issue WHERE prescription_id = ?",
                        all.get(1)))
                .isEqualTo("00011true");
        assertThat(row("SELECT count(*)::text FROM worklist WHERE prescription_id = ?", all.get(1)))
                .isEqualTo("1");
        assertThat(row("SELECT count(*)::text FROM prescription_event WHERE prescription_id = ?", all.get(1)))
                .isEqualTo("0");
        assertThat(row("SELECT count(*)::text FROM audit_event WHERE subject = ?", all.get(1)))
                .isEqualTo("0");
        assertThat(row("SELECT status || holder FROM prescription_issue WHERE prescription_id = ?", all.get(4)))
                .isEqualTo("0002FA565");
    }

    @Test
    void fills_up_the_25_from_behind_a_page_that_cannot_be_checked() {
        List<PrescriptionId> all = kept(60);
        all.subList(0, 30).forEach(id -> unknown.add(id.value()));

        Release release = ((Outcome.Done<Release>) nominated()).value();

        assertThat(release.passed())
                .extracting(ReleasedPrescription::id)
                .containsExactlyElementsOf(all.subList(30, 55));
    }

    @Test
    void says_that_it_cannot_say_when_nothing_else_is_left() {
        List<PrescriptionId> all = kept(2);
        all.forEach(id -> unknown.add(id.value()));

        assertThat(problem(nominated())).isEqualTo(Problem.SIGNATURE_UNDETERMINED);
        assertThat(row("SELECT count(*)::text FROM worklist WHERE site = ?", null))
                .isEqualTo("2");

        unknown.clear();
        assertThat(((Outcome.Done<Release>) nominated()).value().passed()).hasSize(2);
    }

    @Test
    void says_that_there_are_none_when_there_are_none() {
        unknown.add("another");

        assertThat(problem(nominated())).isEqualTo(Problem.NO_MORE_PRESCRIPTIONS);
    }

    private List<PrescriptionId> kept(int count) {
        List<PrescriptionId> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(KeptPrescription.of(1)
                    .writtenOn(LocalDate.of(2026, 8, 1).plusDays(i))
                    .in(database)
                    .id());
        }
        return all;
    }

    private Outcome<Release> nominated() {
        Caller caller = new Caller("pharmacy-system", "555260695103", "555265434108", Role.PHARMACIST, SITE);
        return Objects.requireNonNull(
                database.transactions().execute(status -> releases.nominated(SITE, caller, UUID.randomUUID())));
    }

    private static Problem problem(Outcome<Release> outcome) {
        return ((Outcome.Refused<Release>) outcome).findings().getFirst().problem();
    }

    private String row(String sql, @org.jspecify.annotations.Nullable PrescriptionId id) {
        return owner.sql(sql)
                .param(id == null ? SITE.value() : id.value())
                .query(String.class)
                .single();
    }
}
