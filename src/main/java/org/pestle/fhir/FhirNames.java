package org.pestle.fhir;

import org.jspecify.annotations.Nullable;

/**
 * Every address of the standard that our messages use, once: code systems, identifier systems and extensions (eps.md).
 */
final class FhirNames {
    /** The media type of the FHIR interfaces. */
    static final String MEDIA_TYPE = "application/fhir+json";

    // identifiers
    static final String MESSAGE_ID = "https://tools.ietf.org/html/rfc4122";
    static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    static final String ODS_CODE = "https://fhir.nhs.uk/Id/ods-organization-code";
    static final String SHORT_ID = "https://fhir.nhs.uk/Id/prescription-order-number";
    static final String LONG_ID = "https://fhir.nhs.uk/Id/prescription";
    static final String LINE_ITEM_ID = "https://fhir.nhs.uk/Id/prescription-order-item-number";
    static final String DISPENSED_ITEM_ID = "https://fhir.nhs.uk/Id/prescription-dispense-item-number";
    static final String SDS_USER_ID = "https://fhir.nhs.uk/Id/sds-user-id";
    static final String SDS_ROLE_PROFILE_ID = "https://fhir.nhs.uk/Id/sds-role-profile-id";
    static final String GMC_NUMBER = "https://fhir.hl7.org.uk/Id/gmc-number";
    static final String GMP_NUMBER = "https://fhir.hl7.org.uk/Id/gmp-number";
    static final String NMC_NUMBER = "https://fhir.hl7.org.uk/Id/nmc-number";
    static final String GPHC_NUMBER = "https://fhir.hl7.org.uk/Id/gphc-number";
    static final String HCPC_NUMBER = "https://fhir.hl7.org.uk/Id/hcpc-number";
    static final String PROFESSIONAL_CODE = "https://fhir.hl7.org.uk/Id/professional-code";

    // code systems
    static final String MESSAGE_EVENT = "https://fhir.nhs.uk/CodeSystem/message-event";
    static final String SNOMED = "http://snomed.info/sct";
    static final String UCUM = "http://unitsofmeasure.org";
    static final String PRESCRIPTION_TYPE = "https://fhir.nhs.uk/CodeSystem/prescription-type";
    static final String COURSE_OF_THERAPY = "http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy";
    static final String COURSE_OF_THERAPY_NHS = "https://fhir.nhs.uk/CodeSystem/medicationrequest-course-of-therapy";
    static final String MEDICATION_REQUEST_CATEGORY =
            "http://terminology.hl7.org/CodeSystem/medicationrequest-category";
    static final String DISPENSING_SITE_PREFERENCE = "https://fhir.nhs.uk/CodeSystem/dispensing-site-preference";
    static final String PRESCRIBER_ENDORSEMENT = "https://fhir.nhs.uk/CodeSystem/medicationrequest-endorsement";
    static final String DISPENSER_ENDORSEMENT = "https://fhir.nhs.uk/CodeSystem/medicationdispense-endorsement";
    static final String JOB_ROLE_CODE = "https://fhir.nhs.uk/CodeSystem/NHSDigital-SDS-JobRoleCode";
    static final String JOB_ROLE_NAME = "https://fhir.hl7.org.uk/CodeSystem/UKCore-SDSJobRoleName";
    static final String ORGANISATION_ROLE = "https://fhir.nhs.uk/CodeSystem/organisation-role";
    static final String SIGNATURE_TYPE = "urn:iso-astm:E1762-95:2013";
    static final String ITEM_STATUS = "https://fhir.nhs.uk/CodeSystem/medicationdispense-type";
    static final String BUSINESS_STATUS = "https://fhir.nhs.uk/CodeSystem/EPS-task-business-status";
    static final String NON_DISPENSING_REASON = "https://fhir.nhs.uk/CodeSystem/medicationdispense-status-reason";
    static final String RETURN_REASON = "https://fhir.nhs.uk/CodeSystem/EPS-task-dispense-return-status-reason";
    static final String WITHDRAW_REASON = "https://fhir.nhs.uk/CodeSystem/EPS-task-dispense-withdraw-reason";
    static final String CANCELLATION_REASON = "https://fhir.nhs.uk/CodeSystem/medicationrequest-status-reason";
    static final String CHARGE = "https://fhir.nhs.uk/CodeSystem/DM-prescription-charge";
    static final String EXEMPTION = "https://fhir.nhs.uk/CodeSystem/prescription-charge-exemption";
    static final String EXEMPTION_EVIDENCE = "https://fhir.nhs.uk/CodeSystem/DM-exemption-evidence";

    // extensions
    static final String PRESCRIPTION_ID_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionId";
    static final String PRESCRIPTION_TYPE_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionType";
    static final String PERFORMER_SITE_TYPE_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-DM-PerformerSiteType";
    static final String RESPONSIBLE_PRACTITIONER_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-DM-ResponsiblePractitioner";
    static final String PRESCRIBER_ENDORSEMENT_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionEndorsement";
    static final String CONTROLLED_DRUG_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-DM-ControlledDrug";
    static final String REPEAT_INFORMATION_UKCORE_EXTENSION =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation";
    static final String REPEAT_INFORMATION_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-EPS-RepeatInformation";
    static final String DISPENSING_INFORMATION_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-EPS-DispensingInformation";
    static final String TASK_BUSINESS_STATUS_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-EPS-TaskBusinessStatus";
    static final String NON_DISPENSING_REASON_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionNonDispensingReason";
    static final String ORGANISATION_RELATIONSHIPS_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-ODS-OrganisationRelationships";
    static final String STATUS_HISTORY_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionStatusHistory";
    static final String TRACKED_STATUS_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-EPS-PrescriptionStatusHistory";
    static final String ACTION_PARTICIPANT_EXTENSION =
            "http://hl7.org/fhir/5.0/StructureDefinition/extension-RequestOrchestration.action.participant.typeReference";
    static final String DISPENSING_PERFORMER_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-DM-DispensingPerformer";
    static final String PENDING_CANCELLATION_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-PendingCancellation";
    static final String CANCELLATION_SCOPE_EXTENSION =
            "https://pestle.org/StructureDefinition/Extension-CancellationScope";
    static final String SUPPLY_ADVICE_EXTENSION = "https://pestle.org/StructureDefinition/Extension-SupplyAdvice";
    static final String REPLACEMENT_OF_EXTENSION = "https://fhir.nhs.uk/StructureDefinition/Extension-replacementOf";
    static final String SUPPORTING_INFO_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-Spine-supportingInfo";
    static final String TASK_BUSINESS_STATUS_REASON_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-EPS-TaskBusinessStatusReason";
    static final String GROUP_IDENTIFIER_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-DM-GroupIdentifier";
    static final String CLAIM_ITEM_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-ClaimMedicationRequestReference";
    static final String EPS_PRESCRIPTION_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-EPS-Prescription";
    static final String SUPPORTING_PRESCRIPTION_EXTENSION =
            "https://fhir.nhs.uk/StructureDefinition/Extension-Spine-supportingInfo-prescription";

    private FhirNames() {}

    /** Whether two addresses are the same but for http and https, which senders use interchangeably (eps.md 1.2). */
    static boolean same(String expected, @Nullable String sent) {
        return sent != null && withoutScheme(expected).equals(withoutScheme(sent));
    }

    private static String withoutScheme(String url) {
        if (url.startsWith("https://")) {
            return url.substring("https://".length());
        }
        return url.startsWith("http://") ? url.substring("http://".length()) : url;
    }
}
