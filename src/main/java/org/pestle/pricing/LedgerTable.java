package org.pestle.pricing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pestle.values.OdsCode;
import org.pestle.values.Pence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that adds up the ledger. */
@Component
class LedgerTable {
    private static final String MONTHS = """
            SELECT month
              FROM (SELECT min(month) AS first, max(month) AS last FROM ledger_journal) AS posted
             CROSS JOIN LATERAL (SELECT CAST(generate_series(first, last, interval '1 month') AS date) AS month) AS each
             WHERE EXISTS (SELECT FROM ledger_journal AS journal WHERE journal.month = each.month)
             ORDER BY month
            """;

    private static final String CONTRACTORS = """
            SELECT DISTINCT contractor
              FROM ledger_journal
             WHERE month = :month
               AND contractor > :after
             ORDER BY contractor
             LIMIT :limit
            """;

    private static final String COMMISSIONERS = """
            SELECT DISTINCT commissioner
              FROM ledger_journal
             WHERE month = :month
               AND commissioner IS NOT NULL
             ORDER BY commissioner
            """;

    private static final String COUNTS = """
            SELECT sum(forms) AS forms, sum(items) AS items, sum(not_supplied) AS not_supplied,
                   sum(referred_back) AS referred_back, sum(disallowed) AS disallowed,
                   sum(professional_fees) AS professional_fees, sum(charges_current) AS charges_current,
                   sum(charges_previous) AS charges_previous
              FROM ledger_journal
             WHERE month = :month
               AND contractor = :contractor
            HAVING count(*) > 0
            """;

    private static final String LINES = """
            SELECT entry.account, entry.line, sum(entry.amount_p) AS amount_p
              FROM ledger_journal AS journal
              JOIN ledger_entry AS entry USING (journal_id)
             WHERE journal.month = :month
               AND journal.contractor = :contractor
             GROUP BY entry.account, entry.line
            """;

    private static final String COMMISSIONED = """
            SELECT coalesce(sum(entry.amount_p) FILTER (WHERE entry.account = 'commissioner'), 0) AS actual_cost_p,
                   coalesce(sum(entry.amount_p) FILTER (WHERE entry.line LIKE 'fee.%'), 0) AS fees_p,
                   coalesce(-sum(entry.amount_p) FILTER (WHERE entry.line LIKE 'charges.%'), 0) AS charges_p
              FROM ledger_journal AS journal
              JOIN ledger_entry AS entry USING (journal_id)
             WHERE journal.month = :month
               AND journal.commissioner = :commissioner
            """;

    private final JdbcClient jdbc;

    LedgerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The months to which anything was posted. */
    List<YearMonth> months() {
        return jdbc.sql(MONTHS).query(LocalDate.class).list().stream()
                .map(YearMonth::from)
                .toList();
    }

    List<OdsCode> contractors(YearMonth month, String after, int limit) {
        return jdbc.sql(CONTRACTORS)
                .param("month", month.atDay(1))
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new OdsCode(row.getString("contractor")))
                .list();
    }

    List<OdsCode> commissioners(YearMonth month) {
        return jdbc.sql(COMMISSIONERS)
                .param("month", month.atDay(1))
                .query((row, number) -> new OdsCode(row.getString("commissioner")))
                .list();
    }

    Optional<Ledger.Account> account(OdsCode contractor, YearMonth month) {
        Map<String, BigDecimal> lines = new HashMap<>();
        of(LINES, contractor, month).query(row -> {
            lines.put(row.getString("account") + " " + row.getString("line"), row.getBigDecimal("amount_p"));
        });
        return of(COUNTS, contractor, month)
                .query((row, number) -> new Ledger.Account(sums(row, lines), row.getLong("forms"), payable(lines)))
                .optional();
    }

    private JdbcClient.StatementSpec of(String sql, OdsCode contractor, YearMonth month) {
        return jdbc.sql(sql).param("contractor", contractor.value()).param("month", month.atDay(1));
    }

    /** The month's rounding makes it whole pence. */
    private static Pence payable(Map<String, BigDecimal> lines) {
        BigDecimal payable = exact(lines, "contractor payable").add(exact(lines, "contractor rounding"));
        return Pence.exactly(payable.negate());
    }

    private static MonthSums sums(ResultSet row, Map<String, BigDecimal> lines) throws SQLException {
        Map<DiscountGroup, Pence> groups = new HashMap<>();
        Map<DiscountGroup, BigDecimal> discounts = new HashMap<>();
        for (DiscountGroup group : DiscountGroup.values()) {
            discounts.put(
                    group,
                    exact(lines, "commissioner discount." + group.word())
                            .add(exact(lines, "nhs-england broken_bulk_discount." + group.word()))
                            .negate());
            groups.put(
                    group,
                    pence(lines, "commissioner basic_price." + group.word())
                            .plus(pence(lines, "nhs-england broken_bulk." + group.word())));
        }
        Map<String, Pence> fees = new HashMap<>();
        lines.forEach((line, amount) -> {
            if (line.startsWith("nhs-england fee.")) {
                fees.put(line.substring("nhs-england fee.".length()), Pence.exactly(amount));
            }
        });
        return new MonthSums(
                row.getLong("items"),
                row.getLong("not_supplied"),
                row.getLong("referred_back"),
                row.getLong("disallowed"),
                row.getLong("professional_fees"),
                groups,
                discounts,
                exact(lines, "commissioner consumables"),
                pence(lines, "commissioner containers"),
                pence(lines, "commissioner out_of_pocket"),
                fees,
                row.getLong("charges_current"),
                row.getLong("charges_previous"),
                pence(lines, "nhs-england charges.current")
                        .plus(pence(lines, "nhs-england charges.previous"))
                        .times(-1));
    }

    private static BigDecimal exact(Map<String, BigDecimal> lines, String line) {
        return lines.getOrDefault(line, BigDecimal.ZERO);
    }

    private static Pence pence(Map<String, BigDecimal> lines, String line) {
        return Pence.exactly(exact(lines, line));
    }

    Ledger.Commissioned commissioned(OdsCode commissioner, YearMonth month) {
        return jdbc.sql(COMMISSIONED)
                .param("commissioner", commissioner.value())
                .param("month", month.atDay(1))
                .query((row, number) -> new Ledger.Commissioned(
                        row.getBigDecimal("actual_cost_p"),
                        row.getBigDecimal("fees_p"),
                        row.getBigDecimal("charges_p")))
                .single();
    }
}
