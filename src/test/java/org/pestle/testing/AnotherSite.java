package org.pestle.testing;

import java.util.List;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the record of a service say that a prescription was for another site from the beginning. */
public final class AnotherSite {
    private AnotherSite() {}

    /** As if it had been nominated to that site when it was prescribed; and released by it, if anybody has. */
    public static void of(Service service, String prescription, String site) {
        JdbcClient jdbc = service.context().getBean(JdbcClient.class);
        for (String statement : List.of(
                "UPDATE prescription_issue SET site = :site, nomination_basis = 'STANDING',"
                        + " holder = CASE WHEN holder IS NOT NULL THEN :site END WHERE prescription_id = :id",
                "UPDATE worklist SET site = :site WHERE prescription_id = :id")) {
            jdbc.sql(statement)
                    .param("site", site)
                    .param("id", PrescriptionId.compact(prescription))
                    .update();
        }
    }
}
