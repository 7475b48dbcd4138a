package org.pestle.fhir;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.problems.Problem.Severity;
import org.pestle.signature.SignedContent;

/** Reads the prescriber and the organisation prescribed for, as they are signed (eps.md 7.3, 9). */
final class SignedAgent {
    private static final List<String> PROFESSIONAL_CODES = List.of(
            FhirNames.GMC_NUMBER,
            FhirNames.NMC_NUMBER,
            FhirNames.GPHC_NUMBER,
            FhirNames.HCPC_NUMBER,
            FhirNames.PROFESSIONAL_CODE);

    private final Message message;
    private final Reading reading;
    private final SignedPeople people;

    SignedAgent(Message message, Reading reading, SignedPeople people) {
        this.message = message;
        this.reading = reading;
        this.people = people;
    }

    /** The prescriber and what the message says of them beside what is signed. */
    record Prescriber(
            SignedContent.Agent agent,
            @Nullable String userId,
            @Nullable String commissioner,
            Part<?> organisation) {}

    /** The prescriber in a role; null where the message has not enough of one. */
    @Nullable
    Prescriber read(Part<PractitionerRole> part) {
        PractitionerRole role = part.value();
        Place place = part.place();
        Place practitionerPlace = place.to("practitioner");
        if (role.getPractitioner().getReference() == null
                && role.getPractitioner().hasIdentifier()) {
            reading.add(Finding.at(
                            practitionerPlace.path(),
                            Problem.INVALID_VALUE,
                            "The practitioner of a prescriber must be given by reference")
                    .as(Severity.ERROR, "invalid"));
            return null;
        }
        Part<Practitioner> practitioner =
                message.follow(reading, practitionerPlace, role.getPractitioner(), Practitioner.class);
        Part<Organization> organisation =
                message.follow(reading, place.to("organization"), role.getOrganization(), Organization.class);
        String roleProfile = reading.text(
                place.to("identifier"), Message.identifier(role.getIdentifier(), FhirNames.SDS_ROLE_PROFILE_ID));
        String jobRole = reading.text(place.to("code"), jobRole(role.getCode()));
        if (practitioner == null || organisation == null) {
            return null;
        }
        Parent parent = parent(organisation);
        SignedContent.Agent agent = new SignedContent.Agent(
                roleProfile,
                jobRole,
                telecoms(part, practitioner),
                professionalCode(practitioner),
                name(practitioner),
                organisation(part, organisation, parent));
        return new Prescriber(
                agent,
                Message.identifier(practitioner.value().getIdentifier(), FhirNames.SDS_USER_ID),
                parent.isItself() ? null : parent.odsCode(),
                organisation);
    }

    private static @Nullable String jobRole(List<CodeableConcept> codes) {
        List<Coding> codings =
                codes.stream().flatMap(code -> code.getCoding().stream()).toList();
        Coding coding = Codes.of(FhirNames.JOB_ROLE_CODE, codings);
        coding = coding == null ? Codes.of(FhirNames.JOB_ROLE_NAME, codings) : coding;
        return coding == null ? null : coding.getCode();
    }

    private List<SignedContent.Telecom> telecoms(Part<PractitionerRole> role, Part<Practitioner> practitioner) {
        List<ContactPoint> own = role.value().getTelecom();
        return own.isEmpty()
                ? people.telecoms(practitioner.place(), practitioner.value().getTelecom())
                : people.telecoms(role.place(), own);
    }

    private SignedContent.Name name(Part<Practitioner> practitioner) {
        if (practitioner.value().getName().isEmpty()) {
            reading.missing(practitioner.place().to("name"));
            return new SignedContent.Name(null, List.of(), List.of(), null, List.of(), null);
        }
        return people.name(
                practitioner.place().to("name", 0),
                practitioner.value().getName().getFirst());
    }

    private String professionalCode(Part<Practitioner> practitioner) {
        Place place = practitioner.place().to("identifier");
        List<String> codes = new ArrayList<>();
        for (Identifier identifier : practitioner.value().getIdentifier()) {
            if (FhirNames.same(FhirNames.GMP_NUMBER, identifier.getSystem())) {
                reading.wrong(place, "A prescriber is not named by a GMP number");
            }
            if (PROFESSIONAL_CODES.stream().anyMatch(system -> FhirNames.same(system, identifier.getSystem()))) {
                String code = reading.text(place, identifier.getValue());
                boolean gmc = FhirNames.same(FhirNames.GMC_NUMBER, identifier.getSystem());
                codes.add(gmc && code.startsWith("C") ? code.substring(1) : code);
            }
        }
        if (codes.isEmpty()) {
            reading.fatal(
                    place, Problem.TOO_FEW_VALUES_SUBMITTED, "The prescriber must have exactly one professional code");
            return "";
        }
        if (codes.size() > 1) {
            reading.fatal(
                    place, Problem.TOO_MANY_VALUES_SUBMITTED, "The prescriber must have exactly one professional code");
        }
        return codes.getFirst();
    }

    private SignedContent.Organisation organisation(
            Part<PractitionerRole> role, Part<Organization> organisation, Parent parent) {
        if (role.value().hasHealthcareService()) {
            Place place = role.place().to("healthcareService", 0);
            Part<HealthcareService> service = message.follow(
                    reading, place, role.value().getHealthcareService().getFirst(), HealthcareService.class);
            return service == null ? nothing() : service(service, parent);
        }
        Organization value = organisation.value();
        Place place = organisation.place();
        return new SignedContent.Organisation(
                reading.text(place.to("identifier"), Message.identifier(value.getIdentifier(), FhirNames.ODS_CODE)),
                reading.text(place.to("name"), value.getName()),
                telecom(place, value.getTelecom()),
                address(place, value.getAddress()),
                parent.odsCode(),
                parent.name());
    }

    private SignedContent.Organisation service(Part<HealthcareService> service, Parent parent) {
        HealthcareService value = service.value();
        Place place = service.place();
        Reference reference =
                value.getLocation().isEmpty() ? null : value.getLocation().getFirst();
        Part<Location> location = message.follow(reading, place.to("location", 0), reference, Location.class);
        List<Address> addresses = location == null || !location.value().hasAddress()
                ? List.of()
                : List.of(location.value().getAddress());
        return new SignedContent.Organisation(
                reading.text(place.to("identifier"), Message.identifier(value.getIdentifier(), FhirNames.ODS_CODE)),
                reading.text(place.to("name"), value.getName()),
                telecom(place, value.getTelecom()),
                location == null ? null : address(location.place(), addresses),
                parent.odsCode(),
                parent.name());
    }

    private SignedContent.Telecom telecom(Place place, List<ContactPoint> telecoms) {
        ContactPoint telecom = reading.only(place.to("telecom"), telecoms);
        return telecom == null ? new SignedContent.Telecom(null, "") : people.telecom(place.to("telecom", 0), telecom);
    }

    private SignedContent.@Nullable Address address(Place place, List<Address> addresses) {
        if (addresses.isEmpty()) {
            reading.missing(place.to("address"));
            return null;
        }
        if (addresses.size() > 1) {
            reading.only(place.to("address"), addresses);
        }
        return people.addresses(place, addresses.subList(0, 1)).getFirst();
    }

    /** The organisation above: where there is none, the organisation itself. */
    private record Parent(String odsCode, String name, boolean isItself) {}

    private Parent parent(Part<Organization> organisation) {
        Organization value = organisation.value();
        Place place = organisation.place();
        if (!value.hasPartOf()) {
            return new Parent(
                    orEmpty(Message.identifier(value.getIdentifier(), FhirNames.ODS_CODE)),
                    orEmpty(value.getName()),
                    true);
        }
        Reference partOf = value.getPartOf();
        Place partOfPlace = place.to("partOf");
        if (partOf.getReference() != null) {
            Part<Organization> parent = message.follow(reading, partOfPlace, partOf, Organization.class);
            return parent == null
                    ? new Parent("", "", false)
                    : new Parent(
                            reading.text(
                                    parent.place().to("identifier"),
                                    Message.identifier(parent.value().getIdentifier(), FhirNames.ODS_CODE)),
                            reading.text(
                                    parent.place().to("name"), parent.value().getName()),
                            false);
        }
        return new Parent(
                reading.text(
                        partOfPlace.to("identifier").to("value"),
                        partOf.getIdentifier().getValue()),
                reading.text(partOfPlace.to("display"), partOf.getDisplay()),
                false);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static SignedContent.Organisation nothing() {
        return new SignedContent.Organisation("", "", new SignedContent.Telecom(null, ""), null, "", "");
    }
}
