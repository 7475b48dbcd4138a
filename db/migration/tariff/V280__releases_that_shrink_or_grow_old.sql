-- How many rows of each kind a release of dm+d brought: the next one must not have shrunk beside it. Two kinds cannot be
-- told from what is on file of earlier releases, and are first compared with the release after the next.

CREATE TABLE tariff_dmd_rows (
    released_on date   NOT NULL,
    kind        text   NOT NULL,
    rows        bigint NOT NULL CHECK (rows > 0),
    PRIMARY KEY (released_on, kind)
);

INSERT INTO tariff_dmd_rows (released_on, kind, rows)
SELECT released_on, kind, rows
  FROM (SELECT released_on, 'TERM' AS kind, count(*) AS rows FROM tariff_dmd_term GROUP BY released_on
        UNION ALL
        SELECT released_on, 'VMP', count(*) FROM tariff_dmd_vmp GROUP BY released_on
        UNION ALL
        SELECT released_on, 'FORM', count(form) FROM tariff_dmd_vmp GROUP BY released_on
        UNION ALL
        SELECT released_on, 'CONTROL', count(control) FROM tariff_dmd_vmp GROUP BY released_on
        UNION ALL
        SELECT released_on, 'VMPP', count(*) FROM tariff_dmd_vmpp GROUP BY released_on
        UNION ALL
        SELECT released_on, 'TARIFF', count(category) FROM tariff_dmd_vmpp GROUP BY released_on
        UNION ALL
        SELECT released_on, 'AMP', count(*) FROM tariff_dmd_amp GROUP BY released_on
        UNION ALL
        SELECT released_on, 'AMPP', count(*) FROM tariff_dmd_ampp GROUP BY released_on
        UNION ALL
        SELECT released_on, 'PRICE', count(price_basis) FROM tariff_dmd_ampp GROUP BY released_on
        UNION ALL
        SELECT released_on, 'GTIN', count(*) FROM tariff_dmd_gtin GROUP BY released_on
        UNION ALL
        SELECT released_on, 'HISTORY', count(*) FROM tariff_dmd_history GROUP BY released_on
        UNION ALL
        SELECT released_on, 'BNF', count(*) FROM tariff_bnf GROUP BY released_on) AS counted
 WHERE rows > 0;
