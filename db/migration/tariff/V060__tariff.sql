-- What is paid: Drug Tariff editions as published, and dated rates. No figure is a constant in the program.

CREATE TABLE tariff_edition (
    part      text        NOT NULL CHECK (part IN ('VIIIA')),
    month     date        NOT NULL CHECK (extract(day FROM month) = 1),
    title     text        NOT NULL,
    lines     int         NOT NULL CHECK (lines > 0),
    digest    bytea       NOT NULL CHECK (octet_length(digest) = 32),
    loaded_at timestamptz NOT NULL,
    PRIMARY KEY (part, month)
);

CREATE TABLE tariff_pack (
    part      text    NOT NULL,
    month     date    NOT NULL,
    vmp       text    NOT NULL CHECK (vmp ~ '^[0-9]{6,18}$'),
    vmpp      text    NOT NULL CHECK (vmpp ~ '^[0-9]{6,18}$'),
    name      text    NOT NULL,
    pack_size numeric NOT NULL CHECK (pack_size > 0),
    unit      text    NOT NULL,
    category  text    NOT NULL CHECK (category IN ('A', 'C', 'H', 'M')),
    price_p   bigint  NOT NULL CHECK (price_p >= 0),
    file_row  int     NOT NULL,
    PRIMARY KEY (part, month, vmpp),
    FOREIGN KEY (part, month) REFERENCES tariff_edition
);
CREATE INDEX tariff_pack_by_product ON tariff_pack (part, month, vmp);

-- Fees, allowances, discount rates and charges, each with the months for which it holds; no first month: not researched.
CREATE TABLE tariff_rate (
    name       text    NOT NULL,
    from_month date    CHECK (extract(day FROM from_month) = 1),
    to_month   date    CHECK (extract(day FROM to_month) = 1 AND to_month >= from_month),
    value      numeric NOT NULL,
    unit       text    NOT NULL,
    source     text    NOT NULL,
    UNIQUE NULLS NOT DISTINCT (name, from_month)
);

-- What pricing and reports need to know of a medicine and the tariff does not print.
CREATE TABLE tariff_product (
    vmp                   text     NOT NULL PRIMARY KEY CHECK (vmp ~ '^[0-9]{6,18}$'),
    bnf_code              text     CHECK (bnf_code ~ '^[0-9A-Z]{15}$'),
    legal                 text     NOT NULL CHECK (legal IN ('POM', 'P', 'GSL', 'none')),
    cd_schedule           smallint NOT NULL CHECK (cd_schedule BETWEEN 0 AND 5),
    discount_not_deducted boolean  NOT NULL,
    contraceptive         boolean  NOT NULL,
    reconstituted         boolean  NOT NULL,
    special_container     text     CHECK (special_container IN ('0001', '0002')),
    pack_unit_code        text     CHECK (pack_unit_code ~ '^[0-9]{6,18}$')
);

-- The tariff's words for units of measure, by their SNOMED codes.
CREATE TABLE tariff_unit (
    code text NOT NULL PRIMARY KEY CHECK (code ~ '^[0-9]{6,18}$'),
    name text NOT NULL CHECK (name <> '')
);
