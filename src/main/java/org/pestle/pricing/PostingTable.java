package org.pestle.pricing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that posts a run to the ledger. */
@Component
class PostingTable {
    private static final int CHARACTERS_OF_A_JOURNAL = 64;
    private static final int CHARACTERS_OF_ENTRIES = 512;

    private static final String COPY_JOURNALS = """
            COPY ledger_journal (run_id, month, contractor, commissioner, forms, items, not_supplied, referred_back,
                                 disallowed, professional_fees, charges_current, charges_previous)
            FROM STDIN
            """;

    private static final String JOURNALS = """
            SELECT journal_id, month, contractor, commissioner
              FROM ledger_journal
             WHERE run_id = :run
            """;

    private static final String COPY_ENTRIES = """
            COPY ledger_entry (journal_id, account, line, amount_p)
            FROM STDIN
            """;

    /**
     * The month's own roundings, half up: discount for each group, consumables once (reimbursement.md 8). What was
     * rounded by an earlier run is only made good for.
     */
    private static final String ROUNDINGS = """
            WITH touched AS (
                SELECT DISTINCT month, contractor
                  FROM ledger_journal
                 WHERE run_id = :run
            ), exact AS (
                SELECT month, journal.contractor,
                       CASE WHEN entry.line LIKE '%discount.%' THEN split_part(entry.line, '.', 2) ELSE entry.line END
                           AS of,
                       sum(entry.amount_p) AS amount_p
                  FROM touched
                  JOIN ledger_journal AS journal USING (month, contractor)
                  JOIN ledger_entry AS entry USING (journal_id)
                 WHERE entry.line LIKE '%discount.%'
                    OR entry.line = 'consumables'
                    OR (entry.account = 'rounding' AND entry.line = 'rounding')
                 GROUP BY month, journal.contractor, of
            ), needed AS (
                SELECT month, contractor,
                       sum(CASE WHEN of = 'rounding' THEN -amount_p ELSE round(amount_p) - amount_p END) AS amount_p
                  FROM exact
                 GROUP BY month, contractor
            )
            SELECT month, contractor, amount_p
              FROM needed
             WHERE amount_p <> 0
             ORDER BY month, contractor
            """;

    private final JdbcClient jdbc;
    private final PlanTable plan;
    private final CopyTable copy;

    PostingTable(JdbcClient jdbc, PlanTable plan, CopyTable copy) {
        this.jdbc = jdbc;
        this.plan = plan;
        this.copy = copy;
    }

    /** Posts the journals of a run, and the roundings of the months that it touched. */
    void post(long run, List<Journal> journals) {
        store(run, journals);
        store(run, plan.byIndex(() -> roundings(run)));
    }

    private List<Journal> roundings(long run) {
        return jdbc.sql(ROUNDINGS)
                .param("run", run)
                .query((row, number) -> Journal.ofRounding(
                        row.getObject("month", LocalDate.class),
                        row.getString("contractor"),
                        row.getBigDecimal("amount_p")))
                .list();
    }

    private void store(long run, List<Journal> journals) {
        CopyText journalRows = new CopyText(journals.size() * CHARACTERS_OF_A_JOURNAL);
        journals.forEach(journal -> write(journalRows, run, journal));
        copy.rows(COPY_JOURNALS, journalRows);
        Map<RunSums.Account, Long> ids = ids(run);
        CopyText entryRows = new CopyText(journals.size() * CHARACTERS_OF_ENTRIES);
        for (Journal journal : journals) {
            long id = Objects.requireNonNull(ids.get(journal.account()));
            journal.entries().forEach(entry -> write(entryRows, id, entry));
        }
        copy.rows(COPY_ENTRIES, entryRows);
    }

    private static void write(CopyText rows, long run, Journal journal) {
        rows.add(run)
                .add(journal.account().month().toString())
                .add(journal.account().contractor())
                .add(journal.account().commissioner());
        journal.counts().writeTo(rows);
        rows.end();
    }

    private static void write(CopyText rows, long journal, Journal.Entry entry) {
        rows.add(journal)
                .add(entry.bearer())
                .add(entry.line())
                .add(entry.amountP())
                .end();
    }

    private Map<RunSums.Account, Long> ids(long run) {
        Map<RunSums.Account, Long> ids = new HashMap<>();
        jdbc.sql(JOURNALS).param("run", run).query(row -> {
            ids.put(
                    new RunSums.Account(
                            row.getObject("month", LocalDate.class),
                            row.getString("contractor"),
                            row.getString("commissioner")),
                    row.getLong("journal_id"));
        });
        return ids;
    }
}
