package org.pestle.nomination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.access.Role;
import org.pestle.prescription.Act;
import org.pestle.prescription.Periods;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.routing.SiteType;
import org.pestle.testing.Database;
import org.pestle.testing.KeptPrescription;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** A change of a nomination is kept as long as the settings of its day say, and no longer. */
class NominationChangesTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);
    private static final OdsCode ONLINE = new OdsCode("FLM49");
    private static final Caller PHARMACIST =
            new Caller("pharmacist", "555260695104", "555265434109", Role.PHARMACIST, ONLINE);

    private final Database database = Database.fresh();

    @Test
    void it_goes_after_eighteen_months_or_what_is_set() {
        NominationChanges national = changes(new PrescriptionSettings(null));
        NominationChanges shorter = changes(new PrescriptionSettings(List.of(aMonthFrom(LocalDate.of(2026, 11, 25)))));
        keep(national);
        keep(national);
        keep(shorter);

        assertThat(national.purgeDue(LocalDate.of(2026, 12, 24), 10)).isZero();
        assertThat(national.purgeDue(LocalDate.of(2026, 12, 25), 10)).isOne();
        assertThat(national.purgeDue(LocalDate.of(2028, 5, 24), 10)).isZero();
        assertThat(national.purgeDue(LocalDate.of(2028, 5, 25), 1)).isOne();
        assertThat(national.purgeDue(LocalDate.of(2028, 5, 25), 1)).isOne();
        assertThat(national.purgeDue(LocalDate.of(2028, 5, 25), 1)).isZero();
        assertThat(database.jdbc()
                        .sql("SELECT operation FROM audit_event")
                        .query(String.class)
                        .list())
                .containsExactly("PURGE", "PURGE", "PURGE");
    }

    private NominationChanges changes(PrescriptionSettings settings) {
        return new NominationChanges(
                new NominationChangeTable(new NamedParameterJdbcTemplate(database.application())), settings, NOW);
    }

    private static void keep(NominationChanges changes) {
        NominationWish wish = new NominationWish(
                new NhsNumber(KeptPrescription.NHS_NUMBER), SiteType.COMMUNITY_PHARMACY, ONLINE, null);
        changes.keep(
                UUID.randomUUID(),
                new ChangedNomination(wish, new OdsCode("FA565"), "1"),
                new Act(PHARMACIST, Operation.NOMINATE_PHARMACY, NOW.instant(), UUID.randomUUID()));
    }

    private static Periods aMonthFrom(LocalDate day) {
        return new Binder(new MapConfigurationPropertySource(
                        Map.of("periods.from", day.toString(), "periods.nomination-months", "1")))
                .bind("periods", Periods.class)
                .get();
    }
}
