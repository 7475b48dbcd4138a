package org.pestle.cli;

import static org.pestle.cli.SampleJson.CODE_SYSTEMS;
import static org.pestle.cli.SampleJson.EXTENSIONS;
import static org.pestle.cli.SampleJson.coding;
import static org.pestle.cli.SampleJson.concept;
import static org.pestle.cli.SampleJson.entry;
import static org.pestle.cli.SampleJson.identifier;
import static org.pestle.cli.SampleJson.list;
import static org.pestle.cli.SampleJson.newId;
import static org.pestle.cli.SampleJson.object;
import static org.pestle.cli.SampleJson.reference;
import static org.pestle.cli.SampleJson.resource;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An order as a prescriber's system sends it (eps.md 1.4), by the sandbox's prescriber for one of its patients. */
public final class SampleOrder {
    /** How it repeats. */
    public enum Kind {
        /** Once. */
        ACUTE("order", "http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy", "acute"),
        /** Reissued by the prescriber. */
        REPEAT(
                "instance-order",
                "http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy",
                "continuous"),
        /** Electronic repeat dispensing, six issues of 28 days. */
        ERD("original-order", CODE_SYSTEMS + "medicationrequest-course-of-therapy", "continuous-repeat-dispensing");

        private final String intent;
        private final String system;
        private final String code;

        Kind(String intent, String system, String code) {
            this.intent = intent;
            this.system = system;
            this.code = code;
        }
    }

    private record Medicine(String code, String name, String dosage) {}

    private static final List<Medicine> MEDICINES = List.of(
            new Medicine("39732011000001102", "Amlodipine 5mg tablets", "One tablet each morning"),
            new Medicine("39733011000001106", "Atorvastatin 20mg tablets", "One tablet at night"));

    private static final OdsCode PRACTICE = new OdsCode("A83008");
    private static final String SIGNATURE_TYPE = "1.2.840.10065.1.12.1.1";
    private static final int DAYS = 28;
    private static final int ERD_ISSUES = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Kind kind;
    private final @Nullable String pharmacy;
    private final LocalDate day;
    private final String shortId = PrescriptionId.make(PRACTICE, RANDOM).shortForm();
    private final String longId = newId();
    private final String patient = newId();
    private final String prescriber = newId();

    private SampleOrder(Kind kind, @Nullable String pharmacy, LocalDate day) {
        this.kind = kind;
        this.pharmacy = pharmacy;
        this.day = day;
    }

    /**
     * A new unsigned prescription-order message with a new prescription id.
     *
     * @param kind how it repeats
     * @param pharmacy ODS code it is to go to, or null for no pharmacy
     * @param patient which of the sample patients, from 1
     * @param now business time: when it is written
     */
    public static ObjectNode message(Kind kind, @Nullable String pharmacy, int patient, Instant now) {
        return new SampleOrder(kind, pharmacy, NhsDates.on(now)).message(SamplePatient.number(patient), now);
    }

    /** The short prescription id in a message, with hyphens. */
    public static String prescriptionId(ObjectNode message) {
        return message.path("entry")
                .path(1)
                .path("resource")
                .path("groupIdentifier")
                .path("value")
                .asString();
    }

    /**
     * Adds the signature to a message.
     *
     * @param timestamp as {@code $prepare} answered it
     * @param data base64 of the XML signature
     */
    public static ObjectNode sign(ObjectNode message, String timestamp, String data) {
        return sign(message, timestamp, object().put("data", data));
    }

    /**
     * The message with the JWS of its prescriber, beside another signature if it has one.
     *
     * @param timestamp as {@code $prepare} answered it
     * @param data base64 of the JWS
     */
    public static ObjectNode signNative(ObjectNode message, String timestamp, String data) {
        return sign(
                message,
                timestamp,
                object().put("sigFormat", "application/jose")
                        .put("targetFormat", "application/fhir+json")
                        .put("data", data));
    }

    /**
     * What {@code $prepare} is to be asked for a JWS.
     *
     * @param certificate base64 of the signer's certificate in DER form
     */
    public static ObjectNode toPrepareNative(ObjectNode message, String certificate) {
        return resource("Parameters")
                .set(
                        "parameter",
                        list(
                                object().put("name", "signature-format").put("valueCode", "jws"),
                                object().put("name", "certificate").put("valueBase64Binary", certificate),
                                object().put("name", "message").set("resource", message)));
    }

    private static ObjectNode sign(ObjectNode message, String timestamp, ObjectNode format) {
        ArrayNode targets = list();
        JsonNode requester = object();
        for (JsonNode entry : message.path("entry")) {
            if (entry.path("resource").path("resourceType").asString("").equals("MedicationRequest")) {
                targets.add(reference(entry.path("fullUrl").asString()));
                requester = entry.path("resource").path("requester");
            }
        }
        ObjectNode signature = object().set(
                        "type",
                        list(object().put("system", "urn:iso-astm:E1762-95:2013")
                                .put("code", SIGNATURE_TYPE)))
                .put("when", timestamp)
                .set("who", requester)
                .setAll(format);
        ObjectNode provenance = resource("Provenance")
                .set("target", targets)
                .put("recorded", timestamp)
                .set("agent", list(object().set("who", requester)))
                .set("signature", list(signature));
        ObjectNode signed = message.deepCopy();
        ((ArrayNode) signed.path("entry")).add(entry(newId(), provenance));
        return signed;
    }

    private ObjectNode message(SamplePatient who, Instant now) {
        ArrayNode entries = list();
        ArrayNode focus = list();
        for (Medicine medicine : MEDICINES) {
            String item = newId();
            focus.add(reference("urn:uuid:" + item));
            entries.add(entry(item, request(item, medicine, now)));
        }
        entries.insert(0, entry(newId(), header(focus)));
        String person = newId();
        String organisation = newId();
        entries.add(entry(patient, who.asFhir(PRACTICE.value())));
        entries.add(entry(prescriber, SamplePrescriber.role(person, organisation)));
        entries.add(entry(person, SamplePrescriber.person()));
        entries.add(entry(organisation, SamplePrescriber.practice(PRACTICE.value())));
        return resource("Bundle")
                .put("id", newId())
                .set(
                        "identifier",
                        identifier(SampleJson.UUIDS, UUID.randomUUID().toString()))
                .put("type", "message")
                .set("entry", entries);
    }

    private ObjectNode header(ArrayNode focus) {
        ObjectNode header = resource("MessageHeader")
                .set("eventCoding", coding(CODE_SYSTEMS + "message-event", "prescription-order", "Prescription Order"))
                .set("sender", object().set("identifier", identifier(SampleJson.ODS, PRACTICE.value())))
                .set("source", object().put("endpoint", "https://practice.example/" + PRACTICE.value()))
                .set("focus", focus);
        if (pharmacy != null) {
            header.set(
                    "destination",
                    list(object().put("endpoint", "https://pharmacy.example/" + pharmacy)
                            .set("receiver", object().set("identifier", identifier(SampleJson.ODS, pharmacy)))));
        }
        return header;
    }

    private ObjectNode request(String item, Medicine medicine, Instant now) {
        return resource("MedicationRequest")
                .set("extension", extensions())
                .set("identifier", list(identifier(SampleJson.ITEM_NUMBER, item)))
                .put("status", "active")
                .put("intent", kind.intent)
                .set(
                        "category",
                        list(concept(
                                "http://terminology.hl7.org/CodeSystem/medicationrequest-category",
                                "community",
                                "Community")))
                .set("medicationCodeableConcept", concept("http://snomed.info/sct", medicine.code(), medicine.name()))
                .set("subject", reference("urn:uuid:" + patient))
                .put("authoredOn", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .set("requester", reference("urn:uuid:" + prescriber))
                .set("groupIdentifier", groupIdentifier())
                .set(
                        "courseOfTherapyType",
                        concept(kind.system, kind.code, kind.name().toLowerCase(Locale.ROOT)))
                .set("dosageInstruction", list(object().put("text", medicine.dosage())))
                .set("dispenseRequest", dispenseRequest())
                .set("substitution", object().put("allowedBoolean", false));
    }

    private ArrayNode extensions() {
        ArrayNode extensions = list(object().put("url", EXTENSIONS + "DM-PrescriptionType")
                .set(
                        "valueCoding",
                        coding(
                                CODE_SYSTEMS + "prescription-type",
                                "0101",
                                "Primary Care Prescriber - Medical Prescriber")));
        if (kind != Kind.ACUTE) {
            extensions.add(object().put(
                            "url",
                            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation")
                    .set(
                            "extension",
                            list(object().put("url", "authorisationExpiryDate")
                                    .put("valueDateTime", day.plusMonths(6).toString()))));
        }
        return extensions;
    }

    private ObjectNode groupIdentifier() {
        return object().set(
                        "extension",
                        list(object().put("url", EXTENSIONS + "DM-PrescriptionId")
                                .set("valueIdentifier", identifier("https://fhir.nhs.uk/Id/prescription", longId))))
                .put("system", "https://fhir.nhs.uk/Id/prescription-order-number")
                .put("value", shortId);
    }

    private ObjectNode dispenseRequest() {
        ObjectNode validity = object().put("start", day.toString());
        if (kind == Kind.ERD) {
            validity.put("end", day.plusDays((long) DAYS * ERD_ISSUES).toString());
        }
        ObjectNode request = object().set(
                        "extension",
                        list(object().put("url", EXTENSIONS + "DM-PerformerSiteType")
                                .set(
                                        "valueCoding",
                                        object().put("system", CODE_SYSTEMS + "dispensing-site-preference")
                                                .put("code", pharmacy == null ? "0004" : "P1"))))
                .set("validityPeriod", validity)
                .set(
                        "quantity",
                        object().put("value", DAYS)
                                .put("unit", "tablet")
                                .put("system", "http://snomed.info/sct")
                                .put("code", "428673006"))
                .set(
                        "expectedSupplyDuration",
                        object().put("value", DAYS)
                                .put("unit", "day")
                                .put("system", "http://unitsofmeasure.org")
                                .put("code", "d"));
        if (kind != Kind.ACUTE) {
            request.put("numberOfRepeatsAllowed", kind == Kind.ERD ? ERD_ISSUES - 1 : 0);
        }
        if (pharmacy != null) {
            request.set("performer", object().set("identifier", identifier(SampleJson.ODS, pharmacy)));
        }
        return request;
    }
}
