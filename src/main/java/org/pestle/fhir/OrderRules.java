package org.pestle.fhir;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;

/** The rules for the items of one order that hold before anything is computed or kept (eps.md 1.4, 12.1). */
final class OrderRules {
    private static final Set<String> INTENTS = Set.of("order", "original-order", "instance-order");
    private static final int MAX_REPEATS = 98;

    private final List<Part<MedicationRequest>> requests;
    private final Reading reading;

    private OrderRules(List<Part<MedicationRequest>> requests, Reading reading) {
        this.requests = requests;
        this.reading = reading;
    }

    /** Checks them all and records every finding. */
    static void check(List<Part<MedicationRequest>> requests, Reading reading) {
        OrderRules rules = new OrderRules(requests, reading);
        requests.forEach(rules::item);
        rules.identifiersDiffer();
        rules.courses();
        rules.sameOnAll();
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
        if (CourseOfTherapy.of(request) == null) {
            reading.missing(place.to("courseOfTherapyType").to("coding"));
        }
        supply(part);
    }

    private void supply(Part<MedicationRequest> part) {
        MedicationRequest request = part.value();
        Place place = part.place().to("dispenseRequest");
        boolean repeatDispensing = CourseOfTherapy.of(request) == CourseOfTherapy.REPEAT_DISPENSING;
        Duration duration = request.getDispenseRequest().getExpectedSupplyDuration();
        if (request.getDispenseRequest().hasExpectedSupplyDuration()) {
            if (!"d".equals(duration.getCode())) {
                reading.fatal(
                        place.to("expectedSupplyDuration").to("code"),
                        Problem.INVALID_VALUE,
                        "The supply duration must be given in days");
            }
        } else if (repeatDispensing) {
            reading.missing(place.to("expectedSupplyDuration"));
        }
        if (repeatDispensing && !request.getDispenseRequest().hasValidityPeriod()) {
            reading.missing(place.to("validityPeriod"));
        }
        boolean repeats = request.getDispenseRequest().hasNumberOfRepeatsAllowed();
        int allowed = request.getDispenseRequest().getNumberOfRepeatsAllowed();
        if (repeatDispensing && (!repeats || allowed < 0 || allowed > MAX_REPEATS)) {
            reading.fatal(
                    place.to("numberOfRepeatsAllowed"),
                    Problem.INVALID_VALUE,
                    "A repeat dispensing item says how many repeats are allowed, 0 to " + MAX_REPEATS);
        }
    }

    private void identifiersDiffer() {
        Set<String> seen = new HashSet<>();
        for (Part<MedicationRequest> part : requests) {
            String id = Message.identifier(part.value().getIdentifier(), FhirNames.LINE_ITEM_ID);
            if (id != null && !seen.add(id.toLowerCase(Locale.ROOT))) {
                reading.add(Finding.at(
                        part.place().to("identifier").path(),
                        Problem.DUPLICATE_ITEM_ID,
                        Problem.DUPLICATE_ITEM_ID.title()));
            }
        }
    }

    /** All of one kind, or acute and continuous mixed (eps.md 3.1). */
    private void courses() {
        Set<CourseOfTherapy> courses = EnumSet.noneOf(CourseOfTherapy.class);
        for (Part<MedicationRequest> part : requests) {
            CourseOfTherapy course = CourseOfTherapy.of(part.value());
            if (course != null) {
                courses.add(course);
            }
        }
        if (courses.size() > 1 && courses.contains(CourseOfTherapy.REPEAT_DISPENSING)) {
            reading.fatal(
                    Place.of("MedicationRequest").to("courseOfTherapyType").to("coding"),
                    Problem.INVALID_VALUE,
                    "The course of therapy must be the same on all items, or a mixture of acute and continuous");
        }
    }

    private void sameOnAll() {
        if (requests.size() == 1) {
            return;
        }
        same("groupIdentifier", MedicationRequest::getGroupIdentifier);
        same("category", request -> request.hasCategory() ? request.getCategoryFirstRep() : null);
        same("authoredOn", request -> request.hasAuthoredOn() ? request.getAuthoredOnElement() : null);
        same("subject", MedicationRequest::getSubject);
        same("requester", MedicationRequest::getRequester);
        same(
                "dispenseRequest.performer",
                request -> request.getDispenseRequest().getPerformer());
        same(
                "dispenseRequest.validityPeriod",
                request -> request.getDispenseRequest().getValidityPeriod());
        same(
                "dispenseRequest.expectedSupplyDuration",
                request -> request.getDispenseRequest().getExpectedSupplyDuration());
        same(
                "dispenseRequest.extension",
                request -> Codes.extension(
                        request.getDispenseRequest().getExtension(),
                        FhirNames.PERFORMER_SITE_TYPE_EXTENSION,
                        Coding.class));
        same("extension", request -> whole(request, FhirNames.PRESCRIPTION_TYPE_EXTENSION));
        same("extension", request -> whole(request, FhirNames.RESPONSIBLE_PRACTITIONER_EXTENSION));
        if (requests.stream().allMatch(part -> CourseOfTherapy.of(part.value()) == CourseOfTherapy.REPEAT_DISPENSING)) {
            same("extension", request -> whole(request, FhirNames.REPEAT_INFORMATION_UKCORE_EXTENSION));
        }
    }

    private void same(String element, Function<MedicationRequest, @Nullable Base> value) {
        Base first = value.apply(requests.getFirst().value());
        boolean same = requests.stream().allMatch(part -> {
            Base other = value.apply(part.value());
            return (first == null || other == null) ? Objects.equals(first, other) : first.equalsDeep(other);
        });
        if (!same) {
            String path = "MedicationRequest." + element;
            reading.add(Finding.at(
                    path, Problem.VALUES_DIFFER_BETWEEN_ITEMS, "Expected the same value on every item: " + path));
        }
    }

    private static @Nullable Base whole(MedicationRequest request, String url) {
        for (Extension extension : request.getExtension()) {
            if (FhirNames.same(url, extension.getUrl())) {
                return extension;
            }
        }
        return null;
    }
}
