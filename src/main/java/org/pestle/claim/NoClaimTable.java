package org.pestle.claim;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;

/** The SQL of the notices that tell the reimbursement authority what was never claimed. */
@Component
class NoClaimTable {
    private static final String KEEP = """
            INSERT INTO no_claim_notice (prescription_id, issue_number, contractor, authority, dispensed_on, recorded_at)
            VALUES (:id, :issueNumber, :contractor,
                    (SELECT authority
                       FROM dispense_notification
                      WHERE prescription_id = :id
                        AND issue_number = :issueNumber
                        AND ended_by IS NULL
                      ORDER BY received_at DESC
                      LIMIT 1),
                    :dispensedOn, :at)
            """;

    private final NamedParameterJdbcTemplate jdbc;

    NoClaimTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a notice of each of these issues, in one round trip for dozens. */
    void keep(List<IssueChange> closed) {
        jdbc.batchUpdate(KEEP, closed.stream().map(NoClaimTable::parameters).toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource parameters(IssueChange closed) {
        Issue before = closed.before();
        LocalDate dispensedOn = closed.completedOn() == null ? closed.dispensedOn() : closed.completedOn();
        return new MapSqlParameterSource("id", before.prescription().value())
                .addValue("issueNumber", (short) before.number())
                .addValue("contractor", before.holder().map(OdsCode::value).orElseThrow())
                .addValue("dispensedOn", dispensedOn)
                .addValue("at", closed.act().at().atOffset(ZoneOffset.UTC));
    }
}
