package org.pestle.fhir;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;

/**
 * What must be the same on all items of one prescription (eps.md 1.4). The number of repeats may differ: items of one
 * prescription may be dispensed more or less often (contract.md 6).
 */
final class SameOnAllItems {
    private final List<Part<MedicationRequest>> requests;
    private final Reading reading;

    SameOnAllItems(List<Part<MedicationRequest>> requests, Reading reading) {
        this.requests = requests;
        this.reading = reading;
    }

    /** Checks it, at the first item that differs from the first. */
    void check() {
        if (requests.size() == 1) {
            return;
        }
        courses();
        same("groupIdentifier", MedicationRequest::getGroupIdentifier);
        same("category", request -> request.hasCategory() ? request.getCategoryFirstRep() : null);
        same("authoredOn", request -> request.hasAuthoredOn() ? request.getAuthoredOnElement() : null);
        same("subject", MedicationRequest::getSubject);
        same("requester", MedicationRequest::getRequester);
        sameSupply("performer", MedicationRequestDispenseRequestComponent::getPerformer);
        sameSupply("validityPeriod", MedicationRequestDispenseRequestComponent::getValidityPeriod);
        sameSupply("expectedSupplyDuration", MedicationRequestDispenseRequestComponent::getExpectedSupplyDuration);
        sameSupply(
                extension(FhirNames.PERFORMER_SITE_TYPE_EXTENSION),
                supply -> whole(supply.getExtension(), FhirNames.PERFORMER_SITE_TYPE_EXTENSION));
        sameExtension(FhirNames.PRESCRIPTION_TYPE_EXTENSION);
        sameExtension(FhirNames.RESPONSIBLE_PRACTITIONER_EXTENSION);
        if (requests.stream().allMatch(part -> CourseOfTherapy.of(part.value()) == CourseOfTherapy.REPEAT_DISPENSING)) {
            sameExtension(FhirNames.REPEAT_INFORMATION_UKCORE_EXTENSION);
        }
    }

    /** All of one kind, or acute and continuous mixed (eps.md 3.1). */
    private void courses() {
        CourseOfTherapy first = null;
        for (Part<MedicationRequest> part : requests) {
            CourseOfTherapy course = CourseOfTherapy.of(part.value());
            if (first == null) {
                first = course;
            } else if (course != null
                    && course != first
                    && (first == CourseOfTherapy.REPEAT_DISPENSING || course == CourseOfTherapy.REPEAT_DISPENSING)) {
                reading.fatal(
                        part.place().to("courseOfTherapyType").to("coding"),
                        Problem.INVALID_VALUE,
                        "The course of therapy must be the same on all items, or a mixture of acute and continuous");
                return;
            }
        }
    }

    private void sameSupply(String element, Function<MedicationRequestDispenseRequestComponent, @Nullable Base> value) {
        same("dispenseRequest." + element, request -> value.apply(request.getDispenseRequest()));
    }

    private void sameExtension(String url) {
        same(extension(url), request -> whole(request.getExtension(), url));
    }

    private void same(String element, Function<MedicationRequest, @Nullable Base> value) {
        Base first = value.apply(requests.getFirst().value());
        for (Part<MedicationRequest> part : requests) {
            Base other = value.apply(part.value());
            boolean same = (first == null || other == null) ? Objects.equals(first, other) : first.equalsDeep(other);
            if (!same) {
                reading.add(Finding.at(
                        part.place().to(element).path(),
                        Problem.VALUES_DIFFER_BETWEEN_ITEMS,
                        "Expected the same value on every item: " + element));
                return;
            }
        }
    }

    private static String extension(String url) {
        return "extension('" + url + "')";
    }

    private static @Nullable Base whole(List<Extension> extensions, String url) {
        for (Extension extension : extensions) {
            if (FhirNames.same(url, extension.getUrl())) {
                return extension;
            }
        }
        return null;
    }
}
