package org.pestle.jobs;

import java.util.ArrayList;
import java.util.List;
import org.pestle.testing.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that nights left in a database, each row as text without the numbers that the database gives out: two databases
 * with the same contents paid the same for the same claims, by the same entries.
 */
final class NightContents {
    private static final String CLAIMS = """
            SELECT concat_ws(' ', claim.status, waiting.received_at, to_jsonb(priced) - 'run_id', run.cut_off)
              FROM claim
              LEFT JOIN claim_waiting AS waiting USING (claim_id)
              LEFT JOIN priced_claim AS priced USING (claim_id)
              LEFT JOIN pricing_run AS run USING (run_id)
             ORDER BY claim_id, run.cut_off
            """;

    private static final String ITEMS = """
            SELECT concat_ws(' ', to_jsonb(item) - 'run_id' - 'basis_id', to_jsonb(basis) - 'basis_id', run.cut_off)
              FROM priced_item AS item
              JOIN pricing_basis AS basis USING (basis_id)
              JOIN pricing_run AS run USING (run_id)
             ORDER BY item.claim_id, item.line_item_id, run.cut_off, item.counted
            """;

    private static final String LEDGER = """
            SELECT concat_ws(' ', to_jsonb(journal) - 'run_id' - 'journal_id', entry.account, entry.line,
                             entry.amount_p, run.cut_off)
              FROM ledger_journal AS journal
              JOIN ledger_entry AS entry USING (journal_id)
              JOIN pricing_run AS run USING (run_id)
             ORDER BY journal.month, journal.contractor, journal.commissioner, run.cut_off, entry.account, entry.line
            """;

    private static final String BROKEN_BULK = """
            SELECT concat_ws(' ', to_jsonb(moved) - 'run_id', run.cut_off)
              FROM broken_bulk AS moved
              JOIN pricing_run AS run USING (run_id)
             ORDER BY moved.contractor, moved.product_code, moved.opened_on, moved.claim_id, moved.line_item_id,
                      run.cut_off
            """;

    private NightContents() {}

    static List<String> of(Database database) {
        JdbcClient jdbc = database.jdbc();
        List<String> rows = new ArrayList<>();
        for (String part : List.of(CLAIMS, ITEMS, BROKEN_BULK, LEDGER)) {
            rows.addAll(jdbc.sql(part).query(String.class).list());
        }
        return rows;
    }
}
