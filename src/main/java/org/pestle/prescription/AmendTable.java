package org.pestle.prescription;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.pestle.values.LineItemId;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The SQL of amendments. The rows of the old version go and those of the new one come; none is changed in place, so
 * that a release which began before and waited for an old row finds it gone and looks again.
 */
@Component
class AmendTable {
    // Places in the worklist before issues, as everywhere.
    private static final String LOCK = """
            WITH places AS (
                SELECT issue_number
                  FROM worklist
                 WHERE prescription_id = :id
                   FOR UPDATE
            )
            SELECT issue_number
              FROM prescription_issue
             WHERE prescription_id = :id
               AND (SELECT count(*) FROM places) >= 0
             ORDER BY issue_number
               FOR UPDATE
            """;

    private static final String CANCELLED_BEFORE = """
            SELECT DISTINCT unnest(cancelled_items) AS line_item_id
              FROM prescription_version
             WHERE prescription_id = :id
            """;

    private static final String PUT_AWAY = """
            WITH version AS (
                INSERT INTO prescription_version (prescription_id, version, message_id, message, content_digest,
                                                  signed_at, signer, certificates, revocation_evidence, verdict,
                                                  verified_at, policy_version, cancelled_items, replaced_at, replaced_by)
                SELECT prescription_id,
                       (SELECT count(*) + 1 FROM prescription_version v WHERE v.prescription_id = :id),
                       message_id, message, content_digest, signed_at, signer, certificates, revocation_evidence,
                       verdict, verified_at, policy_version,
                       ARRAY(SELECT DISTINCT line_item_id
                               FROM issue_item x
                              WHERE x.prescription_id = :id
                                AND x.status = '0005'),
                       CAST(:at AS timestamptz), :messageId
                  FROM prescription
                 WHERE prescription_id = :id
            ), places AS (
                DELETE FROM worklist
                 WHERE prescription_id = :id
            ), issue_items AS (
                DELETE FROM issue_item
                 WHERE prescription_id = :id
            ), items AS (
                DELETE FROM line_item
                 WHERE prescription_id = :id
            )
            DELETE FROM prescription_issue
             WHERE prescription_id = :id
            """;

    private static final String KEPT = """
            WITH identity AS (
                INSERT INTO prescription_identity (identity, prescription_id)
                VALUES (:contentIdentity, :id)
                ON CONFLICT DO NOTHING
                RETURNING prescription_id
            ), kept AS (
                UPDATE prescription p
                   SET treatment_type = :treatment,
                       prescription_type = :prescriptionType,
                       patient_name = :patientName,
                       birth_date = CAST(:birthDate AS date),
                       prescriber_name = :prescriberName,
                       prescriber_role_profile = :roleProfile,
                       practice_name = :practiceName,
                       commissioner = :commissioner,
                       authored_at = CAST(:authoredAt AS timestamptz),
                       days_supply = :daysSupply,
                       issues = :issues,
                       message_id = :messageId,
                       message = :message,
                       content_digest = :contentDigest,
                       signed_at = CAST(:signedAt AS timestamptz),
                       signer = :signer,
                       certificates = CAST(:certificates AS bytea[]),
                       revocation_evidence = CAST(:revocationEvidence AS bytea[]),
                       verified_at = CAST(:at AS timestamptz),
                       policy_version = :policyVersion
                  FROM identity
                 WHERE p.prescription_id = identity.prescription_id
                   AND p.message_id = :replaces
             RETURNING p.prescription_id
            ),
            """;

    private static final String ISSUES = """
            steps AS (
                SELECT kept.prescription_id, n.*,
                       prescription_event_hash(previous_hash, kept.prescription_id, issue_number, version,
                                               CAST(:at AS timestamptz), event, from_status, to_status, :actor,
                                               :organisation, CAST(:requestId AS uuid)) AS hash
                  FROM kept
                 CROSS JOIN unnest(CAST(:stepNumbers AS smallint[]), CAST(:versions AS int[]), CAST(:events AS text[]),
                                   CAST(:froms AS text[]), CAST(:tos AS text[]), CAST(:previousHashes AS bytea[]),
                                   CAST(:leaseVersions AS int[]))
                    AS n (issue_number, version, event, from_status, to_status, previous_hash, lease_version)
            ), issues AS (
                INSERT INTO prescription_issue (prescription_id, issue_number, status, version, chain_head, site,
                                                site_type, nomination_basis, lease_version, starts_on, expires_on,
                                                next_activity, next_activity_on)
                SELECT prescription_id, issue_number, to_status, version, hash, :site, :siteType, :basis,
                       lease_version, CAST(:startsOn AS date), expires_on, next_activity, next_activity_on
                  FROM steps
                  JOIN unnest(CAST(:numbers AS smallint[]), CAST(:expiries AS date[]), CAST(:activities AS text[]),
                              CAST(:activityDays AS date[]))
                    AS n (issue_number, expires_on, next_activity, next_activity_on) USING (issue_number)
             RETURNING prescription_id, issue_number, status, chain_head, expires_on
            ), history AS (
                INSERT INTO prescription_event (prescription_id, issue_number, version, recorded_at, event, from_status,
                                                to_status, actor, organisation, request_id, previous_hash, hash)
                SELECT prescription_id, issue_number, version, CAST(:at AS timestamptz), event, from_status, to_status,
                       :actor, :organisation, CAST(:requestId AS uuid), previous_hash, hash
                  FROM steps
            ),
            """;

    private static final String PUT_IN = KEPT
            + CreateTable.ITEMS
            + SignerPaceTable.NOT_COUNTED
            + ISSUES
            + CreateTable.ISSUE_ITEMS
            + CreateTable.LISTED;
    private static final String PUT_IN_AND_COUNT =
            KEPT + CreateTable.ITEMS + SignerPaceTable.COUNTED + ISSUES + CreateTable.ISSUE_ITEMS + CreateTable.LISTED;

    private final NamedParameterJdbcTemplate jdbc;
    private final ReviewTable reviews;
    private final SignerPaceTable pace;

    AmendTable(NamedParameterJdbcTemplate jdbc, ReviewTable reviews, SigningLimits limits) {
        this.jdbc = jdbc;
        this.reviews = reviews;
        this.pace = new SignerPaceTable(limits);
    }

    /**
     * Keeps everybody else from the issues of a prescription until the end of the transaction.
     *
     * @return whether a reviewer has yet to decide on it
     */
    boolean lock(PrescriptionId id) {
        boolean held = reviews.lock(id).filter(hold -> hold.decision() == null).isPresent();
        jdbc.query(LOCK, new MapSqlParameterSource("id", id.value()), row -> {});
        return held;
    }

    /** The items of earlier versions of a prescription that had been cancelled. */
    Set<LineItemId> cancelledBefore(PrescriptionId id) {
        return new HashSet<>(jdbc.query(
                CANCELLED_BEFORE,
                new MapSqlParameterSource("id", id.value()),
                (row, number) -> new LineItemId(row.getObject("line_item_id", UUID.class))));
    }

    /**
     * Puts the old version away and the new one in its place, in two round trips. The prescription is locked.
     *
     * @param stored the message in its stored form
     * @return the prescription; empty if its signed content was kept before: then the transaction is to be undone
     */
    Optional<Created> replace(Amendment amendment, byte[] stored, Act act) {
        Accepted accepted = amendment.accepted();
        MapSqlParameterSource parameters = new MapSqlParameterSource();
        Parameters.add(act, PrescriptionEvent.AMENDED, parameters);
        Parameters.add(accepted.nomination(), parameters);
        CreateTable.addOrder(parameters, accepted);
        CreateTable.addItems(parameters, accepted.order().items());
        CreateTable.addIssues(parameters, amendment.issues());
        CreateTable.addProof(parameters, accepted.verdict());
        addSteps(parameters, amendment.steps());
        parameters
                .addValue("message", stored)
                .addValue("policyVersion", CreatePrescription.POLICY_VERSION)
                .addValue("replaces", amendment.old().messageId());
        boolean counted = pace.add(accepted.order(), act, parameters);
        jdbc.update(PUT_AWAY, parameters);
        return jdbc
                .query(
                        counted ? PUT_IN_AND_COUNT : PUT_IN,
                        parameters,
                        (row, number) -> CreateTable.created(accepted, row))
                .stream()
                .findFirst();
    }

    private static void addSteps(MapSqlParameterSource parameters, List<AmendedIssue> steps) {
        parameters
                .addValue("stepNumbers", Parameters.array("int2", steps, step -> (short) step.number()))
                .addValue("versions", Parameters.array("int4", steps, AmendedIssue::version))
                .addValue("events", Parameters.texts(steps, step -> step.event().name()))
                .addValue(
                        "froms",
                        Parameters.array(
                                "text",
                                steps,
                                step -> step.before() == null
                                        ? null
                                        : step.before().code()))
                .addValue("tos", Parameters.texts(steps, step -> step.to().code()))
                .addValue(
                        "previousHashes",
                        Parameters.byteStrings(
                                steps.stream().map(AmendedIssue::previousHash).toList()))
                .addValue("leaseVersions", Parameters.array("int4", steps, AmendedIssue::leaseVersion));
    }
}
