package org.pestle.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.problems.Problem;
import org.pestle.signature.SignedContent;
import org.pestle.signature.SignedUses;

/**
 * Reads the people of a message as they are signed (eps.md 7.3): the patient, and names, addresses and numbers of
 * anyone.
 */
final class SignedPeople {
    private static final String UNKNOWN_PRACTICE = "V81999";
    private static final LocalDate NO_DATE = LocalDate.EPOCH;

    private final Reading reading;

    SignedPeople(Reading reading) {
        this.reading = reading;
    }

    /** The patient. */
    SignedContent.Patient patient(Part<Patient> part) {
        Patient patient = part.value();
        Place place = part.place();
        if (patient.getName().isEmpty()) {
            reading.missing(place.to("name"));
        }
        if (patient.getAddress().isEmpty()) {
            reading.missing(place.to("address"));
        }
        return new SignedContent.Patient(
                reading.text(Found.identifier(place, patient.getIdentifier(), FhirNames.NHS_NUMBER, "NHS number")),
                addresses(place, patient.getAddress()),
                telecoms(place, patient.getTelecom()),
                names(place, patient.getName()),
                reading.text(
                        place.to("gender"),
                        patient.hasGender() ? patient.getGender().toCode() : null),
                birthDate(place.to("birthDate"), patient.getBirthDateElement()),
                generalPractice(place, patient.getGeneralPractitioner()));
    }

    /** Stands in for a patient whom the message does not name; of them nothing more is to be said. */
    static SignedContent.Patient nobody() {
        return new SignedContent.Patient("", List.of(), List.of(), List.of(), "", NO_DATE, UNKNOWN_PRACTICE);
    }

    /** All names of a person. */
    List<SignedContent.Name> names(Place place, List<HumanName> names) {
        List<SignedContent.Name> read = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            read.add(name(place.to("name", i), names.get(i)));
        }
        return read;
    }

    /** A name. */
    SignedContent.Name name(Place place, HumanName name) {
        List<String> prefixes = texts(place, "prefix", name.getPrefix());
        List<String> givens = texts(place, "given", name.getGiven());
        List<String> suffixes = texts(place, "suffix", name.getSuffix());
        String family = reading.optionalText(place.to("family"), name.getFamily());
        String text = reading.optionalText(place.to("text"), name.getText());
        if (family == null && givens.isEmpty() && text == null) {
            reading.missing(place.to("family"));
        }
        return new SignedContent.Name(
                use(place, name.getUseElement(), SignedUses::ofName), prefixes, givens, family, suffixes, text);
    }

    /** All addresses. */
    List<SignedContent.Address> addresses(Place place, List<Address> addresses) {
        List<SignedContent.Address> read = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            read.add(address(place.to("address", i), addresses.get(i)));
        }
        return read;
    }

    private SignedContent.Address address(Place place, Address address) {
        List<String> lines = new ArrayList<>(texts(place, "line", address.getLine()));
        addLine(lines, place.to("city"), address.getCity());
        addLine(lines, place.to("district"), address.getDistrict());
        addLine(lines, place.to("state"), address.getState());
        if (lines.isEmpty()) {
            reading.missing(place.to("line"));
        }
        return new SignedContent.Address(
                use(place, address.getUseElement(), SignedUses::ofAddress),
                lines,
                reading.optionalText(place.to("postalCode"), address.getPostalCode()));
    }

    private void addLine(List<String> lines, Place place, @Nullable String text) {
        String line = reading.optionalText(place, text);
        if (line != null) {
            lines.add(line);
        }
    }

    /** All telephone numbers; each needs a use and a value. */
    List<SignedContent.Telecom> telecoms(Place place, List<ContactPoint> telecoms) {
        List<SignedContent.Telecom> read = new ArrayList<>();
        for (int i = 0; i < telecoms.size(); i++) {
            read.add(telecom(place.to("telecom", i), telecoms.get(i)));
        }
        return read;
    }

    /** A telephone number. */
    SignedContent.Telecom telecom(Place place, ContactPoint telecom) {
        String value = telecom.getValue();
        if (!telecom.hasUse()) {
            reading.invalid(place.to("use"), Problem.MISSING_VALUE, "The use of a telephone number is missing");
        }
        if (value == null || value.isBlank()) {
            reading.invalid(place.to("value"), Problem.MISSING_VALUE, "The value of a telephone number is missing");
            return new SignedContent.Telecom(null, "");
        }
        return new SignedContent.Telecom(
                use(place, telecom.getUseElement(), SignedUses::ofTelecom), reading.text(place.to("value"), value));
    }

    private @Nullable String use(Place place, PrimitiveType<?> use, Predicate<String> canBeSigned) {
        String code = use.getValueAsString();
        if (code == null) {
            return null;
        }
        if (!canBeSigned.test(code)) {
            reading.wrong(
                    place.to("use"), "This " + place.to("use").inWords() + " is not one that a prescription can have");
            return null;
        }
        return code;
    }

    private List<String> texts(Place place, String element, List<StringType> values) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String text =
                    reading.optionalText(place.to(element, i), values.get(i).getValue());
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private LocalDate birthDate(Place place, DateType date) {
        String text = date.getValueAsString();
        if (text == null) {
            reading.missing(place);
            return NO_DATE;
        }
        return Times.day(reading, place, text);
    }

    private String generalPractice(Place place, List<Reference> practices) {
        if (practices.isEmpty() || !practices.getFirst().hasIdentifier()) {
            return UNKNOWN_PRACTICE;
        }
        return reading.text(
                place.to("generalPractitioner", 0).to("identifier").to("value"),
                practices.getFirst().getIdentifier().getValue());
    }
}
