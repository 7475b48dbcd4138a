-- A rehearsal prices what waits without posting anything, and is kept so that the next one can be compared with it.

CREATE TABLE pricing_rehearsal (
    rehearsal_id bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cut_off      timestamptz NOT NULL,
    rehearsed_at timestamptz NOT NULL,
    claims       int         NOT NULL CHECK (claims >= 0)
);

-- What one product came to in one payment month.
CREATE TABLE pricing_rehearsal_line (
    rehearsal_id bigint  NOT NULL REFERENCES pricing_rehearsal,
    month        date    NOT NULL CHECK (extract(day FROM month) = 1),
    product_code text    NOT NULL,
    product_name text    NOT NULL,
    paid         int     NOT NULL,
    not_supplied int     NOT NULL,
    referred_back int    NOT NULL,
    disallowed   int     NOT NULL,
    total_p      numeric NOT NULL,
    PRIMARY KEY (rehearsal_id, month, product_code)
);
