package org.pestle.bench;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/** The SQL of a made night: what there is to claim, the claims, and how long each step of the job took. */
final class BenchNightTable {
    private static final String PACKS = """
            SELECT pack.vmp, pack.name, pack.pack_size, unit.code
              FROM tariff_pack AS pack
              JOIN tariff_unit AS unit ON unit.name = pack.unit
             WHERE pack.part = 'VIIIA'
               AND pack.month = (SELECT max(month) FROM tariff_edition WHERE part = 'VIIIA' AND month <= ?)
             ORDER BY pack.vmp, pack.vmpp
            """;

    private static final String CLAIMS = """
            COPY claim (claim_id, prescription_id, issue_number, contractor, authority, practice, commissioner,
                        exemption, evidence_seen, dispensed_on, received_at, payment_month, status, message)
            FROM STDIN
            """;

    private static final String WAITING = """
            COPY claim_waiting (claim_id, received_at, contractor, prescription_id, dispensed_on, items, products,
                                broken_bulk)
            FROM STDIN
            """;

    private static final String ITEMS = """
            COPY claim_item (claim_id, line_item_id, sequence, item_status, ordered_product, ordered_name,
                             ordered_quantity, ordered_unit, supplied_product, supplied_quantity, supplied_unit, charge,
                             endorsements)
            FROM STDIN
            """;

    private static final String STEPS = """
            SELECT step.step_name, extract(epoch FROM step.end_time - step.start_time) AS seconds
              FROM batch_step_execution AS step
             WHERE step.job_execution_id = (SELECT max(job_execution_id)
                                              FROM batch_job_execution
                                              JOIN batch_job_instance USING (job_instance_id)
                                             WHERE job_name = 'price-claims')
             ORDER BY step.step_execution_id
            """;

    private final Connection owner;

    BenchNightTable(Connection owner) {
        this.owner = owner;
    }

    /** A pack that can be claimed. */
    record Pack(String vmp, String name, BigDecimal size, String unit) {}

    /** The packs of the edition in force in a month. */
    List<Pack> packs(YearMonth month) throws SQLException {
        List<Pack> packs = new ArrayList<>();
        try (PreparedStatement statement = owner.prepareStatement(PACKS)) {
            statement.setObject(1, LocalDate.of(month.getYear(), month.getMonth(), 1));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    packs.add(new Pack(row.getString(1), row.getString(2), row.getBigDecimal(3), row.getString(4)));
                }
            }
        }
        return packs;
    }

    /** Stores claims, that they wait, and their items, all in the text format of COPY. */
    void store(String claims, String waiting, String items) throws SQLException, IOException {
        PGConnection connection = owner.unwrap(PGConnection.class);
        connection.getCopyAPI().copyIn(CLAIMS, new StringReader(claims));
        connection.getCopyAPI().copyIn(WAITING, new StringReader(waiting));
        connection.getCopyAPI().copyIn(ITEMS, new StringReader(items));
    }

    /** Seconds of each step of the last pricing. */
    Map<String, Double> steps() throws SQLException {
        Map<String, Double> steps = new LinkedHashMap<>();
        try (PreparedStatement statement = owner.prepareStatement(STEPS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                steps.put(row.getString(1), row.getDouble(2));
            }
        }
        return steps;
    }
}
