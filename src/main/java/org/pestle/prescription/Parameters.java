package org.pestle.prescription;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.routing.Nomination;
import org.pestle.routing.Nomination.Nominated;
import org.pestle.routing.SiteType;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.support.SqlArrayValue;

/** How values of the record become parameters of its statements. */
public final class Parameters {
    private Parameters() {}

    /** Who acts, when and by which call. */
    public static void add(Act act, PrescriptionEvent event, MapSqlParameterSource parameters) {
        parameters
                .addValue("at", time(act.at()))
                .addValue("event", event.name())
                .addValue("actor", act.caller().actor())
                .addValue("role", act.caller().role().claim())
                .addValue("organisation", act.caller().organisation().value())
                .addValue(
                        "operation",
                        act.operation() == null ? event.name() : act.operation().name())
                .addValue("requestId", act.requestId(), Types.OTHER);
    }

    /** Where an issue is to go. */
    public static void add(Nomination nomination, MapSqlParameterSource parameters) {
        Nominated nominated = nomination instanceof Nominated to ? to : null;
        parameters
                .addValue("site", nominated == null ? null : nominated.site().value(), Types.VARCHAR)
                .addValue("siteType", (nominated == null ? SiteType.NONE : nominated.type()).code())
                .addValue("basis", nominated == null ? null : nominated.basis().name(), Types.VARCHAR);
    }

    /** A time, as the driver takes it. */
    public static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static <T> SqlArrayValue uuids(Collection<T> values, Function<T, UUID> value) {
        return array("uuid", values, value);
    }

    /** An array of texts. */
    public static <T> SqlArrayValue texts(Collection<T> values, Function<T, String> value) {
        return array("text", values, value);
    }

    /** The driver takes byte strings as an array of their own kind only. */
    static SqlArrayValue byteStrings(List<byte[]> strings) {
        return new SqlArrayValue("bytea", (Object[]) strings.toArray(byte[][]::new));
    }

    static <T> SqlArrayValue array(String type, Collection<T> values, Function<T, ? extends @Nullable Object> value) {
        return new SqlArrayValue(type, values.stream().map(value).toArray());
    }
}
