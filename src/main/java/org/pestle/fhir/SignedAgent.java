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
import org.pestle.problems.Problem;
import org.pestle.signature.SignedContent;

/** Reads the prescriber and the organisation prescribed for, as they are signed (eps.md 7.3, 9). */
final class SignedAgent {
    private static final List<String> PROFESSIONAL_CODES = List.of(
            FhirNames.GMC_NUMBER,
            FhirNames.NMC_NUMBER,
            FhirNames.GPHC_NUMBER,
            FhirNames.HCPC_NUMBER,
            FhirNames.PROFESSIONAL_CODE);
    private static final List<String> JOB_ROLES = List.of(FhirNames.JOB_ROLE_CODE, FhirNames.JOB_ROLE_NAME);
    private static final SignedContent.Name NO_NAME =
            new SignedContent.Name(null, List.of(), List.of(), null, List.of(), null);

    private final Message message;
    private final Reading reading;
    private final SignedPeople people;
    private final PrescriptionType type;

    SignedAgent(Message message, Reading reading, SignedPeople people, PrescriptionType type) {
        this.message = message;
        this.reading = reading;
        this.people = people;
        this.type = type;
    }

    /**
     * The prescriber and what the message says of them beside what is signed.
     *
     * @param userId SDS user id, or null where the message has none
     * @param commissioner ODS code of the organisation above, or null where there is none
     * @param professionalCode the place of the professional code
     * @param organisation the place of the organisation
     */
    record Prescriber(
            SignedContent.Agent agent,
            @Nullable String userId,
            @Nullable String commissioner,
            Place professionalCode,
            Place organisation) {
        /** Stands in for a prescriber whom the message does not name; of them nothing more is to be said. */
        static Prescriber unknown(Place requester) {
            return new Prescriber(
                    new SignedContent.Agent(null, "", "", List.of(), "", "", NO_NAME, nothing()),
                    null,
                    null,
                    requester,
                    requester);
        }
    }

    /** The prescriber in a role. */
    Prescriber read(Part<PractitionerRole> part) {
        PractitionerRole role = part.value();
        Place place = part.place();
        if (type.isPrimaryCare() && role.hasHealthcareService()) {
            reading.invalid(
                    place.to("healthcareService"),
                    Problem.INVALID_VALUE,
                    "In primary care the role has no healthcare service");
        }
        Part<Practitioner> practitioner = practitioner(part);
        Part<Organization> organisation =
                message.follow(reading, place.to("organization"), role.getOrganization(), Organization.class);
        String roleProfile = reading.text(
                Found.identifier(place, role.getIdentifier(), FhirNames.SDS_ROLE_PROFILE_ID, "role profile id"));
        String jobRole = jobRole(part);
        Parent parent = organisation == null ? Parent.NONE : parent(organisation);
        ProfessionalCode professionalCode =
                practitioner == null ? ProfessionalCode.none(place.to("practitioner")) : professionalCode(practitioner);
        SignedContent.Agent agent = new SignedContent.Agent(
                practitioner == null ? null : userId(practitioner),
                roleProfile,
                jobRole,
                telecoms(part, practitioner),
                professionalCode.system(),
                professionalCode.code(),
                practitioner == null ? NO_NAME : name(practitioner),
                organisation(part, organisation, parent));
        return new Prescriber(
                agent,
                agent.userId(),
                parent.isItself() ? null : parent.odsCode(),
                professionalCode.place(),
                organisation == null ? place.to("organization") : organisation.place());
    }

    private @Nullable Part<Practitioner> practitioner(Part<PractitionerRole> part) {
        Place place = part.place().to("practitioner");
        Reference reference = part.value().getPractitioner();
        if (reference.getReference() == null && reference.hasIdentifier()) {
            reading.invalid(
                    place, Problem.INVALID_VALUE, "The practitioner of a prescriber must be given by reference");
            return null;
        }
        return message.follow(reading, place, reference, Practitioner.class);
    }

    private @Nullable String userId(Part<Practitioner> practitioner) {
        return Found.identifier(
                        practitioner.place(),
                        practitioner.value().getIdentifier(),
                        FhirNames.SDS_USER_ID,
                        "SDS user id")
                .value();
    }

    /** The first job role of the one list, else of the other. */
    private String jobRole(Part<PractitionerRole> part) {
        List<CodeableConcept> codes = part.value().getCode();
        for (String system : JOB_ROLES) {
            for (int i = 0; i < codes.size(); i++) {
                Found<Coding> coding =
                        Found.coding(part.place().to("code", i), codes.get(i).getCoding(), system);
                if (coding.value() != null) {
                    return reading.code(coding);
                }
            }
        }
        return reading.text(part.place().to("code").called("job role"), null);
    }

    private List<SignedContent.Telecom> telecoms(
            Part<PractitionerRole> role, @Nullable Part<Practitioner> practitioner) {
        List<ContactPoint> own = role.value().getTelecom();
        if (!own.isEmpty() || practitioner == null) {
            return people.telecoms(role.place(), own);
        }
        return people.telecoms(practitioner.place(), practitioner.value().getTelecom());
    }

    private SignedContent.Name name(Part<Practitioner> practitioner) {
        if (practitioner.value().getName().isEmpty()) {
            reading.missing(practitioner.place().to("name"));
            return NO_NAME;
        }
        return people.name(
                practitioner.place().to("name", 0),
                practitioner.value().getName().getFirst());
    }

    /** A number in a register of a profession; empty where there is none, which has been said. */
    private record ProfessionalCode(String system, String code, Place place) {
        static ProfessionalCode none(Place place) {
            return new ProfessionalCode("", "", place);
        }
    }

    /** Exactly one, of whichever register; the leading C of a GMC number is not signed (eps.md 7.3). */
    private ProfessionalCode professionalCode(Part<Practitioner> practitioner) {
        Place place = practitioner.place();
        List<Identifier> identifiers = practitioner.value().getIdentifier();
        List<ProfessionalCode> codes = new ArrayList<>();
        for (int i = 0; i < identifiers.size(); i++) {
            Identifier identifier = identifiers.get(i);
            if (FhirNames.same(FhirNames.GMP_NUMBER, identifier.getSystem())) {
                reading.wrong(place.to("identifier", i).to("system"), "A prescriber is not named by a GMP number");
            }
            String system = PROFESSIONAL_CODES.stream()
                    .filter(known -> FhirNames.same(known, identifier.getSystem()))
                    .findFirst()
                    .orElse(null);
            if (system != null) {
                Place at = place.to("identifier", i).to("value").called("professional code");
                String code = reading.text(at, identifier.getValue());
                boolean gmc = system.equals(FhirNames.GMC_NUMBER);
                codes.add(new ProfessionalCode(system, gmc && code.startsWith("C") ? code.substring(1) : code, at));
            }
        }
        Place all = place.to("identifier").called("professional code");
        ProfessionalCode only = reading.only(all, codes);
        return only == null ? ProfessionalCode.none(all) : only;
    }

    private SignedContent.Organisation organisation(
            Part<PractitionerRole> role, @Nullable Part<Organization> organisation, Parent parent) {
        if (role.value().hasHealthcareService()) {
            Place place = role.place().to("healthcareService", 0);
            Part<HealthcareService> service = message.follow(
                    reading, place, role.value().getHealthcareService().getFirst(), HealthcareService.class);
            return service == null ? nothing() : service(service, parent);
        }
        if (organisation == null) {
            return nothing();
        }
        Organization value = organisation.value();
        Place place = organisation.place();
        return new SignedContent.Organisation(
                reading.text(odsCode(place, value.getIdentifier())),
                reading.text(place.to("name"), value.getName()),
                telecom(place, value.getTelecom()),
                address(place, value.getAddress()),
                parent.odsCode(),
                parent.name());
    }

    private static Found<String> odsCode(Place owner, List<Identifier> identifiers) {
        return Found.identifier(owner, identifiers, FhirNames.ODS_CODE, "organisation code");
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
                reading.text(odsCode(place, value.getIdentifier())),
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
    private record Parent(String odsCode, String name, boolean isItself) {
        private static final Parent NONE = new Parent("", "", true);
    }

    private Parent parent(Part<Organization> organisation) {
        Organization value = organisation.value();
        Place place = organisation.place();
        if (!value.hasPartOf()) {
            if (type.isPrimaryCare()) {
                reading.invalid(
                        place.to("partOf"),
                        Problem.MISSING_VALUE,
                        "In primary care the organisation must name the one it is part of");
            }
            return new Parent(orEmpty(odsCode(place, value.getIdentifier()).value()), orEmpty(value.getName()), true);
        }
        Reference partOf = value.getPartOf();
        Place partOfPlace = place.to("partOf");
        if (partOf.getReference() != null) {
            Part<Organization> parent = message.follow(reading, partOfPlace, partOf, Organization.class);
            return parent == null
                    ? new Parent("", "", false)
                    : new Parent(
                            reading.text(odsCode(parent.place(), parent.value().getIdentifier())),
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
