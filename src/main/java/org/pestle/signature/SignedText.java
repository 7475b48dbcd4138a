package org.pestle.signature;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.pestle.signature.SignedContent.Address;
import org.pestle.signature.SignedContent.Agent;
import org.pestle.signature.SignedContent.Item;
import org.pestle.signature.SignedContent.Name;
import org.pestle.signature.SignedContent.Organisation;
import org.pestle.signature.SignedContent.Patient;
import org.pestle.signature.SignedContent.Telecom;

/**
 * The signed text of a prescription: the fragments of eps.md 7.3, written directly in the form that exclusive
 * canonicalisation would give them. The order of elements and attributes is part of the signature; nothing here may
 * move.
 */
final class SignedText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

    private static final String SNOMED = "2.16.840.1.113883.2.1.3.2.4.15";
    private static final String ANNOTATION = "2.16.840.1.113883.2.1.3.2.4.17.30";
    private static final String ENDORSEMENT = "2.16.840.1.113883.2.1.3.2.4.16.32";
    private static final String ORGANISATION_TYPE = "2.16.840.1.113883.2.1.3.2.4.17.94";
    private static final String SDS_ORGANISATION = "1.2.826.0.1285.0.1.10";
    private static final String SDS_ROLE_PROFILE = "1.2.826.0.1285.0.2.0.67";
    private static final String SDS_JOB_ROLE = "1.2.826.0.1285.0.2.1.104";
    private static final String PROFESSIONAL_CODE = "1.2.826.0.1285.0.2.1.54";
    private static final String NHS_NUMBER = "2.16.840.1.113883.2.1.4.1";
    private static final String GENDER = "2.16.840.1.113883.2.1.3.2.4.16.25";
    private static final String CARE_PROVISION = "2.16.840.1.113883.2.1.3.2.4.17.37";

    private final CanonicalXml xml = new CanonicalXml();

    private SignedText() {}

    /** The canonical bytes of what is signed. */
    static byte[] of(SignedContent content) {
        SignedText text = new SignedText();
        text.write(content);
        return text.xml.bytes();
    }

    private void write(SignedContent content) {
        xml.open("FragmentsToBeHashed");
        xml.open("Fragment");
        xml.first("time").attribute("value", TIME.format(content.signedAt())).empty();
        xml.first("id")
                .attribute("root", content.longId().toString().toUpperCase(Locale.ROOT))
                .empty();
        xml.close("Fragment");
        agent(content.agent());
        patient(content.patient());
        content.items().forEach(this::item);
        xml.close("FragmentsToBeHashed");
    }

    private void agent(Agent agent) {
        xml.open("Fragment");
        xml.first("AgentPerson").attribute("classCode", "AGNT").open();
        id(agent.roleProfileId(), SDS_ROLE_PROFILE);
        code(agent.jobRoleCode(), SDS_JOB_ROLE);
        agent.telecoms().forEach(this::telecom);
        entity("agentPerson", "PSN", "INSTANCE");
        id(agent.professionalCode(), PROFESSIONAL_CODE);
        name(agent.name());
        xml.close("agentPerson");
        organisation(agent.organisation());
        xml.close("AgentPerson").close("Fragment");
    }

    private void organisation(Organisation organisation) {
        entity("representedOrganization", "ORG", "INSTANCE");
        id(organisation.odsCode(), SDS_ORGANISATION);
        code("999", ORGANISATION_TYPE);
        xml.element("name", organisation.name());
        telecom(organisation.telecom());
        if (organisation.address() != null) {
            address(organisation.address());
        }
        xml.start("healthCareProviderLicense").attribute("classCode", "PROV").open();
        entity("Organization", "ORG", "INSTANCE");
        id(organisation.parentOdsCode(), SDS_ORGANISATION);
        code("999", ORGANISATION_TYPE);
        xml.element("name", organisation.parentName());
        xml.close("Organization").close("healthCareProviderLicense").close("representedOrganization");
    }

    private void patient(Patient patient) {
        xml.open("Fragment");
        xml.first("recordTarget").attribute("typeCode", "RCT").open();
        xml.start("Patient").attribute("classCode", "PAT").open();
        id(patient.nhsNumber(), NHS_NUMBER);
        patient.addresses().forEach(this::address);
        patient.telecoms().forEach(this::telecom);
        entity("patientPerson", "PSN", "INSTANCE");
        patient.names().forEach(this::name);
        xml.start("administrativeGenderCode")
                .attribute("code", gender(patient.gender()))
                .attribute("codeSystem", GENDER)
                .empty();
        xml.start("birthTime").attribute("value", day(patient.birthDate())).empty();
        generalPractice(patient.generalPractice());
        xml.close("patientPerson").close("Patient").close("recordTarget").close("Fragment");
    }

    private void generalPractice(String odsCode) {
        xml.start("playedProviderPatient").attribute("classCode", "PAT").open();
        xml.start("subjectOf").attribute("typeCode", "SBJ").open();
        xml.start("patientCareProvision")
                .attribute("classCode", "PCPR")
                .attribute("moodCode", "EVN")
                .open();
        code("1", CARE_PROVISION);
        xml.start("responsibleParty").attribute("typeCode", "RESP").open();
        xml.start("healthCareProvider").attribute("classCode", "PROV").open();
        id(odsCode, SDS_ORGANISATION);
        xml.close("healthCareProvider").close("responsibleParty").close("patientCareProvision");
        xml.close("subjectOf").close("playedProviderPatient");
    }

    private void item(Item item) {
        xml.open("Fragment");
        xml.first("pertinentLineItem")
                .attribute("classCode", "SBADM")
                .attribute("moodCode", "RQO")
                .open();
        xml.start("id")
                .attribute("root", item.id().value().toString().toUpperCase(Locale.ROOT))
                .empty();
        snomed("225426007", "Administration of therapeutic substance (procedure)");
        xml.start("effectiveTime").attribute("nullFlavor", "NA").empty();
        if (item.issues() != null) {
            xml.open("repeatNumber");
            xml.start("high").attribute("value", item.issues().toString()).empty();
            xml.close("repeatNumber");
        }
        product(item);
        quantity(item);
        String instructions = AdditionalInstructions.of(item.instructions());
        if (!instructions.isEmpty()) {
            annotation("1", "AdditionalInstructions", "AI");
            xml.element("value", instructions);
            endOfAnnotation("1", "AdditionalInstructions");
        }
        for (String endorsement : item.endorsements()) {
            annotation("3", "PrescriberEndorsement", "PE");
            xml.start("value")
                    .attribute("code", endorsement)
                    .attribute("codeSystem", ENDORSEMENT)
                    .empty();
            endOfAnnotation("3", "PrescriberEndorsement");
        }
        annotation("2", "DosageInstructions", "DI");
        xml.element("value", item.dosage());
        endOfAnnotation("2", "DosageInstructions");
        xml.close("pertinentLineItem").close("Fragment");
    }

    private void product(Item item) {
        xml.start("product")
                .attribute("contextControlCode", "OP")
                .attribute("typeCode", "PRD")
                .open();
        xml.start("manufacturedProduct").attribute("classCode", "MANU").open();
        entity("manufacturedRequestedMaterial", "MMAT", "KIND");
        snomed(item.productCode(), item.productName());
        xml.close("manufacturedRequestedMaterial").close("manufacturedProduct").close("product");
    }

    private void quantity(Item item) {
        xml.start("component").attribute("typeCode", "COMP").open();
        separable();
        xml.start("lineItemQuantity")
                .attribute("classCode", "SPLY")
                .attribute("moodCode", "RQO")
                .open();
        snomed("373784005", "Dispensing medication (procedure)");
        xml.start("quantity")
                .attribute("unit", "1")
                .attribute("value", item.quantity())
                .open();
        xml.start("translation")
                .attribute("code", item.unitCode())
                .attribute("codeSystem", SNOMED)
                .attribute("displayName", item.unitName())
                .attribute("value", item.quantity())
                .empty();
        xml.close("quantity").close("lineItemQuantity").close("component");
    }

    private void annotation(String number, String kind, String annotationCode) {
        xml.start("pertinentInformation" + number)
                .attribute("contextConductionInd", "true")
                .attribute("typeCode", "PERT")
                .open();
        separable();
        xml.start("pertinent" + kind)
                .attribute("classCode", "OBS")
                .attribute("moodCode", "EVN")
                .open();
        code(annotationCode, ANNOTATION);
    }

    private void endOfAnnotation(String number, String kind) {
        xml.close("pertinent" + kind).close("pertinentInformation" + number);
    }

    /** The standard's element has this spelling. */
    private void separable() {
        xml.start("seperatableInd").attribute("value", "false").empty();
    }

    private void entity(String element, String classCode, String determinerCode) {
        xml.start(element)
                .attribute("classCode", classCode)
                .attribute("determinerCode", determinerCode)
                .open();
    }

    private void id(String extension, String root) {
        xml.start("id")
                .attribute("extension", extension)
                .attribute("root", root)
                .empty();
    }

    private void code(String code, String system) {
        xml.start("code")
                .attribute("code", code)
                .attribute("codeSystem", system)
                .empty();
    }

    private void snomed(String code, String display) {
        xml.start("code")
                .attribute("code", code)
                .attribute("codeSystem", SNOMED)
                .attribute("displayName", display)
                .empty();
    }

    private void telecom(Telecom telecom) {
        xml.start("telecom")
                .attribute("use", telecom.use() == null ? null : SignedUses.telecom(telecom.use()))
                .attribute("value", "tel:" + withoutWhiteSpace(telecom.value()))
                .empty();
    }

    private void name(Name name) {
        xml.start("name")
                .attribute("use", name.use() == null ? null : SignedUses.name(name.use()))
                .open();
        boolean parts = elements("prefix", name.prefixes());
        parts |= elements("given", name.givens());
        if (name.family() != null) {
            xml.element("family", name.family());
            parts = true;
        }
        parts |= elements("suffix", name.suffixes());
        if (!parts && name.text() != null) {
            xml.text(name.text());
        }
        xml.close("name");
    }

    private void address(Address address) {
        xml.start("addr")
                .attribute("use", address.use() == null ? null : SignedUses.address(address.use()))
                .open();
        elements("streetAddressLine", address.lines());
        if (address.postcode() != null) {
            xml.element("postalCode", address.postcode());
        }
        xml.close("addr");
    }

    private boolean elements(String element, List<String> texts) {
        texts.forEach(text -> xml.element(element, text));
        return !texts.isEmpty();
    }

    private static String gender(String code) {
        return switch (code) {
            case "male" -> "1";
            case "female" -> "2";
            case "other" -> "9";
            case "unknown" -> "0";
            default -> throw new IllegalArgumentException("no such administrative gender");
        };
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    private static String withoutWhiteSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
