package org.pestle.access;

import static org.pestle.access.Operation.*;
import static org.pestle.access.Ownership.*;
import static org.pestle.access.Role.*;

import java.util.List;
import java.util.Optional;

/**
 * What each role may do, and for whom (eps.md 1.13, contract.md 3). Every check of a call comes from these rows, the
 * table in {@code src/docs/access.md} is equal to them by test, and what has no row is denied.
 */
public final class AccessTable {
    /** One row. */
    public record Row(Operation operation, Role role, Ownership ownership) {}

    // spotless:off
    private static final List<Row> ROWS = List.of(
            //      operation          role               for
            new Row(PREPARE,           PRESCRIBER,        ANY),
            new Row(PREPARE,           PRESCRIBING_ADMIN, ANY),
            new Row(VALIDATE,          PRESCRIBER,        ANY),
            new Row(VALIDATE,          PRESCRIBING_ADMIN, ANY),
            new Row(VALIDATE,          PHARMACIST,        ANY),
            new Row(VALIDATE,          PHARMACY_SYSTEM,   ANY),
            new Row(VALIDATE,          COMMISSIONER,      ANY),
            new Row(VALIDATE,          CONTRACTOR,        ANY),
            new Row(VALIDATE,          SUPPORT,           ANY),
            new Row(VALIDATE,          OPERATOR,          ANY),
            new Row(VALIDATE,          REVIEWER,          ANY),
            new Row(VALIDATE,          PATIENT,           ANY),
            new Row(VALIDATE,          PATIENT_GATEWAY,   ANY),
            new Row(CREATE,            PRESCRIBER,        ANY),
            new Row(AMEND,             PRESCRIBER,        ANY),
            new Row(CANCEL,            PRESCRIBER,        ANY),
            new Row(CANCEL,            PRESCRIBING_ADMIN, ANY),
            new Row(READ_NOTICES,      PRESCRIBER,        OWN),
            new Row(READ_NOTICES,      PRESCRIBING_ADMIN, OWN),
            new Row(RELEASE_NOMINATED, PHARMACIST,        OWN),
            new Row(RELEASE_NOMINATED, PHARMACY_SYSTEM,   OWN),
            new Row(RELEASE_BY_ID,     PHARMACIST,        OWN),
            new Row(RELEASE_BY_ID,     PHARMACY_SYSTEM,   OWN_NOMINATED),
            new Row(RETURN,            PHARMACIST,        OWN),
            new Row(NOTIFY_DISPENSE,   PHARMACIST,        OWN),
            new Row(WITHDRAW,          PHARMACIST,        OWN),
            new Row(VERIFY_SIGNATURE,  PHARMACIST,        ANY),
            new Row(VERIFY_SIGNATURE,  PRESCRIBER,        ANY),
            new Row(CLAIM,             PHARMACIST,        OWN),
            new Row(CLAIM,             CONTRACTOR,        OWN),
            new Row(TRACK,             PRESCRIBER,        ANY),
            new Row(TRACK,             PRESCRIBING_ADMIN, ANY),
            new Row(TRACK,             PHARMACIST,        ANY),
            new Row(TRACK,             SUPPORT,           ANY),
            new Row(PRINT_TOKEN,       PRESCRIBER,        OWN),
            new Row(PRINT_TOKEN,       PHARMACIST,        OWN),
            new Row(QUOTE,             PHARMACIST,        ANY),
            new Row(QUOTE,             CONTRACTOR,        ANY),
            new Row(QUOTE,             COMMISSIONER,      ANY),
            new Row(QUOTE,             OPERATOR,          ANY),
            new Row(READ_CLAIM,        PHARMACIST,        OWN),
            new Row(READ_CLAIM,        CONTRACTOR,        OWN),
            new Row(READ_SCHEDULE,     CONTRACTOR,        OWN_ACCOUNT),
            new Row(READ_SCHEDULE,     PHARMACIST,        OWN_ACCOUNT),
            new Row(READ_REPORT,       COMMISSIONER,      OWN_ACCOUNT),
            new Row(START_EXPORT,      COMMISSIONER,      OWN),
            new Row(START_EXPORT,      OPERATOR,          ANY),
            new Row(READ_EXPORT,       COMMISSIONER,      OWN),
            new Row(READ_EXPORT,       OPERATOR,          ANY),
            new Row(CANCEL_EXPORT,     COMMISSIONER,      OWN),
            new Row(CANCEL_EXPORT,     OPERATOR,          ANY),
            new Row(READ_REVIEWS,      REVIEWER,          ANY),
            new Row(DECIDE_REVIEW,     REVIEWER,          ANY),
            new Row(READ_NOMINATIONS, PRESCRIBER, ANY),
            new Row(READ_NOMINATIONS, PRESCRIBING_ADMIN, ANY),
            new Row(READ_NOMINATIONS, PHARMACIST, ANY),
            new Row(READ_NOMINATIONS, PATIENT, SELF),
            new Row(READ_NOMINATIONS, PATIENT_GATEWAY, SELF),
            new Row(NOMINATE_PHARMACY, PRESCRIBER, ANY),
            new Row(NOMINATE_PHARMACY, PRESCRIBING_ADMIN, ANY),
            new Row(NOMINATE_PHARMACY, PHARMACIST, ANY),
            new Row(NOMINATE_PHARMACY, PATIENT, SELF),
            new Row(NOMINATE_PHARMACY, PATIENT_GATEWAY, SELF),
            new Row(NOMINATE_APPLIANCE_CONTRACTOR, PRESCRIBER, ANY),
            new Row(NOMINATE_APPLIANCE_CONTRACTOR, PRESCRIBING_ADMIN, ANY),
            new Row(NOMINATE_APPLIANCE_CONTRACTOR, PHARMACIST, ANY),
            new Row(NOMINATE_DISPENSING_DOCTOR, PRESCRIBER, OWN),
            new Row(NOMINATE_DISPENSING_DOCTOR, PRESCRIBING_ADMIN, OWN),
            new Row(REMOVE_DISPENSING_DOCTOR, PRESCRIBER, OWN),
            new Row(REMOVE_DISPENSING_DOCTOR, PRESCRIBING_ADMIN, OWN),
            new Row(REMOVE_DISPENSING_DOCTOR, PHARMACIST, ANY),
            new Row(READ_MOVES, PHARMACIST, OWN),
            new Row(READ_SITES, PRESCRIBER, ANY),
            new Row(READ_SITES, PRESCRIBING_ADMIN, ANY),
            new Row(READ_SITES, PHARMACIST, ANY),
            new Row(READ_SITES, SUPPORT, ANY),
            new Row(READ_SITES, OPERATOR, ANY),
            new Row(READ_SITES, PATIENT, ANY),
            new Row(READ_SITES, PATIENT_GATEWAY, ANY),
            new Row(READ_CLOSED_SITES, OPERATOR, ANY));
    // spotless:on

    private AccessTable() {}

    /** For whom the role may do the operation, or empty if it may not at all. */
    public static Optional<Ownership> ownership(Operation operation, Role role) {
        return ROWS.stream()
                .filter(row -> row.operation() == operation && row.role() == role)
                .map(Row::ownership)
                .findFirst();
    }

    /** All rows in their order, for tests and documents. */
    public static List<Row> rows() {
        return ROWS;
    }
}
