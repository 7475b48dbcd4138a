-- dm+d releases, whole: generic and branded products and packs, what their codes mean, and which codes were replaced.
-- The line of the file is kept, so that a fault that only shows in the whole can be told by its place.

CREATE TABLE tariff_dmd_release (
    released_on date        NOT NULL PRIMARY KEY,
    digest      bytea       NOT NULL CHECK (octet_length(digest) = 32),
    rows        bigint      NOT NULL CHECK (rows > 0),
    loaded_at   timestamptz NOT NULL
);

CREATE TABLE tariff_dmd_term (
    released_on date NOT NULL,
    list        text NOT NULL,
    code        text NOT NULL,
    description text NOT NULL,
    line        int  NOT NULL,
    PRIMARY KEY (released_on, list, code)
);

CREATE TABLE tariff_dmd_vmp (
    released_on   date NOT NULL,
    vpid          text NOT NULL CHECK (vpid ~ '^[0-9]{6,18}$'),
    name          text NOT NULL,
    vtm           text,
    status        text NOT NULL,
    not_available text,
    unit_dose     numeric,
    control       text,
    form          text,
    line          int  NOT NULL,
    PRIMARY KEY (released_on, vpid)
);

CREATE TABLE tariff_dmd_vmpp (
    released_on date    NOT NULL,
    vppid       text    NOT NULL CHECK (vppid ~ '^[0-9]{6,18}$'),
    vpid        text    NOT NULL,
    name        text    NOT NULL,
    quantity    numeric NOT NULL CHECK (quantity > 0),
    unit        text    NOT NULL,
    combination text,
    category    text,
    price_p     bigint,
    line        int     NOT NULL,
    PRIMARY KEY (released_on, vppid)
);

CREATE TABLE tariff_dmd_amp (
    released_on     date NOT NULL,
    apid            text NOT NULL CHECK (apid ~ '^[0-9]{6,18}$'),
    vpid            text NOT NULL,
    name            text NOT NULL,
    supplier        text NOT NULL,
    licence         text NOT NULL,
    availability    text NOT NULL,
    parallel_import text,
    line            int  NOT NULL,
    PRIMARY KEY (released_on, apid)
);
CREATE INDEX tariff_dmd_amp_by_vmp ON tariff_dmd_amp (released_on, vpid);

CREATE TABLE tariff_dmd_ampp (
    released_on           date NOT NULL,
    appid                 text NOT NULL CHECK (appid ~ '^[0-9]{6,18}$'),
    vppid                 text NOT NULL,
    apid                  text NOT NULL,
    name                  text NOT NULL,
    legal                 text NOT NULL,
    discontinued          text,
    price_p               bigint CHECK (price_p >= 0),
    price_basis           text,
    charges               int,
    fees                  int,
    broken_bulk           text,
    special_container     text,
    discount_not_deducted text,
    blacklisted           text,
    acbs                  text,
    line                  int  NOT NULL,
    PRIMARY KEY (released_on, appid)
);
CREATE INDEX tariff_dmd_ampp_by_amp ON tariff_dmd_ampp (released_on, apid);

CREATE TABLE tariff_dmd_gtin (
    released_on date NOT NULL,
    appid       text NOT NULL,
    gtin        text NOT NULL CHECK (gtin ~ '^[0-9]{8,14}$'),
    from_day    date NOT NULL,
    to_day      date,
    line        int  NOT NULL
);
CREATE INDEX tariff_dmd_gtin_by_pack ON tariff_dmd_gtin (released_on, appid);

CREATE TABLE tariff_dmd_history (
    released_on date NOT NULL,
    list        text NOT NULL,
    code        text NOT NULL,
    previous    text NOT NULL,
    from_day    date,
    line        int  NOT NULL
);
CREATE INDEX tariff_dmd_history_by_previous ON tariff_dmd_history (released_on, previous);

-- What pricing needs to know of a product, brought together once from all levels of a release.
CREATE TABLE tariff_dmd_facts (
    released_on           date     NOT NULL,
    code                  text     NOT NULL,
    legal                 text     NOT NULL CHECK (legal IN ('POM', 'P', 'GSL', 'none')),
    cd_schedule           smallint NOT NULL CHECK (cd_schedule BETWEEN 0 AND 5),
    discount_not_deducted boolean  NOT NULL,
    made_up_from_powder   boolean  NOT NULL,
    special_container     text,
    fees                  int      NOT NULL,
    charges               int      NOT NULL,
    not_allowed           text,
    PRIMARY KEY (released_on, code)
);

-- The place of products and packs in the BNF, as mapped by the workbook that came with the release.
CREATE TABLE tariff_bnf (
    released_on date NOT NULL,
    code        text NOT NULL,
    level       text NOT NULL CHECK (level IN ('VMP', 'VMPP', 'AMP', 'AMPP')),
    bnf_code    text NOT NULL CHECK (bnf_code ~ '^[0-9A-Z]{11}([0-9A-Z]{4})?$'),
    line        int  NOT NULL,
    PRIMARY KEY (released_on, code)
);
