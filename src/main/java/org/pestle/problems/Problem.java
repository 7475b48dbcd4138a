package org.pestle.problems;

import java.util.Arrays;
import java.util.Optional;

/**
 * The error catalogue: each refusal with the code that callers see, its HTTP status, its FHIR issue type, and what it
 * means (eps.md 12). The documentation, the command {@code errors} and every OperationOutcome are made from this table.
 */
public enum Problem {
    // spotless:off
    //                                       code system        severity  issue type      http
    // the message itself
    INVALID_JSON                            (CodeSystem.PESTLE, Severity.FATAL, "structure",     400, "Failed to parse JSON encoded FHIR content",
            "The body is not JSON, not FHIR R4, or holds an unknown property, a duplicate key or a NUL character. Mend the named place and send again with a new X-Request-ID.", Retry.NEVER),
    MESSAGE_TOO_LARGE                       (CodeSystem.PESTLE, Severity.FATAL, "too-long",      413, "The body is larger than 1 MiB",
            "Send a smaller message; a prescription has at most four items.", Retry.NEVER),
    UNSUPPORTED_MEDIA_TYPE                  (CodeSystem.PESTLE, Severity.FATAL, "not-supported", 415, "The content type is not application/fhir+json",
            "Send application/fhir+json on the FHIR interfaces and application/json elsewhere.", Retry.NEVER),
    METHOD_NOT_ALLOWED                      (CodeSystem.PESTLE, Severity.ERROR, "not-supported", 405, "This address does not take this method",
            "See the interface's metadata for the calls it takes.", Retry.NEVER),
    NOT_ACCEPTABLE                          (CodeSystem.PESTLE, Severity.ERROR, "not-supported", 406, "None of the formats asked for can be made",
            "FHIR interfaces answer application/fhir+json; schedules and reports also CSV and PDF.", Retry.NEVER),
    NO_SUCH_ADDRESS                         (CodeSystem.PESTLE, Severity.ERROR, "not-found",     404, "Nothing is at this address",
            "Check the base path and the spelling of the operation.", Retry.NEVER),
    UNEXPECTED_RESOURCE                     (CodeSystem.PESTLE, Severity.FATAL, "value",         400, "The body is another resource than this call takes",
            "Send the resource type that the message names.", Retry.NEVER),
    UNKNOWN_MESSAGE_EVENT                   (CodeSystem.PESTLE, Severity.FATAL, "value",         400, "The message event is not one that this service knows",
            "Use prescription-order, prescription-order-update or dispense-notification.", Retry.NEVER),
    FEATURE_NOT_AVAILABLE                   (CodeSystem.PESTLE, Severity.FATAL, "not-supported", 400, "This part of the interface is not offered",
            "See the interface's metadata for what is offered.", Retry.NEVER),
    NOT_VALID_FHIR                          (CodeSystem.PESTLE, Severity.ERROR, "processing",    400, "The resource breaks a rule of FHIR R4",
            "Mend the place that the expression names; the sentence is the validator's.", Retry.NEVER),
    VALIDATOR_NOT_READY                     (CodeSystem.PESTLE, Severity.ERROR, "transient",     503, "The rules of FHIR R4 could not be checked at the moment",
            "The validator warms up after the start, or is busy. Ask again in a few seconds; findings that came with this one are true all the same.", Retry.LATER),
    MISSING_VALUE                           (CodeSystem.SPINE,  Severity.ERROR, "value",         400, "A required value is missing",
            "Supply the value at the place that the expression names.", Retry.NEVER),
    INVALID_VALUE                           (CodeSystem.SPINE,  Severity.ERROR, "value",         400, "A value is not allowed",
            "Correct the value at the place that the expression names.", Retry.NEVER),
    CONFLICTING_VALUES                      (CodeSystem.SPINE,  Severity.ERROR, "structure",     400, "Two values exclude each other",
            "Send one of the two.", Retry.NEVER),
    TOO_FEW_VALUES_SUBMITTED                (CodeSystem.SPINE,  Severity.FATAL, "invalid",       400, "Too few values submitted",
            "Send exactly one value at the place that the expression names.", Retry.NEVER),
    TOO_MANY_VALUES_SUBMITTED               (CodeSystem.SPINE,  Severity.FATAL, "invalid",       400, "Too many values submitted",
            "Send exactly one value at the place that the expression names.", Retry.NEVER),
    VALUES_DIFFER_BETWEEN_ITEMS             (CodeSystem.PESTLE, Severity.ERROR, "value",         400, "The items of one prescription disagree where they must agree",
            "Send the same value on every item, or send separate prescriptions.", Retry.NEVER),
    DUPLICATE_ITEM_ID                       (CodeSystem.PESTLE, Severity.ERROR, "value",         400, "Two items of the message have the same identifier",
            "Give every line item an identifier of its own.", Retry.NEVER),
    INVALID_NUMBER_MEDICATIONREQUESTS       (CodeSystem.EPS,    Severity.ERROR, "processing",    400, "The prescription contains too many resources of type MedicationRequest. Expected at most 4",
            "Split the prescription; one prescription has one to four items.", Retry.NEVER),
    FAILURE_TO_PROCESS_MESSAGE              (CodeSystem.SPINE,  Severity.ERROR, "processing",    400, "Unable to process message",
            "Correct what the display names; the rules are those of prescription creation.", Retry.NEVER),
    INVALID_RESOURCE_ID                     (CodeSystem.SPINE,  Severity.ERROR, "code-invalid",  400, "Invalid resource ID",
            "Use the code of an organisation that is in the directory.", Retry.NEVER),

    // the signature
    INVALID_SIGNATURE                       (CodeSystem.PESTLE, Severity.ERROR, "invalid",       400, "The signature does not hold",
            "Prepare the prescription again, sign the digest that is returned, and send content and timestamp unchanged.", Retry.NEVER),
    MISSING_DIGITAL_SIGNATURE               (CodeSystem.EPS,    Severity.ERROR, "business-rule", 400, "Digital signature not found",
            "Send a Provenance with the prescriber's signature.", Retry.NEVER),
    SIGNATURE_UNDETERMINED                  (CodeSystem.PESTLE, Severity.ERROR, "transient",     503, "The signature cannot be checked at the moment",
            "Nothing was kept. Send the same message again later, with the same X-Request-ID.", Retry.LATER),

    // the record
    DUPLICATE_PRESCRIPTION_ID               (CodeSystem.EPS,    Severity.ERROR, "duplicate",     400, "Duplicate prescription ID exists",
            "A prescription with this id, long id or signed content was received before. Make a new prescription.", Retry.NEVER),
    RESOURCE_VERSION_MISMATCH               (CodeSystem.SPINE,  Severity.ERROR, "conflict",      400, "Resource version mismatch",
            "The message replaces a version that is not the newest. Get the newest one, change that, and name its identifier.", Retry.NEVER),
    PRESCRIPTION_NOT_FOUND                  (CodeSystem.EPS,    Severity.ERROR, "not-found",     400, "Prescription not found",
            "Check the prescription id.", Retry.NEVER),
    NO_SUCH_PRESCRIPTION                    (CodeSystem.PESTLE, Severity.ERROR, "not-found",     404, "There is no such prescription or issue",
            "Check the prescription id and the number of the issue.", Retry.NEVER),
    PRESCRIPTION_INVALID_STATE_TRANSITION   (CodeSystem.EPS,    Severity.ERROR, "business-rule", 400, "Invalid state transition for prescription",
            "The prescription is not in a state in which this can happen; the tracker shows its state.", Retry.NEVER),
    MEDICATIONREQUEST_INVALID_STATE_TRANSITION(CodeSystem.EPS,  Severity.ERROR, "business-rule", 400, "Invalid state transition for prescription item",
            "The item is not in a state from which it can become what the message says.", Retry.NEVER),
    MEDICATIONREQUEST_NOT_FOUND             (CodeSystem.EPS,    Severity.ERROR, "not-found",     400, "Prescription item not found",
            "Name every item of the prescription, each once, and no other.", Retry.NEVER),
    MISMATCH_AUTHORISED_REPEAT_COUNT        (CodeSystem.EPS,    Severity.ERROR, "business-rule", 400, "Mismatch in authorised repeat counts",
            "Send the repeat counts of the prescription.", Retry.NEVER),

    // release
    RESOURCE_NOT_FOUND                      (CodeSystem.SPINE,  Severity.ERROR, "not-found",     400, "Resource not found",
            "Check the prescription id.", Retry.NEVER),
    PRESCRIPTION_CANCELLED                  (CodeSystem.EPS,    Severity.ERROR, "business-rule", 400, "Prescription has been cancelled",
            "It cannot be dispensed any more.", Retry.NEVER),
    PRESCRIPTION_EXPIRED                    (CodeSystem.EPS,    Severity.ERROR, "business-rule", 400, "Prescription has expired",
            "It cannot be dispensed any more.", Retry.NEVER),
    CONTROLLED_DRUG_EXPIRED                 (CodeSystem.PESTLE, Severity.ERROR, "business-rule", 400, "The time in which this controlled drug may be supplied is over",
            "Supply nothing more of it. Tell it as not dispensed with the reason that it has expired; the other items go on as usual. As an information beside a yes, it is a warning.", Retry.NEVER),
    CONTROLLED_DRUG_REPEAT_DISPENSING       (CodeSystem.PESTLE, Severity.ERROR, "business-rule", 400, "A drug of this schedule may not be prescribed for repeat dispensing",
            "Prescribe it on a prescription of its own that is dispensed once. As an information beside a yes, it is a warning.", Retry.NEVER),
    OUTSIDE_DISPENSING_WINDOW               (CodeSystem.PESTLE, Severity.INFORMATION, "informational", 200, "The issue is meant to be dispensed on other days",
            "Nothing was refused. Make sure that the supply is meant to be this early or late.", Retry.NEVER),
    PRESCRIPTION_HELD_FOR_REVIEW            (CodeSystem.PESTLE, Severity.ERROR, "business-rule", 400, "Prescription is held for review",
            "It is genuine as far as is known, but its signer signed unusually much. No pharmacy can have it until a reviewer has decided; the tracker shows when that is. Ask the prescriber if it is urgent.", Retry.LATER),
    PRESCRIPTION_WITH_ANOTHER_DISPENSER     (CodeSystem.EPS,    Severity.ERROR, "business-rule", 400, "Prescription is with another dispenser",
            "The organisation that holds it is contained in the answer; it can return the prescription.", Retry.NEVER),
    PRESCRIPTION_ALREADY_HELD               (CodeSystem.PESTLE, Severity.ERROR, "business-rule", 400, "Prescription is already with your organisation",
            "It was released to you before; send the earlier request again with its own X-Request-ID to get the same answer.", Retry.SAME_ID),
    PRESCRIPTION_DISPENSED                  (CodeSystem.EPS,    Severity.ERROR, "business-rule", 400, "Prescription has been dispensed",
            "Nothing is left to dispense.", Retry.NEVER),
    NO_MORE_PRESCRIPTIONS                   (CodeSystem.EPS,    Severity.INFORMATION, "informational", 200, "No more prescriptions available",
            "Ask again after two minutes at the earliest.", Retry.LATER),

    // reviews
    REVIEW_NOT_FOUND                        (CodeSystem.PESTLE, Severity.ERROR, "not-found",     404, "No such review",
            "Check the prescription id; the list of reviews shows what waits.", Retry.NEVER),
    REVIEW_ALREADY_DECIDED                  (CodeSystem.PESTLE, Severity.ERROR, "conflict",      409, "The review has been decided otherwise",
            "A decision is not changed. An approved prescription can be cancelled by its prescriber while nobody holds it.", Retry.NEVER),

    // cancellation: the answers of the code list, by their own codes
    R_0001                                  (CodeSystem.CANCELLATION, Severity.INFORMATION, "informational", 200, "Prescription/item was cancelled",
            "Nothing: it can no longer be dispensed.", Retry.NEVER),
    R_0002                                  (CodeSystem.CANCELLATION, Severity.ERROR, "business-rule", 400, "Prescription/item was not cancelled. With dispenser. Marked for cancellation",
            "Ring the dispenser that is named. It is cancelled by itself if the dispenser returns it or dispenses nothing; fetch the notice of what became of it.", Retry.NEVER),
    R_0003                                  (CodeSystem.CANCELLATION, Severity.ERROR, "business-rule", 400, "Prescription/item was not cancelled. With dispenser active. Marked for cancellation",
            "Ring the dispenser that is named; something was dispensed already. Fetch the notice of what became of it.", Retry.NEVER),
    R_0004                                  (CodeSystem.CANCELLATION, Severity.ERROR, "business-rule", 400, "Prescription/item was not cancelled. Prescription has been dispensed",
            "It is too late to cancel; the dispenser is named.", Retry.NEVER),
    R_0005                                  (CodeSystem.CANCELLATION, Severity.ERROR, "business-rule", 400, "Prescription/item was not cancelled. Prescription has expired",
            "Nothing: it can no longer be dispensed.", Retry.NEVER),
    R_0006                                  (CodeSystem.CANCELLATION, Severity.ERROR, "business-rule", 400, "Prescription/item had already been cancelled",
            "Nothing: it can no longer be dispensed.", Retry.NEVER),
    R_0007                                  (CodeSystem.CANCELLATION, Severity.ERROR, "business-rule", 400, "Prescription/item cancellation requested by another prescriber",
            "Another organisation has asked for the same; its request stands.", Retry.NEVER),
    R_0008                                  (CodeSystem.CANCELLATION, Severity.ERROR, "not-found",     400, "Prescription/item not found",
            "Check the ids. A prescription that has not come yet is cancelled as it comes; fetch the notice of it.", Retry.NEVER),
    R_0009                                  (CodeSystem.CANCELLATION, Severity.ERROR, "not-supported", 400, "Cancellation functionality disabled",
            "Ring the dispenser; the operator of the service has switched cancellation off.", Retry.LATER),
    R_0010                                  (CodeSystem.CANCELLATION, Severity.ERROR, "business-rule", 400, "Prescription/item was not cancelled. Prescription has been not dispensed",
            "Nothing: it will not be dispensed.", Retry.NEVER),
    R_5000                                  (CodeSystem.CANCELLATION, Severity.ERROR, "processing",    400, "Unable to process message. Information missing or invalid",
            "Send the patient's NHS number as the prescription has it.", Retry.NEVER),
    R_5888                                  (CodeSystem.CANCELLATION, Severity.ERROR, "invalid",       400, "Invalid message",
            "Correct the value at the place that the expression names.", Retry.NEVER),

    // amending and withdrawing
    DISPENSE_AMEND_IDENTIFIER_MISMATCH      (CodeSystem.EPS,    Severity.ERROR, "business-rule", 400, "The notification to be amended or withdrawn is not the one in force",
            "Name the identifier of the dispense notification as it was last sent; only the last one of an issue can be withdrawn.", Retry.NEVER),

    // claims
    CLAIM_INVALID_NOT_DISPENSED             (CodeSystem.EPS,    Severity.ERROR, "business-rule", 400, "Claim is invalid as prescription has not been dispensed",
            "Claim after the notification that completes the prescription.", Retry.NEVER),
    DUPLICATE_CLAIM                         (CodeSystem.PESTLE, Severity.ERROR, "duplicate",     400, "This prescription has been claimed",
            "An amendment names the claim that it replaces.", Retry.NEVER),
    CLAIM_AMEND_PERIOD_ISSUE                (CodeSystem.SPINE,  Severity.ERROR, "business-rule", 400, "The claim can no longer be amended",
            "A claim is amended until the end of the 5th of the month after the supply, and before the night has taken it up. What was sent stands.", Retry.NEVER),
    CLAIM_NOT_FOUND                         (CodeSystem.PESTLE, Severity.ERROR, "not-found",     404, "No such claim",
            "Check the claim id.", Retry.NEVER),
    NO_SUCH_REPORT                          (CodeSystem.PESTLE, Severity.ERROR, "not-found",     404, "There is no such schedule or report",
            "Schedules and reports are written at night; check organisation and month.", Retry.LATER),
    EXPORT_NOT_ASYNCHRONOUS                 (CodeSystem.PESTLE, Severity.ERROR, "required",      400, "An export is only made asynchronously",
            "Send the header Prefer: respond-async.", Retry.NEVER),
    EXPORT_TYPE_UNKNOWN                     (CodeSystem.PESTLE, Severity.ERROR, "not-supported", 400, "An export has no resources of a type that is asked for",
            "Name in _type one or more of Claim, ExplanationOfBenefit and MedicationDispense, with commas between them.", Retry.NEVER),
    EXPORT_FORMAT_NOT_SUPPORTED             (CodeSystem.PESTLE, Severity.ERROR, "not-supported", 400, "An export is only made as newline-delimited JSON",
            "Leave _outputFormat out, or send application/fhir+ndjson.", Retry.NEVER),
    EXPORT_SINCE_IN_FUTURE                  (CodeSystem.PESTLE, Severity.ERROR, "value",         400, "_since is later than now",
            "Send the transactionTime of the last export.", Retry.NEVER),
    EXPORT_PARAMETER_UNKNOWN                (CodeSystem.PESTLE, Severity.ERROR, "not-supported", 400, "An export does not take a parameter that is sent",
            "Send _type, _since and _outputFormat only, or Prefer: handling=lenient to have others ignored.", Retry.NEVER),
    NO_SUCH_EXPORT                          (CodeSystem.PESTLE, Severity.ERROR, "not-found",     404, "There is no such export or file",
            "Check the address; an export is kept for 24 hours after it was made, and not after it was cancelled.", Retry.NEVER),
    TOO_MANY_EXPORTS                        (CodeSystem.PESTLE, Severity.ERROR, "throttled",     429, "As many exports of the organisation wait as may wait at once",
            "Wait for one of them, or cancel one by DELETE of its address.", Retry.LATER),
    EXPORT_FAILED                           (CodeSystem.PESTLE, Severity.ERROR, "exception",     500, "The export could not be made",
            "Ask for it anew; if it fails again, tell the operator its id.", Retry.LATER),
    MONTH_NOT_CLOSED                        (CodeSystem.PESTLE, Severity.ERROR, "conflict",      409, "The month can still change, so nothing of it is published",
            "Ask again when no claim can be added to the month any more: from the 6th of the month that follows, after the night.", Retry.LATER),
    NOT_YET_PRICED                          (CodeSystem.PESTLE, Severity.ERROR, "not-supported", 422, "This service does not price such an item yet",
            "The answer names the rule that is missing.", Retry.NEVER),
    RATE_NOT_HELD                           (CodeSystem.PESTLE, Severity.ERROR, "not-found",     422, "No fee, allowance or charge is held for that month",
            "Ask for a month whose rates are loaded; the answer names the rate.", Retry.NEVER),
    REFERENCE_FILE_INVALID                  (CodeSystem.PESTLE, Severity.ERROR, "invalid",       422, "The file of reference data holds a value that cannot be right",
            "Nothing was loaded. Get the published file again and do not save it from a spreadsheet; row and column are named.", Retry.NEVER),
    REFERENCE_FILE_ENCODING                 (CodeSystem.PESTLE, Severity.ERROR, "invalid",       422, "The file of reference data is in an encoding that is not read",
            "Nothing was loaded. Get the published file again, or save it as UTF-8 or Windows-1252.", Retry.NEVER),
    REFERENCE_FILE_TRUNCATED                (CodeSystem.PESTLE, Severity.ERROR, "incomplete",    422, "The file of reference data was cut off",
            "Nothing was loaded. Get the published file again; the transfer may have broken off.", Retry.NEVER),
    REFERENCE_FILE_COLUMNS                  (CodeSystem.PESTLE, Severity.ERROR, "structure",     422, "The columns of the reference data are not where they are published",
            "Nothing was loaded. Check that the file is of the part and layout that you name, and that nobody has moved its columns.", Retry.NEVER),
    REFERENCE_FILE_DUPLICATE                (CodeSystem.PESTLE, Severity.ERROR, "duplicate",     422, "The reference data hold something twice",
            "Nothing was loaded. The answer names the row that came first, or the month that has the very same file.", Retry.NEVER),
    REFERENCE_FILE_NOT_BALANCED             (CodeSystem.PESTLE, Severity.ERROR, "business-rule", 422, "The reference data do not agree with themselves",
            "Nothing was loaded. A total differs from the lines, or a line names another that is not there; get the published file again.", Retry.NEVER),
    REFERENCE_RELEASE_INCOMPLETE            (CodeSystem.PESTLE, Severity.ERROR, "incomplete",    422, "A file of the release is missing",
            "Nothing was loaded. Put all files of one release, and of no other, in the folder.", Retry.NEVER),
    REFERENCE_EDITION_EXISTS                (CodeSystem.PESTLE, Severity.ERROR, "conflict",      409, "The month has another edition of the reference data",
            "An edition never changes once it is loaded, because prices are explained by it.", Retry.NEVER),

    // nominations and sites
    PATIENT_NOT_FOUND                       (CodeSystem.PESTLE, Severity.ERROR, "not-found",     404, "The demographics service does not know this patient",
            "Check the NHS number.", Retry.NEVER),
    NOMINATION_CONFLICT                     (CodeSystem.PESTLE, Severity.ERROR, "conflict",      409, "The nomination was changed by somebody else meanwhile",
            "Nothing was changed. Read the nominations again, ask the patient, and send a new change.", Retry.NEVER),
    ONE_OFF_NOMINATION                      (CodeSystem.PESTLE, Severity.WARNING, "business-rule", 200, "The prescription goes to another site than the patient has nominated",
            "It was kept, and goes there this once; the patient's nomination is as it was. If the patient wants this site from now on, change the nomination.", Retry.NEVER),
    SITE_NOT_FOUND                          (CodeSystem.PESTLE, Severity.ERROR, "not-found",     404, "There is no such dispensing site in the directory",
            "Check the ODS code. Dispensing practices need not stand in the directory.", Retry.NEVER),
    OUTSIDE_UNAVAILABLE                     (CodeSystem.PESTLE, Severity.ERROR, "transient",     503, "A system outside cannot be asked at the moment",
            "Send the identical message again later, with the same X-Request-ID: what was done already is not done twice.", Retry.SAME_ID),

    // the call
    REQUEST_ID_REUSED                       (CodeSystem.PESTLE, Severity.ERROR, "conflict",      400, "The X-Request-ID was used for another message",
            "Use a new X-Request-ID for a new message, and the old one only to send the identical message again.", Retry.NEVER),
    MESSAGE_ID_REUSED                       (CodeSystem.PESTLE, Severity.ERROR, "conflict",      400, "The message identifier was used for another message",
            "Give every new message a new identifier.", Retry.NEVER),
    MISSING_OR_INVALID_HEADER               (CodeSystem.PESTLE, Severity.ERROR, "forbidden",     403, "A header of this call is not allowed here",
            "Leave the named header out.", Retry.NEVER),
    ACCESS_DENIED                           (CodeSystem.PESTLE, Severity.ERROR, "forbidden",     401, "The access token is missing, wrong or expired",
            "Get a token from /oauth2/token and send it as Authorization: Bearer.", Retry.NEVER),
    NOT_PERMITTED                           (CodeSystem.PESTLE, Severity.FATAL, "forbidden",     403, "Your role may not do this, or not for this organisation",
            "The table of roles and operations says who may.", Retry.NEVER),
    SERVICE_UNAVAILABLE                     (CodeSystem.PESTLE, Severity.ERROR, "transient",     503, "The service cannot reach its database",
            "Send the identical message again, with the same X-Request-ID, after the seconds that Retry-After names: if it was done, you get its answer.", Retry.SAME_ID),
    INTERNAL_ERROR                          (CodeSystem.PESTLE, Severity.FATAL, "exception",     500, "Something went wrong here",
            "Nothing was done. Send the same message again with the same X-Request-ID.", Retry.SAME_ID);
    // spotless:on

    /** How bad it is, in the words of FHIR. */
    public enum Severity {
        FATAL,
        ERROR,
        WARNING,
        INFORMATION
    }

    private final CodeSystem codeSystem;
    private final Severity severity;
    private final String issueType;
    private final int httpStatus;
    private final String title;
    private final String whatToDo;
    private final Retry retry;

    Problem(
            CodeSystem codeSystem,
            Severity severity,
            String issueType,
            int httpStatus,
            String title,
            String whatToDo,
            Retry retry) {
        this.codeSystem = codeSystem;
        this.severity = severity;
        this.issueType = issueType;
        this.httpStatus = httpStatus;
        this.title = title;
        this.whatToDo = whatToDo;
        this.retry = retry;
    }

    /** The code that callers see: the name, with hyphens where the list has them. */
    public String code() {
        return codeSystem == CodeSystem.CANCELLATION ? name().replace('_', '-') : name();
    }

    /** The problem with this code, in any letter case. */
    public static Optional<Problem> withCode(String code) {
        return Arrays.stream(values())
                .filter(problem -> problem.code().equalsIgnoreCase(code))
                .findFirst();
    }

    /** The list that the code comes from. */
    public CodeSystem codeSystem() {
        return codeSystem;
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** The FHIR issue type. */
    public String issueType() {
        return issueType;
    }

    /** The HTTP status of an answer that carries it alone. */
    public int httpStatus() {
        return httpStatus;
    }

    /** What happened, in a few words. */
    public String title() {
        return title;
    }

    /** What the caller should do. */
    public String whatToDo() {
        return whatToDo;
    }

    /** Whether sending again can help. */
    public Retry retry() {
        return retry;
    }
}
