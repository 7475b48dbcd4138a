-- All parts of the Drug Tariff that are published as files, not Part VIIIA alone.

ALTER TABLE tariff_edition
    DROP CONSTRAINT tariff_edition_part_check,
    ADD CHECK (part IN ('VIIIA', 'VIIIB', 'VIIID', 'IX'));

-- Parts VIIIB and VIIID: no category, but formulations, special containers, and a price for further units.
ALTER TABLE tariff_pack
    DROP CONSTRAINT tariff_pack_pkey,
    ALTER COLUMN category DROP NOT NULL,
    ADD COLUMN formulations      text    NOT NULL DEFAULT '',
    ADD COLUMN special_container boolean NOT NULL DEFAULT false,
    ADD COLUMN further_size      numeric CHECK (further_size > 0),
    ADD COLUMN further_price_p   bigint  CHECK (further_price_p >= 0),
    ADD PRIMARY KEY (part, month, vmpp, formulations),
    ADD CHECK ((part = 'VIIIA') = (category IS NOT NULL)),
    ADD CHECK ((further_size IS NULL) = (further_price_p IS NULL));

-- Part IX: one row for each pack; generic appliances have no codes.
CREATE TABLE tariff_appliance (
    month         date    NOT NULL CHECK (extract(day FROM month) = 1),
    file_row      int     NOT NULL,
    part          text    NOT NULL CHECK (part IN ('IXA', 'IXB', 'IXC', 'IXR', 'IXB & IXC')),
    generic       text    NOT NULL,
    name          text    NOT NULL,
    supplier      text    NOT NULL,
    pack_size     numeric NOT NULL CHECK (pack_size > 0),
    unit          text    NOT NULL,
    price_p       bigint  NOT NULL CHECK (price_p >= 0),
    colour        text    NOT NULL,
    size          text    NOT NULL,
    product_order text    NOT NULL,
    pack_order    text    NOT NULL,
    indicator     text    NOT NULL,
    amp           text    CHECK (amp ~ '^[0-9]{6,18}$'),
    ampp          text    CHECK (ampp ~ '^[0-9]{6,18}$'),
    gtin          text    CHECK (gtin ~ '^[0-9]{8,14}$'),
    bnf_code      text    NOT NULL CHECK (bnf_code ~ '^[0-9A-Z]{11}([0-9A-Z]{4})?$'),
    PRIMARY KEY (month, file_row)
);
CREATE INDEX tariff_appliance_by_product ON tariff_appliance (month, amp);
CREATE INDEX tariff_appliance_by_generic ON tariff_appliance (month, generic) WHERE amp IS NULL;
