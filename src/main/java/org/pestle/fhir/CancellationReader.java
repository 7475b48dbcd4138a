package org.pestle.fhir;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.CancellationReason;
import org.pestle.prescription.CancellationRequest;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;

/**
 * Reads a cancellation and says everything that is wrong with it (eps.md 5.1, 12.1). What the national interface checks
 * itself has its codes; everything else that is wrong is R-5888, with its place.
 */
final class CancellationReader {
    /** The word for the whole prescription, in the extension of the MessageHeader that is ours (ADR 0015). */
    static final String WHOLE_PRESCRIPTION = "prescription";

    private static final String REQUEST = "MedicationRequest";
    private static final String REQUESTS = "Bundle.entry.resource.ofType(MedicationRequest)";

    private final Findings findings = new Findings();
    private final Bundle bundle;

    private CancellationReader(Bundle bundle) {
        this.bundle = bundle;
    }

    /** The cancellation, or what is wrong with it. */
    static Outcome<CancellationRequest> read(Bundle bundle) {
        return new CancellationReader(bundle).read();
    }

    /** The items that a message names. */
    static List<MedicationRequest> items(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(MedicationRequest.class::isInstance)
                .map(MedicationRequest.class::cast)
                .toList();
    }

    /** Who cancels, as far as the message says. */
    static Optional<PractitionerRole> requester(Bundle bundle, MedicationRequest item) {
        return Elements.target(item.getRequester(), item.getContained(), bundle, PractitionerRole.class);
    }

    private Outcome<CancellationRequest> read() {
        if (Elements.uuid(bundle.getIdentifier().getValue()).isEmpty()) {
            invalid("Bundle.identifier.value", "A message is identified by a UUID");
        }
        boolean whole = isWhole();
        List<MedicationRequest> items = items(bundle);
        if (items.size() != 1) {
            findings.wrong(REQUESTS, "Expected 1 MedicationRequest, received " + items.size());
            return Outcome.refused(findings.all());
        }
        MedicationRequest item = items.getFirst();
        checkFacade(item);
        CancellationReason reason = reason(item);
        PrescriptionId prescription = prescription(item);
        LineItemId lineItem = lineItem(item);
        NhsNumber patient = patient(item);
        checkPeople(item);
        return reason == null || prescription == null || lineItem == null || patient == null || !findings.isEmpty()
                ? Outcome.refused(findings.all())
                : Outcome.done(new CancellationRequest(prescription, lineItem, whole, patient, reason));
    }

    private boolean isWhole() {
        Optional<Extension> scope = bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(MessageHeader.class::isInstance)
                .map(MessageHeader.class::cast)
                .findFirst()
                .flatMap(header -> Elements.extension(header, FhirNames.CANCELLATION_SCOPE_EXTENSION));
        if (scope.isEmpty()) {
            return false;
        }
        String word =
                scope.get().getValue() == null ? null : scope.get().getValue().primitiveValue();
        if (!WHOLE_PRESCRIPTION.equals(word)) {
            invalid("MessageHeader.extension:cancellationScope", "The scope of a cancellation is prescription or none");
        }
        return true;
    }

    private void checkFacade(MedicationRequest item) {
        if (item.getStatus() != MedicationRequestStatus.CANCELLED) {
            findings.wrong(REQUEST + ".status", "The status of a cancelled item is cancelled");
        }
        if (item.getIntent() == MedicationRequestIntent.PLAN
                || item.getIntent() == MedicationRequestIntent.REFLEXORDER) {
            findings.wrong(REQUEST + ".intent", "The intent of an item is neither plan nor reflex-order");
        }
    }

    private @Nullable CancellationReason reason(MedicationRequest item) {
        String place = REQUEST + ".statusReason";
        Optional<String> code = Elements.code(item.getStatusReason(), FhirNames.CANCELLATION_REASON);
        if (code.isEmpty()) {
            findings.add(Finding.at(place, Problem.MISSING_VALUE, place + " is required"));
            return null;
        }
        CancellationReason reason = CancellationReason.of(code.get())
                .filter(CancellationReason::mayBeGiven)
                .orElse(null);
        if (reason == null) {
            invalid(place, "The reason is not one that a prescriber can give");
        }
        return reason;
    }

    private @Nullable PrescriptionId prescription(MedicationRequest item) {
        String id = item.getGroupIdentifier().getValue();
        return read(
                REQUEST + ".groupIdentifier.value",
                "The prescription id is missing, or has a wrong format or check character",
                Optional.ofNullable(id)
                        .map(PrescriptionId::compact)
                        .filter(PrescriptionId::hasRightShape)
                        .filter(PrescriptionId::hasRightCheckCharacter)
                        .map(PrescriptionId::new));
    }

    private @Nullable LineItemId lineItem(MedicationRequest item) {
        return read(
                REQUEST + ".identifier",
                "An item is identified by a UUID",
                Elements.identifier(item.getIdentifier(), FhirNames.LINE_ITEM_ID)
                        .flatMap(Elements::uuid)
                        .map(LineItemId::new));
    }

    private @Nullable NhsNumber patient(MedicationRequest item) {
        Reference subject = item.getSubject();
        return read(
                REQUEST + ".subject",
                "The NHS number is missing or is not one",
                Elements.identifier(subject, FhirNames.NHS_NUMBER)
                        .or(() -> Elements.target(subject, item.getContained(), bundle, Patient.class)
                                .flatMap(patient -> Elements.identifier(patient.getIdentifier(), FhirNames.NHS_NUMBER)))
                        .filter(NhsNumber::isRight)
                        .map(NhsNumber::new));
    }

    /** Who cancels, and for which organisation; the original signer, where the message names one. */
    private void checkPeople(MedicationRequest item) {
        PractitionerRole requester = read(
                REQUEST + ".requester",
                "The requester is the PractitionerRole of the message that cancels",
                requester(bundle, item));
        if (requester != null) {
            read(
                    REQUEST + ".requester.organization",
                    "The organisation of the requester has an ODS code",
                    Elements.identifier(requester.getOrganization(), FhirNames.ODS_CODE)
                            .or(() -> Elements.target(
                                            requester.getOrganization(),
                                            item.getContained(),
                                            bundle,
                                            Organization.class)
                                    .flatMap(organisation ->
                                            Elements.identifier(organisation.getIdentifier(), FhirNames.ODS_CODE))));
        }
        Elements.extension(item, FhirNames.RESPONSIBLE_PRACTITIONER_EXTENSION)
                .filter(Predicate.not(this::leadsToSomebody))
                .ifPresent(extension -> invalid(
                        REQUEST + ".extension:responsiblePractitioner",
                        "The responsible practitioner is a PractitionerRole of the message"));
    }

    private boolean leadsToSomebody(Extension extension) {
        return extension.getValue() instanceof Reference reference
                && Elements.target(reference, List.of(), bundle, PractitionerRole.class)
                        .isPresent();
    }

    private <T> @Nullable T read(String place, String rule, Optional<T> value) {
        if (value.isEmpty()) {
            invalid(place, rule);
        }
        return value.orElse(null);
    }

    private void invalid(String place, String sentence) {
        findings.add(Finding.at(place, Problem.R_5888, sentence));
    }

    /** The id that the answer refers to: that of the MessageHeader, in one of the places where senders put it. */
    static String messageId(Bundle bundle) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.getResource() instanceof MessageHeader)
                .findFirst()
                .flatMap(CancellationReader::headerId)
                .or(() -> Optional.ofNullable(bundle.getIdentifier().getValue()))
                .orElse("");
    }

    /** The parser may have put the address of the entry in the place of the id. */
    private static Optional<String> headerId(BundleEntryComponent entry) {
        return Stream.of(entry.getResource().getIdElement().getIdPart(), entry.getFullUrl())
                .filter(Objects::nonNull)
                .map(id -> id.startsWith("urn:uuid:") ? id.substring("urn:uuid:".length()) : id)
                .flatMap(id -> Elements.uuid(id).stream())
                .map(UUID::toString)
                .findFirst();
    }
}
