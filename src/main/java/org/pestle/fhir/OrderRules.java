package org.pestle.fhir;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.pestle.fhir.Message.Part;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;

/** The rules for each item of an order that hold before anything is computed or kept (eps.md 1.4, 12.1). */
final class OrderRules {
    private static final Set<String> INTENTS = Set.of("order", "original-order", "instance-order");
    private static final Set<String> CATEGORIES = Set.of("community", "inpatient", "outpatient", "discharge");

    private final Message message;
    private final List<Part<MedicationRequest>> requests;
    private final Reading reading;

    private OrderRules(Message message, List<Part<MedicationRequest>> requests, Reading reading) {
        this.message = message;
        this.requests = requests;
        this.reading = reading;
    }

    /** Checks them all, and those across items, and records every finding. */
    static void check(Message message, List<Part<MedicationRequest>> requests, Reading reading) {
        OrderRules rules = new OrderRules(message, requests, reading);
        requests.forEach(rules::item);
        rules.identifiersDiffer();
        new SameOnAllItems(requests, reading).check();
    }

    private void item(Part<MedicationRequest> part) {
        MedicationRequest request = part.value();
        Place place = part.place();
        if (!request.hasStatus()) {
            reading.missing(place.to("status"));
        } else if (request.getStatus() != MedicationRequestStatus.ACTIVE) {
            reading.wrong(place.to("status"), "The status of an item that is ordered must be active");
        }
        if (!request.hasIntent()) {
            reading.missing(place.to("intent"));
        } else if (!INTENTS.contains(request.getIntent().toCode())) {
            reading.wrong(place.to("intent"), "The intent must be order, original-order or instance-order");
        }
        course(request, place.to("courseOfTherapyType").to("coding"));
        category(request, place.to("category", 0));
        responsible(part);
        supply(part);
    }

    private void course(MedicationRequest request, Place place) {
        if (!request.getCourseOfTherapyType().hasCoding()) {
            reading.missing(place);
        } else if (CourseOfTherapy.of(request) == null) {
            reading.wrong(
                    place,
                    "The course of therapy must be acute, continuous or continuous-repeat-dispensing, each in its own system");
        }
    }

    /** A category of the standard's list is one of four; that of another list says nothing here. */
    private void category(MedicationRequest request, Place place) {
        Found<Coding> category =
                Found.coding(place, request.getCategoryFirstRep().getCoding(), FhirNames.MEDICATION_REQUEST_CATEGORY);
        String code = category.value() == null ? null : category.value().getCode();
        if (code != null && !CATEGORIES.contains(code)) {
            reading.wrong(
                    category.place().to("code"), "The category must be community, inpatient, outpatient or discharge");
        }
    }

    /** The responsible practitioner, who may be another than the requester, must be in the message. */
    private void responsible(Part<MedicationRequest> part) {
        Found<Reference> responsible = Found.extension(
                part.place(),
                part.value().getExtension(),
                FhirNames.RESPONSIBLE_PRACTITIONER_EXTENSION,
                Reference.class,
                "responsible practitioner");
        reading.noRival(responsible);
        if (responsible.value() != null) {
            message.follow(reading, responsible.place(), responsible.value(), PractitionerRole.class);
        }
    }

    private void supply(Part<MedicationRequest> part) {
        MedicationRequestDispenseRequestComponent supply = part.value().getDispenseRequest();
        Place place = part.place().to("dispenseRequest");
        boolean repeatDispensing = CourseOfTherapy.of(part.value()) == CourseOfTherapy.REPEAT_DISPENSING;
        Duration duration = supply.getExpectedSupplyDuration();
        if (supply.hasExpectedSupplyDuration() && !"d".equals(duration.getCode())) {
            reading.fatal(
                    place.to("expectedSupplyDuration").to("code"),
                    Problem.INVALID_VALUE,
                    "The expected supply duration must be given in days");
        }
        if (!repeatDispensing) {
            return;
        }
        if (!supply.hasExpectedSupplyDuration()) {
            reading.missing(place.to("expectedSupplyDuration"));
        }
        if (!supply.hasValidityPeriod()) {
            reading.missing(place.to("validityPeriod"));
        }
        if (!supply.hasNumberOfRepeatsAllowed()) {
            reading.fatal(
                    place.to("numberOfRepeatsAllowed"),
                    Problem.INVALID_VALUE,
                    "The number of repeats allowed is missing: repeat dispensing needs it");
        }
    }

    private void identifiersDiffer() {
        Set<String> seen = new HashSet<>();
        for (Part<MedicationRequest> part : requests) {
            Found<String> id = Found.identifier(
                    part.place(), part.value().getIdentifier(), FhirNames.LINE_ITEM_ID, "line item identifier");
            if (id.value() != null && !seen.add(id.value().toLowerCase(Locale.ROOT))) {
                reading.add(
                        Finding.at(id.place().path(), Problem.DUPLICATE_ITEM_ID, Problem.DUPLICATE_ITEM_ID.title()));
            }
        }
    }
}
