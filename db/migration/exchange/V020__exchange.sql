-- Every write that was received, and its answer. The key is the client and its request id: that is how a re-send is known.

CREATE TABLE exchange (
    client_id    text        NOT NULL,
    request_id   uuid        NOT NULL,
    operation    text        NOT NULL,
    body_digest  bytea       NOT NULL CHECK (octet_length(body_digest) = 32),
    message_id   uuid,
    status       smallint    NOT NULL CHECK (status BETWEEN 200 AND 499),
    content_type text        NOT NULL,
    answer       bytea       NOT NULL,
    received_at  timestamptz NOT NULL,
    PRIMARY KEY (client_id, request_id)
);

-- The same message under a new request id gets the first answer too; a refused message may be mended and sent again.
CREATE UNIQUE INDEX exchange_by_message ON exchange (client_id, message_id) WHERE message_id IS NOT NULL;
