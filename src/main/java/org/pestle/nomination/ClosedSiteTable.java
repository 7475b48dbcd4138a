package org.pestle.nomination;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Operation;
import org.pestle.nomination.ClosedSite.Finding;
import org.pestle.nomination.ClosedSite.Waiting;
import org.pestle.prescription.Act;
import org.pestle.prescription.Parameters;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of sites that have closed. */
@Component
class ClosedSiteTable {
    // Goes from one code to the next in four indexes: its cost is that of the sites, not of their prescriptions.
    private static final String SITES = """
            WITH RECURSIVE next AS (
                SELECT CAST(:after AS text) AS site
                 UNION ALL
                SELECT least((SELECT min(w.site) FROM worklist w WHERE w.site > next.site),
                             (SELECT min(i.site) FROM prescription_issue i
                               WHERE i.site IS NOT NULL AND i.status IN ('0000', '9000', '9001')
                                 AND i.site > next.site),
                             (SELECT min(h.holder) FROM prescription_issue h
                               WHERE h.status IN ('0002', '0003') AND h.holder > next.site),
                             (SELECT min(c.site) FROM closed_site c WHERE c.site > next.site))
                  FROM next
                 WHERE next.site IS NOT NULL
            )
            SELECT site
              FROM next
             WHERE site > :after
             LIMIT :limit
            """;

    private static final String KEEP = """
            INSERT INTO closed_site (site, name, finding, first_seen_on, last_seen_on)
            VALUES (:site, :name, :finding, :day, :day)
            ON CONFLICT (site)
            DO UPDATE SET name = coalesce(excluded.name, closed_site.name),
                          finding = excluded.finding,
                          last_seen_on = greatest(closed_site.last_seen_on, excluded.last_seen_on)
            """;

    private static final String FORGET = """
            DELETE FROM closed_site
             WHERE site = :site
            """;

    private static final String FIND = """
            SELECT site, name, finding, first_seen_on, last_seen_on
              FROM closed_site
             WHERE site > :after
             ORDER BY site
             LIMIT :limit
            """;

    // Every prescription shown is audited by the statement that reads it, in the order of their ids.
    private static final String FREED = """
            SELECT i.prescription_id, i.issue_number, i.status, i.expires_on
              FROM (SELECT DISTINCT i.prescription_id, i.issue_number, i.status, i.expires_on
                      FROM nomination_move m
                      JOIN prescription_issue i USING (prescription_id, issue_number)
                     WHERE m.reason = 'SITE_CLOSED'
                       AND m.from_site = :site
                       AND i.site IS NULL
                       AND i.status IN ('0000', '0001', '9000', '9001')
                     ORDER BY i.prescription_id, i.issue_number
                     LIMIT :limit) i
             CROSS JOIN LATERAL append_audit_event(i.prescription_id, :actor, :role, :organisation, :operation, 'done',
                                                   CAST(:requestId AS uuid))
            """;

    private static final String IN_HAND = """
            SELECT i.prescription_id, i.issue_number, i.status, i.expires_on
              FROM (SELECT prescription_id, issue_number, status, expires_on
                      FROM prescription_issue
                     WHERE holder = :site
                       AND status IN ('0002', '0003')
                     ORDER BY prescription_id, issue_number
                     LIMIT :limit) i
             CROSS JOIN LATERAL append_audit_event(i.prescription_id, :actor, :role, :organisation, :operation, 'done',
                                                   CAST(:requestId AS uuid))
            """;

    private final NamedParameterJdbcTemplate jdbc;

    ClosedSiteTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Sites that prescriptions wait for or are with, and those found closed before, by their codes. */
    List<OdsCode> sites(String after, int limit) {
        return jdbc.query(
                SITES,
                new MapSqlParameterSource("after", after).addValue("limit", limit),
                (row, number) -> new OdsCode(row.getString("site")));
    }

    /** Keeps what the directory said about a site. */
    void keep(OdsCode site, @Nullable String name, Finding finding, LocalDate day) {
        jdbc.update(
                KEEP,
                new MapSqlParameterSource("site", site.value())
                        .addValue("name", name)
                        .addValue("finding", finding.name())
                        .addValue("day", day));
    }

    /** The site can be sent to. */
    void forget(OdsCode site) {
        jdbc.update(FORGET, new MapSqlParameterSource("site", site.value()));
    }

    /**
     * The closed sites by their codes.
     *
     * @param after the code behind which to begin; an empty text for all
     * @param limit how many sites, and how many issues of each kind with each of them
     */
    List<ClosedSite> find(String after, int limit, Act act) {
        List<ClosedSite> sites = jdbc.query(
                FIND, new MapSqlParameterSource("after", after).addValue("limit", limit), (row, number) -> site(row));
        return sites.stream()
                .map(site ->
                        site.with(waiting(FREED, site.site(), limit, act), waiting(IN_HAND, site.site(), limit, act)))
                .toList();
    }

    private List<Waiting> waiting(String statement, OdsCode site, int limit, Act act) {
        MapSqlParameterSource parameters = new MapSqlParameterSource("site", site.value()).addValue("limit", limit);
        Parameters.add(act, PrescriptionEvent.SITE_CLOSED, parameters);
        parameters.addValue("operation", Operation.READ_CLOSED_SITES.name());
        return jdbc.query(
                statement,
                parameters,
                (row, number) -> new Waiting(
                        new PrescriptionId(row.getString("prescription_id")),
                        row.getInt("issue_number"),
                        PrescriptionStatus.of(row.getString("status")),
                        row.getObject("expires_on", LocalDate.class)));
    }

    private static ClosedSite site(ResultSet row) throws SQLException {
        return new ClosedSite(
                new OdsCode(row.getString("site")),
                row.getString("name"),
                Finding.valueOf(row.getString("finding")),
                row.getObject("first_seen_on", LocalDate.class),
                row.getObject("last_seen_on", LocalDate.class),
                List.of(),
                List.of());
    }
}
