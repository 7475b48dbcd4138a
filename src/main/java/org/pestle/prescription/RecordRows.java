package org.pestle.prescription;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.Issue.Item;
import org.pestle.prescription.Issue.Lease;
import org.pestle.prescription.PrescriptionRecord.Patient;
import org.pestle.prescription.PrescriptionRecord.Prescriber;
import org.pestle.routing.Nomination;
import org.pestle.routing.SiteType;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.pestle.values.Quantity;

/** The rows of one prescription, one per item of each issue in their order, on the way to a record. */
final class RecordRows {
    private final PrescriptionRecord head;
    private final List<LineItem> items = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();

    /** Begins with the first row, which alone carries what is large. */
    RecordRows(ResultSet row) throws SQLException {
        head = head(row);
    }

    /** Takes in a row, the first among them. */
    void add(ResultSet row) throws SQLException {
        int issueNumber = row.getInt("issue_number");
        if (issueNumber == 1) {
            items.add(lineItem(row));
        }
        Item item = new Item(
                lineItemId(row),
                LineItemStatus.of(row.getString("item_status")),
                row.getObject("supply_until", LocalDate.class));
        if (issueNumber > issues.size()) {
            issues.add(issue(row, List.of(item)));
        } else {
            List<Item> longer = new ArrayList<>(issues.removeLast().items());
            longer.add(item);
            issues.add(issue(row, longer));
        }
    }

    PrescriptionRecord toRecord() {
        return new PrescriptionRecord(
                head.id(),
                head.longId(),
                head.treatment(),
                head.prescriptionType(),
                head.patient(),
                head.prescriber(),
                head.commissioner(),
                head.authoredAt(),
                head.daysSupply(),
                head.createdAt(),
                head.messageId(),
                head.stored(),
                head.contentDigest(),
                head.signedAt(),
                head.signer(),
                head.certificates(),
                head.policyVersion(),
                head.isMarked(),
                items,
                issues);
    }

    private static PrescriptionRecord head(ResultSet row) throws SQLException {
        return new PrescriptionRecord(
                new PrescriptionId(row.getString("prescription_id")),
                row.getObject("long_id", UUID.class),
                TreatmentType.of(row.getString("treatment_type")),
                row.getString("prescription_type"),
                new Patient(
                        new NhsNumber(row.getString("nhs_number")),
                        row.getString("patient_name"),
                        row.getObject("birth_date", LocalDate.class)),
                new Prescriber(
                        row.getString("prescriber_name"),
                        row.getString("prescriber_role_profile"),
                        new OdsCode(row.getString("practice")),
                        row.getString("practice_name")),
                odsCode(row, "commissioner"),
                instant(row, "authored_at"),
                row.getInt("days_supply"),
                instant(row, "created_at"),
                row.getObject("message_id", UUID.class),
                row.getBytes("message"),
                row.getBytes("content_digest"),
                instant(row, "signed_at"),
                row.getString("signer"),
                Arrays.asList((byte[][]) row.getArray("certificates").getArray()),
                row.getString("policy_version"),
                row.getBoolean("marked"),
                List.of(),
                List.of());
    }

    private static LineItem lineItem(ResultSet row) throws SQLException {
        String schedule = row.getString("schedule");
        return new LineItem(
                lineItemId(row),
                row.getInt("position"),
                new DmdCode(row.getString("product_code")),
                row.getString("product_name"),
                new Quantity(row.getBigDecimal("quantity"), row.getString("unit_code"), row.getString("unit_name")),
                row.getString("dosage"),
                Arrays.asList((String[]) row.getArray("endorsements").getArray()),
                row.getInt("item_issues"),
                schedule == null ? null : ControlledSchedule.valueOf(schedule));
    }

    private static Issue issue(ResultSet row, List<Item> items) throws SQLException {
        return new Issue(
                new PrescriptionId(row.getString("prescription_id")),
                row.getInt("issue_number"),
                PrescriptionStatus.of(row.getString("status")),
                row.getInt("version"),
                row.getBytes("chain_head"),
                nomination(row),
                lease(row),
                row.getInt("lease_version"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("expires_on", LocalDate.class),
                new NextActivity(
                        NextActivity.Action.of(row.getString("next_activity")),
                        row.getObject("next_activity_on", LocalDate.class)),
                row.getObject("dispensed_on", LocalDate.class),
                row.getObject("completed_on", LocalDate.class),
                row.getObject("last_notification", UUID.class),
                row.getObject("claim_id", UUID.class),
                row.getObject("claimed_on", LocalDate.class),
                items);
    }

    private static Nomination nomination(ResultSet row) throws SQLException {
        OdsCode site = odsCode(row, "site");
        if (site == null) {
            return new Nomination.None();
        }
        String basis = row.getString("nomination_basis");
        return new Nomination.Nominated(
                site,
                SiteType.of(row.getString("site_type")).orElseThrow(),
                basis == null ? Nomination.Basis.UNCONFIRMED : Nomination.Basis.valueOf(basis));
    }

    private static @Nullable Lease lease(ResultSet row) throws SQLException {
        OdsCode holder = odsCode(row, "holder");
        return holder == null
                ? null
                : new Lease(holder, row.getObject("lease_id", UUID.class), instant(row, "released_at"));
    }

    private static LineItemId lineItemId(ResultSet row) throws SQLException {
        return new LineItemId(row.getObject("line_item_id", UUID.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    static @Nullable OdsCode odsCode(ResultSet row, String column) throws SQLException {
        String code = row.getString(column);
        return code == null ? null : new OdsCode(code);
    }
}
