package org.pestle.jobs;

import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.pestle.reporting.CommissionerReport;
import org.pestle.reporting.PapersOfTests;
import org.pestle.reporting.PaymentSchedule;
import org.pestle.reporting.Reports;
import org.pestle.reporting.Schedules;
import org.pestle.testing.Database;
import org.pestle.values.OdsCode;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that nights left in a database, each row as text without the numbers that the database gives out: two databases
 * with the same contents paid the same for the same claims, by the same entries.
 */
final class NightContents {
    private static final YearMonth JULY = YearMonth.of(2026, 7);

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

    private static final String EXPORTS = """
            SELECT concat_ws(' ', type, part, resources, encode(content, 'hex'))
              FROM bulk_export_part
             UNION ALL
            SELECT concat_ws(' ', state, failures, (SELECT count(*) FROM bulk_export_claim))
              FROM bulk_export
             ORDER BY 1
            """;

    private static final String EDITIONS = """
            SELECT concat_ws(' ', to_jsonb(edition) - 'loaded_at')
              FROM tariff_edition AS edition
             UNION ALL
            SELECT to_jsonb(pack)::text
              FROM tariff_pack AS pack
             ORDER BY 1
            """;

    private static final String ONE_TIME_FOR_ALL = """
            WITH runs AS (UPDATE pricing_run SET balanced_at = '2026-07-25 02:00Z'),
                 reports AS (UPDATE commissioner_report SET written_at = '2026-07-25 03:00Z')
            UPDATE payment_schedule
               SET document = jsonb_set(document::jsonb, '{written_at}', '"2026-07-25T03:00:00Z"')::json
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

    /** What bulk exports hold, in the order of their parts. */
    static List<String> exports(Database database) {
        return JdbcClient.create(database.owner())
                .sql(EXPORTS)
                .query(String.class)
                .list();
    }

    /** The editions of the tariff with their lines. */
    static List<String> editions(Database database) {
        return database.jdbc().sql(EDITIONS).query(String.class).list();
    }

    /**
     * The schedules and reports of July as JSON, CSV and PDF, as if all had been written at one time.
     *
     * @param service on this database
     */
    static List<String> papers(Database database, ApplicationContext service) throws IOException {
        JdbcClient.create(database.owner()).sql(ONE_TIME_FOR_ALL).update();
        List<String> papers = new ArrayList<>();
        Schedules schedules = service.getBean(Schedules.class);
        for (OdsCode contractor : schedules.contractors(JULY, "", Integer.MAX_VALUE)) {
            PaymentSchedule schedule = schedules.find(contractor, JULY).orElseThrow();
            papers.add(PapersOfTests.json(service, schedule));
            papers.add(PapersOfTests.csv(service, schedule));
            papers.add(HexFormat.of().formatHex(PapersOfTests.pdf(service, schedule)));
        }
        Reports reports = service.getBean(Reports.class);
        for (OdsCode icb : reports.commissioners(JULY)) {
            CommissionerReport report = reports.find(icb, JULY).orElseThrow();
            papers.add(PapersOfTests.json(service, report));
            papers.add(PapersOfTests.csv(service, report));
            papers.add(HexFormat.of().formatHex(PapersOfTests.pdf(service, report)));
        }
        return papers;
    }
}
