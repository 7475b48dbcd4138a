package org.pestle.dispensing;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.pestle.dispensing.ReleaseTable.Taken;
import org.pestle.dispensing.ReleaseTable.Times;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;
import org.pestle.values.PrescriptionId;

/** A row of a release, on the way to what was taken. */
final class TakenRow {
    private TakenRow() {}

    /** Reads the row. */
    static Taken read(ResultSet row) throws SQLException {
        Timestamp lastHandedOverAt = row.getTimestamp("last_handed_over_at");
        return new Taken(
                new PrescriptionId(row.getString("prescription_id")),
                TreatmentType.of(row.getString("treatment_type")),
                row.getInt("issue_number"),
                row.getInt("issues"),
                PrescriptionStatus.of(row.getString("status_before")),
                items(row.getArray("item_ids"), row.getArray("item_statuses")),
                row.getBytes("message"),
                lastHandedOverAt == null ? null : lastHandedOverAt.toInstant(),
                times(row));
    }

    private static Times times(ResultSet row) throws SQLException {
        UUID[] ids = (UUID[]) row.getArray("item_ids").getArray();
        Date[] last = (Date[]) row.getArray("supply_untils").getArray();
        Map<LineItemId, LocalDate> supplyUntil = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (last[i] != null) {
                supplyUntil.put(new LineItemId(ids[i]), last[i].toLocalDate());
            }
        }
        return new Times(
                row.getObject("birth_date", LocalDate.class),
                NhsDates.on(row.getTimestamp("authored_at").toInstant()),
                row.getObject("starts_on", LocalDate.class),
                row.getInt("days_supply"),
                row.getObject("expires_on", LocalDate.class),
                supplyUntil);
    }

    private static Map<LineItemId, LineItemStatus> items(Array ids, Array statuses) throws SQLException {
        UUID[] allIds = (UUID[]) ids.getArray();
        String[] allStatuses = (String[]) statuses.getArray();
        Map<LineItemId, LineItemStatus> items = new HashMap<>();
        for (int i = 0; i < allIds.length; i++) {
            items.put(new LineItemId(allIds[i]), LineItemStatus.of(allStatuses[i]));
        }
        return items;
    }
}
