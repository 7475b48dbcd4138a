package org.pestle.pricing;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.pestle.values.DmdCode;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what is left of packs that were paid as broken bulk. */
@Component
class BrokenBulkTable {
    private static final String LEFT = """
            SELECT contractor, product_code, opened_on, sum(units) AS units
              FROM broken_bulk
             WHERE contractor = ANY (:contractors)
             GROUP BY contractor, product_code, opened_on
            HAVING sum(units) <> 0
             ORDER BY contractor, product_code, opened_on
            """;

    private static final String OF_CLAIMS = """
            SELECT contractor, product_code, opened_on, claim_id, line_item_id, sum(units) AS units
              FROM broken_bulk
             WHERE claim_id = ANY (:claims)
             GROUP BY contractor, product_code, opened_on, claim_id, line_item_id
            HAVING sum(units) <> 0
             ORDER BY claim_id, line_item_id, contractor, product_code, opened_on
            """;

    private static final String KEEP = """
            INSERT INTO broken_bulk (contractor, product_code, opened_on, claim_id, line_item_id, run_id, units)
            VALUES (:contractor, :product, :openedOn, :claim, :lineItem, :run, :units)
            """;

    private final JdbcClient jdbc;

    BrokenBulkTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose rest of which product. */
    record Owned(OdsCode contractor, DmdCode product) {}

    /**
     * The rest of the packs that were opened on one day.
     *
     * @param units more than 0; less, while items that used up what was never paid wait to be priced again
     */
    record Rest(Owned owned, LocalDate openedOn, BigDecimal units) {}

    /**
     * What an item added to a rest or took from it.
     *
     * @param units positive if it was added
     */
    record Movement(Owned owned, LocalDate openedOn, UUID claim, UUID lineItem, BigDecimal units) {}

    /** All that these contractors have left, for each product the oldest first. */
    List<Rest> left(Collection<OdsCode> contractors) {
        return jdbc.sql(LEFT)
                .param(
                        "contractors",
                        contractors.stream().map(OdsCode::value).distinct().toArray(String[]::new))
                .query((row, number) ->
                        new Rest(owned(row), row.getObject("opened_on", LocalDate.class), row.getBigDecimal("units")))
                .list();
    }

    /** What the items of these claims have added and taken in all. */
    List<Movement> of(Collection<UUID> claims) {
        return jdbc.sql(OF_CLAIMS)
                .param("claims", claims.toArray(UUID[]::new))
                .query((row, number) -> new Movement(
                        owned(row),
                        row.getObject("opened_on", LocalDate.class),
                        row.getObject("claim_id", UUID.class),
                        row.getObject("line_item_id", UUID.class),
                        row.getBigDecimal("units")))
                .list();
    }

    private static Owned owned(ResultSet row) throws SQLException {
        return new Owned(new OdsCode(row.getString("contractor")), new DmdCode(row.getString("product_code")));
    }

    /** Keeps them; there are few, because few packs are broken. */
    void keep(long run, List<Movement> movements) {
        for (Movement movement : movements) {
            jdbc.sql(KEEP)
                    .param("contractor", movement.owned().contractor().value())
                    .param("product", movement.owned().product().value())
                    .param("openedOn", Date.valueOf(movement.openedOn()))
                    .param("claim", movement.claim())
                    .param("lineItem", movement.lineItem())
                    .param("run", run)
                    .param("units", movement.units())
                    .update();
        }
    }
}
