package org.pestle.testing;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.StoredMessage;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** A prescription that stands in the record as if it had been created: valid from the start, nominated to FA565. */
public final class KeptPrescription {
    /** The patient of all of them. */
    public static final String NHS_NUMBER = "9449304130";

    private static final Random RANDOM = new Random(20261125);

    private final PrescriptionId id;
    private final List<LineItemId> items = new ArrayList<>();
    private String status = "0001";
    private String itemStatus = "0007";
    private @Nullable String site = "FA565";
    private @Nullable String holder;
    private int issues = 1;
    private LocalDate writtenOn = LocalDate.of(2026, 11, 25);
    private LocalDate expiresOn = LocalDate.of(2027, 5, 25);

    private KeptPrescription(int itemCount) {
        synchronized (RANDOM) {
            id = PrescriptionId.make(new OdsCode("A83008"), RANDOM);
        }
        for (int i = 0; i < itemCount; i++) {
            items.add(new LineItemId(UUID.randomUUID()));
        }
    }

    /** With so many items, each of 28 tablets. */
    public static KeptPrescription of(int itemCount) {
        return new KeptPrescription(itemCount);
    }

    /** Nominated to somebody else, or to nobody. */
    public KeptPrescription nominatedTo(@Nullable String odsCode) {
        site = odsCode;
        return this;
    }

    /** In this status, with all items in that one. */
    public KeptPrescription inStatus(String code, String itemCode) {
        status = code;
        itemStatus = itemCode;
        return this;
    }

    /** Held by a pharmacy, or dispensed by it. */
    public KeptPrescription heldBy(String odsCode) {
        holder = odsCode;
        return this;
    }

    /** Repeat dispensing, with so many issues. */
    public KeptPrescription repeatDispensing(int times) {
        issues = times;
        return this;
    }

    /** Valid until that day. */
    public KeptPrescription expiringOn(LocalDate day) {
        expiresOn = day;
        return this;
    }

    /** Written on that day. */
    public KeptPrescription writtenOn(LocalDate day) {
        writtenOn = day;
        return this;
    }

    /** Its id. */
    public PrescriptionId id() {
        return id;
    }

    /** The ids of its items. */
    public List<LineItemId> items() {
        return List.copyOf(items);
    }

    /** The message that stands for the one that created it. */
    public byte[] message() {
        return id.value().getBytes(StandardCharsets.UTF_8);
    }

    /** Puts it into a database. */
    public KeptPrescription in(Database database) {
        NamedParameterJdbcTemplate jdbc = new NamedParameterJdbcTemplate(database.owner());
        MapSqlParameterSource values = new MapSqlParameterSource("id", id.value())
                .addValue("longId", UUID.randomUUID())
                .addValue("treatment", issues > 1 ? "0003" : "0001")
                .addValue("nhsNumber", NHS_NUMBER)
                .addValue("authoredAt", NhsDates.startOf(writtenOn).toString())
                .addValue("issues", issues)
                .addValue("message", StoredMessage.of(message()))
                .addValue("status", status)
                .addValue("itemStatus", itemStatus)
                .addValue("site", site, Types.VARCHAR)
                .addValue("siteType", site == null ? "0004" : "P1")
                .addValue("holder", holder, Types.VARCHAR)
                .addValue("lease", holder == null ? null : UUID.randomUUID(), Types.OTHER)
                .addValue("startsOn", writtenOn)
                .addValue("expiresOn", expiresOn);
        jdbc.update("""
                INSERT INTO prescription (prescription_id, long_id, treatment_type, prescription_type, nhs_number,
                                          patient_name, birth_date, prescriber_name, prescriber_role_profile, practice,
                                          practice_name, commissioner, authored_at, days_supply, issues, created_at,
                                          message_id, message, content_digest, signed_at, signer, certificates, verdict,
                                          verified_at, policy_version)
                VALUES (:id, :longId, :treatment, '0101', :nhsNumber, 'Ada Quill', '1981-02-03', 'Dr Bo Fern',
                        '555254242105', 'A83008', 'Fernhill Surgery', 'QHM', CAST(:authoredAt AS timestamptz), 28, :issues,
                        CAST(:authoredAt AS timestamptz), gen_random_uuid(), :message, sha256(CAST(:id AS bytea)),
                        CAST(:authoredAt AS timestamptz), 'CN=Bo Fern', ARRAY[CAST('\\x00' AS bytea)], 'VALID',
                        CAST(:authoredAt AS timestamptz), '1')
                """, values);
        for (int i = 0; i < items.size(); i++) {
            jdbc.update(
                    """
                    INSERT INTO line_item (prescription_id, line_item_id, position, product_code, product_name, quantity,
                                           unit_code, unit_name, dosage, endorsements, issues)
                    VALUES (:id, :item, :position, '39732011000001102', 'Amlodipine 5mg tablets', 28, '428673006', 'tablet',
                            'one a day', '{}', :issues)
                    """,
                    new MapSqlParameterSource(values.getValues())
                            .addValue("item", items.get(i).value())
                            .addValue("position", i + 1));
        }
        for (int number = 1; number <= issues; number++) {
            insertIssue(jdbc, values, number);
        }
        return this;
    }

    private void insertIssue(NamedParameterJdbcTemplate jdbc, MapSqlParameterSource all, int number) {
        MapSqlParameterSource values = new MapSqlParameterSource(all.getValues()).addValue("number", number);
        if (number > 1) {
            values.addValue("status", "9000")
                    .addValue("itemStatus", "0007")
                    .addValue("holder", null, Types.VARCHAR)
                    .addValue("lease", null, Types.OTHER);
        }
        jdbc.update("""
                INSERT INTO prescription_issue (prescription_id, issue_number, status, version, chain_head, site, site_type,
                                                nomination_basis, holder, lease_id, released_at, starts_on, expires_on,
                                                next_activity, next_activity_on, dispensed_on, completed_on)
                VALUES (:id, :number, :status, 1, sha256('first'), CAST(:site AS text), :siteType,
                        CASE WHEN CAST(:site AS text) IS NULL THEN NULL ELSE 'STANDING' END, CAST(:holder AS text),
                        CAST(:lease AS uuid),
                        CASE WHEN CAST(:holder AS text) IS NULL THEN NULL ELSE CAST(:authoredAt AS timestamptz) END,
                        :startsOn, :expiresOn, 'expire', :expiresOn,
                        CASE WHEN :status IN ('0006', '0007', '0008') THEN CAST(:startsOn AS date) END,
                        CASE WHEN :status IN ('0006', '0007', '0008') THEN CAST(:startsOn AS date) END)
                """, values);
        for (LineItemId item : items) {
            jdbc.update("""
                    INSERT INTO issue_item (prescription_id, issue_number, line_item_id, status)
                    VALUES (:id, :number, :item, :itemStatus)
                    """, new MapSqlParameterSource(values.getValues()).addValue("item", item.value()));
        }
        if (site != null && "0001".equals(values.getValue("status"))) {
            jdbc.update("""
                    INSERT INTO worklist (site, available_at, prescription_id, issue_number, expires_on)
                    VALUES (:site, CAST(:authoredAt AS timestamptz), :id, :number, :expiresOn)
                    """, values);
        }
    }
}
