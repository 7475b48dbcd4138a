package org.pestle.dispensing;

import java.util.Collection;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that forgets ended leases. */
@Component
class EndedLeaseTable {
    private static final String FORGET = """
            DELETE FROM ended_lease
             WHERE prescription_id = ANY (:ids)
            """;

    private final JdbcClient jdbc;

    EndedLeaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void forget(Collection<PrescriptionId> ids) {
        jdbc.sql(FORGET)
                .param("ids", ids.stream().map(PrescriptionId::value).toArray(String[]::new))
                .update();
    }
}
