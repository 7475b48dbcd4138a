package org.pestle.tariff;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of adding the rows of a dm+d release, thousands at a time. */
@Component
class DmdRowTable {
    private static final String ADD_TERM = """
            INSERT INTO tariff_dmd_term (released_on, list, code, description, line)
            SELECT :release, list, code, description, CAST(line AS int)
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]))
                       AS row (list, code, description, line)
            """;

    private static final String ADD_VMP = """
            INSERT INTO tariff_dmd_vmp (released_on, vpid, name, vtm, status, not_available, unit_dose, line)
            SELECT :release, vpid, name, vtm, status, not_available, CAST(unit_dose AS numeric), CAST(line AS int)
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
                          CAST(:c4 AS text[]), CAST(:c5 AS text[]), CAST(:c6 AS text[]))
                       AS row (vpid, name, vtm, status, not_available, unit_dose, line)
            """;

    private static final String SET_FORM = """
            UPDATE tariff_dmd_vmp
               SET form = row.form
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[])) AS row (vpid, form)
             WHERE released_on = :release
               AND tariff_dmd_vmp.vpid = row.vpid
            """;

    private static final String SET_CONTROL = """
            UPDATE tariff_dmd_vmp
               SET control = row.control
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[])) AS row (vpid, control)
             WHERE released_on = :release
               AND tariff_dmd_vmp.vpid = row.vpid
            """;

    private static final String ADD_VMPP = """
            INSERT INTO tariff_dmd_vmpp (released_on, vppid, vpid, name, quantity, unit, combination, line)
            SELECT :release, vppid, vpid, name, CAST(quantity AS numeric), unit, combination, CAST(line AS int)
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
                          CAST(:c4 AS text[]), CAST(:c5 AS text[]), CAST(:c6 AS text[]))
                       AS row (vppid, vpid, name, quantity, unit, combination, line)
            """;

    private static final String SET_TARIFF = """
            UPDATE tariff_dmd_vmpp
               SET category = row.category, price_p = CAST(row.price_p AS bigint)
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]))
                       AS row (vppid, category, price_p)
             WHERE released_on = :release
               AND tariff_dmd_vmpp.vppid = row.vppid
            """;

    private static final String ADD_AMP = """
            INSERT INTO tariff_dmd_amp (released_on, apid, vpid, name, supplier, licence, availability,
                                        parallel_import, line)
            SELECT :release, apid, vpid, name, supplier, licence, availability, parallel_import, CAST(line AS int)
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
                          CAST(:c4 AS text[]), CAST(:c5 AS text[]), CAST(:c6 AS text[]), CAST(:c7 AS text[]))
                       AS row (apid, vpid, name, supplier, licence, availability, parallel_import, line)
            """;

    private static final String ADD_AMPP = """
            INSERT INTO tariff_dmd_ampp (released_on, appid, vppid, apid, name, legal, discontinued, line)
            SELECT :release, appid, vppid, apid, name, legal, discontinued, CAST(line AS int)
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
                          CAST(:c4 AS text[]), CAST(:c5 AS text[]), CAST(:c6 AS text[]))
                       AS row (appid, vppid, apid, name, legal, discontinued, line)
            """;

    private static final String SET_PRICE = """
            UPDATE tariff_dmd_ampp
               SET price_p = CAST(row.price_p AS bigint), price_basis = row.basis
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[])) AS row (appid, price_p, basis)
             WHERE released_on = :release
               AND tariff_dmd_ampp.appid = row.appid
            """;

    private static final String SET_REIMBURSEMENT = """
            UPDATE tariff_dmd_ampp
               SET charges = CAST(row.charges AS int), fees = CAST(row.fees AS int), broken_bulk = row.broken_bulk,
                   special_container = row.special_container, discount_not_deducted = row.discount_not_deducted
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
                          CAST(:c4 AS text[]), CAST(:c5 AS text[]))
                       AS row (appid, charges, fees, broken_bulk, special_container, discount_not_deducted)
             WHERE released_on = :release
               AND tariff_dmd_ampp.appid = row.appid
            """;

    private static final String SET_PRESCRIBING = """
            UPDATE tariff_dmd_ampp
               SET blacklisted = row.blacklisted, selected_list = row.selected_list, acbs = row.acbs,
                   nurse_formulary = row.nurse_formulary, dental_formulary = row.dental_formulary
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
                          CAST(:c4 AS text[]), CAST(:c5 AS text[]))
                       AS row (appid, blacklisted, selected_list, acbs, nurse_formulary, dental_formulary)
             WHERE released_on = :release
               AND tariff_dmd_ampp.appid = row.appid
            """;

    private static final String ADD_GTIN = """
            INSERT INTO tariff_dmd_gtin (released_on, appid, gtin, from_day, to_day, line)
            SELECT :release, appid, gtin, CAST(from_day AS date), CAST(to_day AS date), CAST(line AS int)
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
                          CAST(:c4 AS text[])) AS row (appid, gtin, from_day, to_day, line)
            """;

    private static final String ADD_HISTORY = """
            INSERT INTO tariff_dmd_history (released_on, list, code, previous, from_day, line)
            SELECT :release, list, code, previous, CAST(from_day AS date), CAST(line AS int)
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
                          CAST(:c4 AS text[])) AS row (list, code, previous, from_day, line)
            """;

    private static final String ADD_BNF = """
            INSERT INTO tariff_bnf (released_on, code, level, bnf_code, line)
            SELECT :release, code, level, bnf_code, CAST(line AS int)
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]))
                       AS row (code, level, bnf_code, line)
            """;

    private final JdbcClient jdbc;

    DmdRowTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What can be added. Some say more about a row of another kind, which must have been added before. */
    enum Kind {
        TERM(ADD_TERM, null),
        VMP(ADD_VMP, null),
        FORM(SET_FORM, VMP),
        CONTROL(SET_CONTROL, VMP),
        VMPP(ADD_VMPP, null),
        TARIFF(SET_TARIFF, VMPP),
        AMP(ADD_AMP, null),
        AMPP(ADD_AMPP, null),
        PRICE(SET_PRICE, AMPP),
        REIMBURSEMENT(SET_REIMBURSEMENT, AMPP),
        PRESCRIBING(SET_PRESCRIBING, AMPP),
        GTIN(ADD_GTIN, null),
        HISTORY(ADD_HISTORY, null),
        BNF(ADD_BNF, null);

        private final String sql;
        private final @Nullable Kind about;

        Kind(String sql, @Nullable Kind about) {
            this.sql = sql;
            this.about = about;
        }
    }

    /** Takes the rows of one release. */
    final class Rows {
        private final LocalDate release;
        private final Progress progress;
        private final Map<Kind, BulkInsert> inserts = new EnumMap<>(Kind.class);
        private final Map<Kind, Long> added = new EnumMap<>(Kind.class);
        private long written;

        private Rows(LocalDate release, Progress progress) {
            this.release = release;
            this.progress = progress;
        }

        void add(Kind kind, @Nullable String... cells) {
            added.merge(kind, 1L, Long::sum);
            BulkInsert insert = inserts.get(kind);
            if (insert == null) {
                if (kind.about != null) {
                    BulkInsert about = inserts.get(kind.about);
                    if (about == null) {
                        return;
                    }
                    about.finish();
                }
                insert = new BulkInsert(jdbc.sql(kind.sql).param("release", release), rows -> progress.at(written));
                inserts.put(kind, insert);
            }
            insert.add(cells);
            written++;
        }

        /** Writes what waits; answers which kinds lost rows, because these belong to rows that are not there. */
        Map<Kind, Long> finish() {
            Map<Kind, Long> lost = new EnumMap<>(Kind.class);
            added.forEach((kind, rows) -> {
                BulkInsert insert = inserts.get(kind);
                long missing = rows - (insert == null ? 0 : insert.finish());
                if (missing > 0) {
                    lost.put(kind, missing);
                }
            });
            return lost;
        }

        long written() {
            return written;
        }

        /** How many of each kind were added. */
        Map<Kind, Long> added() {
            return added;
        }
    }

    /** Begins a release. */
    Rows rows(LocalDate release, Progress progress) {
        return new Rows(release, progress);
    }
}
