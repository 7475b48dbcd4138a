package org.pestle.signature;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of revocation evidence. */
@Component
class RevocationTable implements RevocationArchive {
    private static final String KEEP = """
            INSERT INTO revocation_evidence (digest, kind, series, issuer, this_update, next_update, received_at, content)
            VALUES (:digest, :kind, :series, :issuer, :thisUpdate, :nextUpdate, :now, :content)
                ON CONFLICT (digest) DO NOTHING
            """;

    // Of lists that were taken one after the other, the last is the newest: older ones are not taken.
    private static final String NEWEST = """
            SELECT DISTINCT ON (series) content
              FROM revocation_evidence
             WHERE kind = 'CRL'
             ORDER BY series, position DESC
            """;

    private final NamedParameterJdbcTemplate jdbc;

    RevocationTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void keep(Evidence evidence, Instant now) {
        jdbc.update(
                KEEP,
                new MapSqlParameterSource()
                        .addValue("digest", evidence.digest())
                        .addValue("kind", evidence.kind().name())
                        .addValue("series", evidence.series())
                        .addValue("issuer", evidence.issuer())
                        .addValue("thisUpdate", evidence.thisUpdate().atOffset(ZoneOffset.UTC))
                        .addValue("nextUpdate", evidence.nextUpdate().atOffset(ZoneOffset.UTC))
                        .addValue("now", now.atOffset(ZoneOffset.UTC))
                        .addValue("content", evidence.content()));
    }

    @Override
    public List<byte[]> newestLists() {
        return jdbc.query(NEWEST, (row, number) -> row.getBytes("content"));
    }
}
