package org.pestle.prescription;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.pestle.prescription.FirstIssue.FirstItem;
import org.pestle.prescription.PrescriptionOrder.OrderedItem;
import org.pestle.signature.SignatureVerdict.Valid;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL that keeps a new prescription: everything in one statement, which is all or nothing. */
@Component
class CreateTable {
    private static final String SEPARATOR = "\u001f";

    private static final String KEPT = """
            WITH identity AS (
                INSERT INTO prescription_identity (identity, prescription_id)
                VALUES (:shortIdentity, :id), (:longIdentity, :id), (:contentIdentity, :id)
                ON CONFLICT DO NOTHING
                RETURNING identity
            ), fresh AS (
                SELECT count(*) AS identities
                  FROM identity
                HAVING count(*) = 3
            ), kept AS (
                INSERT INTO prescription (prescription_id, long_id, treatment_type, prescription_type, nhs_number,
                                          patient_name, birth_date, prescriber_name, prescriber_role_profile, practice,
                                          practice_name, commissioner, authored_at, days_supply, issues, created_at,
                                          message_id, message, content_digest, signed_at, signer, certificates,
                                          revocation_evidence, verdict,
                                          verified_at, policy_version)
                SELECT :id, CAST(:longId AS uuid), :treatment, :prescriptionType, :nhsNumber,
                       :patientName, CAST(:birthDate AS date), :prescriberName, :roleProfile, :practice,
                       :practiceName, :commissioner, CAST(:authoredAt AS timestamptz), :daysSupply, :issues,
                       CAST(:at AS timestamptz), CAST(:messageId AS uuid), CAST(:message AS bytea),
                       CAST(:contentDigest AS bytea), CAST(:signedAt AS timestamptz), :signer,
                       CAST(:certificates AS bytea[]),
                       CAST(:revocationEvidence AS bytea[]), 'VALID', CAST(:at AS timestamptz), :policyVersion
                  FROM fresh
             RETURNING prescription_id
            ),
            """;

    /** The items of what is {@code kept}. */
    static final String ITEMS = """
            items AS (
                INSERT INTO line_item (prescription_id, line_item_id, position, product_code, product_name, quantity,
                                       unit_code, unit_name, dosage, endorsements, issues, schedule)
                SELECT kept.prescription_id, line_item_id, position, product_code, product_name, quantity,
                       unit_code, unit_name, dosage, string_to_array(endorsements, chr(31)), issues, schedule
                  FROM kept
                 CROSS JOIN unnest(CAST(:itemIds AS uuid[]), CAST(:positions AS smallint[]), CAST(:products AS text[]),
                                   CAST(:productNames AS text[]), CAST(:quantities AS numeric[]),
                                   CAST(:unitCodes AS text[]), CAST(:units AS text[]), CAST(:dosages AS text[]),
                                   CAST(:endorsements AS text[]), CAST(:itemIssues AS smallint[]),
                                   CAST(:schedules AS text[]))
                    AS i (line_item_id, position, product_code, product_name, quantity, unit_code, unit_name, dosage,
                          endorsements, issues, schedule)
            ),
            """;

    private static final String ISSUES = """
            issues AS (
                INSERT INTO prescription_issue (prescription_id, issue_number, status, version, chain_head, site,
                                                site_type, nomination_basis, starts_on, expires_on, next_activity,
                                                next_activity_on)
                SELECT kept.prescription_id, issue_number, status, 1,
                       prescription_event_hash(CAST('' AS bytea), kept.prescription_id, issue_number, 1,
                                               CAST(:at AS timestamptz),
                                               coalesce((SELECT :heldEvent FROM held), :event), NULL, status, :actor,
                                               :organisation, CAST(:requestId AS uuid)),
                       :site, :siteType, :basis, CAST(:startsOn AS date), expires_on, next_activity, next_activity_on
                  FROM kept
                 CROSS JOIN unnest(CAST(:numbers AS smallint[]), CAST(:statuses AS text[]), CAST(:expiries AS date[]),
                                   CAST(:activities AS text[]), CAST(:activityDays AS date[]))
                    AS n (issue_number, status, expires_on, next_activity, next_activity_on)
             RETURNING prescription_id, issue_number, status, chain_head, expires_on
            ),
            """;

    /** The items of each issue of what is {@code kept}. */
    static final String ISSUE_ITEMS = """
            issue_items AS (
                INSERT INTO issue_item (prescription_id, issue_number, line_item_id, status, supply_until)
                SELECT kept.prescription_id, issue_number, line_item_id, status, supply_until
                  FROM kept
                 CROSS JOIN unnest(CAST(:itemNumbers AS smallint[]), CAST(:issueItemIds AS uuid[]),
                                   CAST(:itemStatuses AS text[]), CAST(:supplyUntils AS date[]))
                    AS i (issue_number, line_item_id, status, supply_until)
            ),
            """;

    private static final String HISTORY = """
            history AS (
                INSERT INTO prescription_event (prescription_id, issue_number, version, recorded_at, event, from_status,
                                                to_status, actor, organisation, request_id, previous_hash, hash)
                SELECT prescription_id, issue_number, 1, CAST(:at AS timestamptz),
                       coalesce((SELECT :heldEvent FROM held), :event), NULL, status, :actor, :organisation,
                       CAST(:requestId AS uuid), CAST('' AS bytea), chain_head
                  FROM issues
            ),
            """;

    /** The place in the worklist, the row of the audit trail, and the answer. */
    static final String LISTED = """
            listed AS (
                INSERT INTO worklist (site, available_at, prescription_id, issue_number, expires_on)
                SELECT :site, CAST(:at AS timestamptz), prescription_id, issue_number, expires_on
                  FROM issues
                 WHERE status = '0001'
                   AND CAST(:site AS text) IS NOT NULL
                   AND NOT EXISTS (SELECT FROM held)
            )
            SELECT chain_head, (SELECT reason FROM held) AS hold
              FROM issues
             CROSS JOIN LATERAL append_audit_event(prescription_id, :actor, :role, :organisation, :operation, 'done',
                                                   CAST(:requestId AS uuid))
             WHERE issue_number = 1
            """;

    private static final String KEEP =
            KEPT + ITEMS + SignerPaceTable.NOT_COUNTED + ISSUES + ISSUE_ITEMS + HISTORY + LISTED;
    private static final String KEEP_AND_COUNT =
            KEPT + ITEMS + SignerPaceTable.COUNTED + ISSUES + ISSUE_ITEMS + HISTORY + LISTED;

    private final NamedParameterJdbcTemplate jdbc;
    private final SignerPaceTable pace;

    CreateTable(NamedParameterJdbcTemplate jdbc, SigningLimits limits) {
        this.jdbc = jdbc;
        this.pace = new SignerPaceTable(limits);
    }

    /**
     * Keeps a prescription, in one round trip.
     *
     * @param stored the message in its stored form
     * @return the prescription; empty if its short id, long id or signed content was kept before
     */
    Optional<Created> keep(Accepted accepted, List<FirstIssue> issues, byte[] stored, String policyVersion, Act act) {
        MapSqlParameterSource parameters = new MapSqlParameterSource();
        Parameters.add(act, PrescriptionEvent.UPLOADED, parameters);
        parameters.addValue("heldEvent", PrescriptionEvent.UPLOADED_FOR_REVIEW.name());
        Parameters.add(accepted.nomination(), parameters);
        addOrder(parameters, accepted);
        addItems(parameters, accepted.order().items());
        addIssues(parameters, issues);
        addProof(parameters, accepted.verdict());
        parameters.addValue("message", stored).addValue("policyVersion", policyVersion);
        return jdbc
                .query(
                        pace.add(accepted.order(), act, parameters) ? KEEP_AND_COUNT : KEEP,
                        parameters,
                        (row, number) -> created(accepted, row))
                .stream()
                .findFirst();
    }

    /** What must never come twice of an order: short id, long id, signed content. */
    static List<String> identities(Accepted accepted) {
        return List.of(shortIdentity(accepted.order().id()), longIdentity(accepted.order()), contentIdentity(accepted));
    }

    /** The row that has a short id; ids that differ in their check character alone are the same. */
    static String shortIdentity(PrescriptionId id) {
        return "short:" + id.withoutCheckCharacter();
    }

    private static String longIdentity(PrescriptionOrder order) {
        return "long:" + order.longId();
    }

    private static String contentIdentity(Accepted accepted) {
        return "content:" + HexFormat.of().formatHex(accepted.verdict().contentDigest());
    }

    /** What the one row of the answer says. */
    static Created created(Accepted accepted, ResultSet row) throws SQLException {
        String hold = row.getString("hold");
        return new Created(
                accepted.order().id(), row.getBytes("chain_head"), hold == null ? null : HoldReason.valueOf(hold));
    }

    static void addOrder(MapSqlParameterSource parameters, Accepted accepted) {
        PrescriptionOrder order = accepted.order();
        parameters
                .addValue("id", order.id().value())
                .addValue("shortIdentity", shortIdentity(order.id()))
                .addValue("longIdentity", longIdentity(order))
                .addValue("contentIdentity", contentIdentity(accepted))
                .addValue("longId", order.longId())
                .addValue("treatment", order.treatment().code())
                .addValue("prescriptionType", order.prescriptionType())
                .addValue("nhsNumber", order.patient().nhsNumber().value())
                .addValue("patientName", order.patient().name())
                .addValue("birthDate", order.patient().birthDate())
                .addValue("prescriberName", order.prescriber().name())
                .addValue("roleProfile", order.prescriber().roleProfileId())
                .addValue("practice", order.prescriber().practice().value())
                .addValue("practiceName", order.prescriber().practiceName())
                .addValue(
                        "commissioner",
                        accepted.commissioner() == null
                                ? null
                                : accepted.commissioner().value(),
                        Types.VARCHAR)
                .addValue("authoredAt", Parameters.time(order.authoredAt()))
                .addValue("daysSupply", (short) order.daysSupply())
                .addValue("issues", (short) order.issues())
                .addValue("messageId", order.messageId())
                .addValue("startsOn", order.startsOn());
    }

    static void addItems(MapSqlParameterSource parameters, List<OrderedItem> items) {
        parameters
                .addValue("itemIds", Parameters.uuids(items, item -> item.id().value()))
                .addValue("positions", Parameters.array("int2", items, item -> (short) item.position()))
                .addValue(
                        "products",
                        Parameters.texts(items, item -> item.product().value()))
                .addValue("productNames", Parameters.texts(items, OrderedItem::productName))
                .addValue(
                        "quantities",
                        Parameters.array(
                                "numeric", items, item -> item.quantity().amount()))
                .addValue(
                        "unitCodes",
                        Parameters.texts(items, item -> item.quantity().unitCode()))
                .addValue(
                        "units", Parameters.texts(items, item -> item.quantity().unit()))
                .addValue("dosages", Parameters.texts(items, OrderedItem::dosage))
                .addValue("endorsements", Parameters.texts(items, item -> String.join(SEPARATOR, item.endorsements())))
                .addValue("itemIssues", Parameters.array("int2", items, item -> (short) item.issues()))
                .addValue(
                        "schedules",
                        Parameters.array(
                                "text",
                                items,
                                item -> item.schedule() == null
                                        ? null
                                        : item.schedule().code()));
    }

    static void addIssues(MapSqlParameterSource parameters, List<FirstIssue> issues) {
        List<FirstItem> items = new ArrayList<>();
        issues.forEach(issue -> items.addAll(issue.items()));
        parameters
                .addValue("numbers", Parameters.array("int2", issues, issue -> (short) issue.number()))
                .addValue(
                        "statuses",
                        Parameters.texts(issues, issue -> issue.status().code()))
                .addValue("expiries", Parameters.array("date", issues, FirstIssue::expiresOn))
                .addValue(
                        "activities",
                        Parameters.texts(issues, issue -> issue.next().action().code()))
                .addValue(
                        "activityDays",
                        Parameters.array("date", issues, issue -> issue.next().on()))
                .addValue("itemNumbers", Parameters.array("int2", items, item -> (short) item.issueNumber()))
                .addValue(
                        "issueItemIds",
                        Parameters.uuids(items, item -> item.id().value()))
                .addValue(
                        "itemStatuses",
                        Parameters.texts(items, item -> item.status().code()))
                .addValue("supplyUntils", Parameters.array("date", items, FirstItem::supplyUntil));
    }

    static void addProof(MapSqlParameterSource parameters, Valid verdict) {
        parameters
                .addValue("contentDigest", verdict.contentDigest())
                .addValue("signedAt", Parameters.time(verdict.signedAt()))
                .addValue("signer", verdict.signer())
                .addValue("certificates", Parameters.byteStrings(verdict.certificates()))
                .addValue("revocationEvidence", Parameters.byteStrings(verdict.evidence()));
    }
}
