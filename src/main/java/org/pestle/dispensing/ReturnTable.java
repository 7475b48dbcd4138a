package org.pestle.dispensing;

import java.time.ZoneOffset;
import java.util.UUID;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.routing.Nomination.Nominated;
import org.pestle.routing.SiteType;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of leases that were given back. */
@Component
class ReturnTable {
    private static final String END = """
            INSERT INTO ended_lease (prescription_id, lease_id, ended_at, issue_number, organisation, reason, former_site,
                                     former_site_type)
            VALUES (:id, :leaseId, :at, :issueNumber, :organisation, :reason, :formerSite, :formerSiteType)
            """;

    private static final String ENDED = """
            SELECT count(*)
              FROM ended_lease
             WHERE prescription_id = :id
               AND lease_id = :leaseId
            """;

    private final NamedParameterJdbcTemplate jdbc;

    ReturnTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Ends the lease of an issue that was given back: whoever still names it is late. */
    void end(Issue.Lease lease, IssueChange change, ReturnReason reason) {
        Issue before = change.before();
        Nominated nominated = before.nomination() instanceof Nominated to ? to : null;
        jdbc.update(
                END,
                new MapSqlParameterSource("id", before.prescription().value())
                        .addValue("leaseId", lease.id())
                        .addValue("at", change.act().at().atOffset(ZoneOffset.UTC))
                        .addValue("issueNumber", before.number())
                        .addValue("organisation", lease.holder().value())
                        .addValue("reason", reason.code())
                        .addValue(
                                "formerSite",
                                nominated == null ? null : nominated.site().value())
                        .addValue("formerSiteType", (nominated == null ? SiteType.NONE : nominated.type()).code()));
    }

    /** Whether this lease of the prescription was given back before. */
    boolean hasEnded(PrescriptionId id, UUID leaseId) {
        Long ended = jdbc.queryForObject(
                ENDED, new MapSqlParameterSource("id", id.value()).addValue("leaseId", leaseId), Long.class);
        return ended != null && ended > 0;
    }
}
