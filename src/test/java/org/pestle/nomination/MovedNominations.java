package org.pestle.nomination;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.Act;
import org.pestle.routing.Nomination;
import org.pestle.routing.SiteType;
import org.pestle.testing.Database;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Patients who nominate another pharmacy and pharmacies that close, for tests of other modules. */
public final class MovedNominations {
    private MovedNominations() {}

    /** The patient nominates another pharmacy, or none. */
    public static void move(NhsNumber patient, OdsCode former, @Nullable OdsCode to, Database database, Instant now) {
        Nomination nomination = to == null
                ? new Nomination.None()
                : new Nomination.Nominated(to, SiteType.COMMUNITY_PHARMACY, Nomination.Basis.STANDING);
        table(database).moveOfPatient(patient, SiteType.COMMUNITY_PHARMACY, former, nomination, Act.ofTheService(now));
    }

    /** The pharmacy has closed. */
    public static void close(OdsCode site, Database database, Instant now) {
        MoveTable table = table(database);
        while (table.freeFrom(site, 100, Act.ofTheService(now)) > 0) {}
    }

    private static MoveTable table(Database database) {
        return new MoveTable(new NamedParameterJdbcTemplate(database.application()));
    }
}
