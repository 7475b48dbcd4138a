package org.pestle.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.CommunicationRequest;
import org.hl7.fhir.r4.model.CommunicationRequest.CommunicationRequestPayloadComponent;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.ListResource.ListEntryComponent;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.problems.Problem;
import org.pestle.signature.SignedContent;
import org.pestle.signature.SignedContent.Instructions;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;

/** Reads the line items of a message as they are signed (eps.md 7.3, 8). */
final class SignedItems {
    private static final int MAX_INSTRUCTIONS = 1_000;
    private static final List<String> ENDORSEMENTS = List.of("CC", "FS", "ACBS", "SLS", "AF");

    private final Message message;
    private final Reading reading;
    private boolean treatedAsAcute;

    SignedItems(Message message, Reading reading) {
        this.message = message;
        this.reading = reading;
    }

    /** All items, in the order of the message. */
    List<SignedContent.Item> read(List<Part<MedicationRequest>> requests) {
        List<SignedContent.Item> items = new ArrayList<>();
        treatedAsAcute = requests.stream().anyMatch(part -> CourseOfTherapy.of(part.value()) == CourseOfTherapy.ACUTE);
        ForThePatient forThePatient = requests.isEmpty() ? ForThePatient.NOTHING : forThePatient();
        for (Part<MedicationRequest> request : requests) {
            items.add(item(request, items.isEmpty() ? forThePatient : ForThePatient.NOTHING));
        }
        return items;
    }

    private SignedContent.Item item(Part<MedicationRequest> part, ForThePatient forThePatient) {
        MedicationRequest request = part.value();
        Place place = part.place();
        Found<String> id =
                Found.identifier(place, request.getIdentifier(), FhirNames.LINE_ITEM_ID, "line item identifier");
        Coding product = product(part);
        Place quantityPlace = place.to("dispenseRequest").to("quantity");
        Quantity quantity = request.getDispenseRequest().getQuantity();
        return new SignedContent.Item(
                new LineItemId(reading.uuid(id)),
                product == null ? "" : product.getCode(),
                product == null ? "" : product.getDisplay(),
                amount(quantityPlace, quantity),
                FhirNames.SNOMED,
                reading.text(quantityPlace.to("code"), quantity.getCode()),
                reading.text(quantityPlace.to("unit"), quantity.getUnit()),
                issues(part),
                instructions(part, forThePatient),
                endorsements(part),
                dosage(part));
    }

    private @Nullable Coding product(Part<MedicationRequest> part) {
        MedicationRequest request = part.value();
        Place place = part.place().to("medication");
        CodeableConcept concept;
        if (request.getMedication() instanceof CodeableConcept own) {
            concept = own;
        } else if (request.getMedication() instanceof Reference reference) {
            Part<Medication> medication = message.follow(reading, place, reference, Medication.class);
            if (medication == null) {
                return null;
            }
            place = medication.place().to("code");
            concept = medication.value().getCode();
        } else {
            reading.missing(place);
            return null;
        }
        Found<Coding> coding = Found.coding(place, concept.getCoding(), FhirNames.SNOMED);
        String code = reading.code(coding);
        if (coding.value() == null) {
            return null;
        }
        reading.text(coding.place().to("display"), coding.value().getDisplay());
        if (!code.isEmpty() && !DmdCode.isRight(code)) {
            reading.wrong(coding.place().to("code"), "The code of a medicine has six to eighteen digits");
        }
        return coding.value();
    }

    /** The digits of an amount as they were sent. */
    private String amount(Place place, Quantity quantity) {
        String digits =
                reading.text(place.to("value"), quantity.getValueElement().getValueAsString());
        if (quantity.hasSystem() && !FhirNames.same(FhirNames.SNOMED, quantity.getSystem())) {
            reading.wrong(place.to("system"), "The unit of a quantity is a SNOMED CT code");
        }
        if (quantity.hasValue()) {
            if (quantity.getValue().signum() <= 0) {
                reading.wrong(place.to("value"), "The quantity must be more than nothing");
            } else if (quantity.getValue().stripTrailingZeros().scale() > 2
                    || quantity.getValue().precision() > 12) {
                reading.wrong(place.to("value"), "A quantity has at most two decimals");
            }
        }
        return digits;
    }

    /** The greatest number of issues as it is signed: nothing where the order counts as acute. */
    private @Nullable Integer issues(Part<MedicationRequest> part) {
        if (treatedAsAcute) {
            return null;
        }
        return switch (CourseOfTherapy.of(part.value())) {
            case ACUTE -> null;
            case CONTINUOUS -> 1;
            case REPEAT_DISPENSING -> part.value().getDispenseRequest().getNumberOfRepeatsAllowed() + 1;
            case null -> null;
        };
    }

    private List<String> endorsements(Part<MedicationRequest> part) {
        List<String> codes = new ArrayList<>();
        List<Extension> extensions = part.value().getExtension();
        for (int i = 0; i < extensions.size(); i++) {
            Extension extension = extensions.get(i);
            if (FhirNames.same(FhirNames.PRESCRIBER_ENDORSEMENT_EXTENSION, extension.getUrl())) {
                Place place = part.place().to("extension", i).to("value").called("prescriber endorsement");
                List<Coding> codings =
                        extension.getValue() instanceof CodeableConcept concept ? concept.getCoding() : List.of();
                Found<Coding> coding = Found.coding(place, codings, FhirNames.PRESCRIBER_ENDORSEMENT);
                String code = reading.code(coding);
                if (!code.isEmpty() && !ENDORSEMENTS.contains(code)) {
                    reading.notOfTheList(
                            coding.place().to("code"),
                            "The prescriber endorsement must be one of " + String.join(", ", ENDORSEMENTS));
                }
                codes.add(code);
            }
        }
        return codes;
    }

    private Instructions instructions(Part<MedicationRequest> part, ForThePatient forThePatient) {
        MedicationRequest request = part.value();
        Place text = part.place().to("note", 0).to("text");
        if (request.getNote().size() > 1) {
            reading.only(part.place().to("note"), request.getNote());
        }
        String note = request.getNote().isEmpty()
                ? null
                : reading.optionalText(text, request.getNote().getFirst().getText());
        limit(text, note);
        return new Instructions(
                forThePatient.repeatList(),
                forThePatient.words(),
                ControlledDrug.read(part, reading).words(),
                note);
    }

    /** The repeat list and the words for the patient, which travel on the first item. */
    private record ForThePatient(List<String> repeatList, List<String> words) {
        static final ForThePatient NOTHING = new ForThePatient(List.of(), List.of());
    }

    private ForThePatient forThePatient() {
        ForThePatient all = new ForThePatient(new ArrayList<>(), new ArrayList<>());
        for (Part<CommunicationRequest> request : message.all(CommunicationRequest.class)) {
            List<CommunicationRequestPayloadComponent> payloads =
                    request.value().getPayload();
            for (int i = 0; i < payloads.size(); i++) {
                Place place = request.place().to("payload", i);
                if (payloads.get(i).getContent() instanceof StringType content) {
                    all.words().add(limited(place.to("contentString"), content.getValue()));
                } else if (payloads.get(i).getContent() instanceof Reference reference) {
                    all.repeatList().addAll(repeatList(place.to("contentReference"), reference));
                }
            }
        }
        return all;
    }

    private List<String> repeatList(Place place, Reference reference) {
        Part<ListResource> list = message.follow(reading, place, reference, ListResource.class);
        if (list == null) {
            return List.of();
        }
        List<String> medicines = new ArrayList<>();
        List<ListEntryComponent> entries = list.value().getEntry();
        for (int i = 0; i < entries.size(); i++) {
            medicines.add(limited(
                    list.place().to("entry", i).to("item").to("display"),
                    entries.get(i).getItem().getDisplay()));
        }
        return medicines;
    }

    private String limited(Place place, @Nullable String content) {
        limit(place, content);
        return reading.text(place, content);
    }

    private String dosage(Part<MedicationRequest> part) {
        List<Dosage> dosages = part.value().getDosageInstruction();
        Place place = part.place().to("dosageInstruction");
        if (dosages.isEmpty()) {
            reading.invalid(place, Problem.MISSING_VALUE, "An item needs at least one dosage instruction");
            return "";
        }
        TreeMap<Integer, String> bySequence = new TreeMap<>();
        for (int i = 0; i < dosages.size(); i++) {
            Dosage dosage = dosages.get(i);
            Place own = part.place().to("dosageInstruction", i);
            String text = reading.text(own.to("text"), dosage.getText());
            limit(own.to("text"), text);
            if (dosages.size() > 1 && !dosage.hasSequence()) {
                reading.invalid(
                        own.to("sequence"), Problem.MISSING_VALUE, "Several dosage instructions need a sequence each");
            }
            bySequence.merge(dosage.getSequence(), text, (earlier, later) -> earlier + ", and " + later);
        }
        return String.join(", then ", bySequence.values());
    }

    private void limit(Place place, @Nullable String text) {
        if (text != null && text.length() > MAX_INSTRUCTIONS) {
            reading.wrong(place, "The " + place.inWords() + " has at most " + MAX_INSTRUCTIONS + " characters");
        }
    }
}
