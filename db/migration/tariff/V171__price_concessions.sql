-- Price concessions as published: by name and pack, for whole months. A row is never changed; a later load counts first.

CREATE TABLE tariff_concession_load (
    load      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest    bytea       NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
    lines     int         NOT NULL CHECK (lines > 0),
    loaded_at timestamptz NOT NULL
);

CREATE TABLE tariff_concession (
    load      bigint  NOT NULL REFERENCES tariff_concession_load,
    month     date    NOT NULL CHECK (extract(day FROM month) = 1),
    name      text    NOT NULL,
    pack_size numeric NOT NULL CHECK (pack_size > 0),
    unit      text    NOT NULL,
    price_p   bigint  NOT NULL CHECK (price_p >= 0),
    file_row  int     NOT NULL,
    PRIMARY KEY (load, month, name, pack_size)
);
CREATE INDEX tariff_concession_by_month ON tariff_concession (month);
