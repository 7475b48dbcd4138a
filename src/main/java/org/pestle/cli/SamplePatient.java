package org.pestle.cli;

import static org.pestle.cli.SampleJson.identifier;
import static org.pestle.cli.SampleJson.list;
import static org.pestle.cli.SampleJson.object;
import static org.pestle.cli.SampleJson.resource;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A made-up patient of the sandbox; the first is the persona {@code patient}.
 *
 * @param gender FHIR code
 * @param birthDate as FHIR writes it
 */
record SamplePatient(
        String nhsNumber,
        String family,
        String given,
        String gender,
        String birthDate,
        String street,
        String postcode) {
    // spotless:off
    private static final List<SamplePatient> ALL = List.of(
            new SamplePatient("9449304130", "TWITCHETT", "Stacey",  "female", "1948-04-30", "10 Heathfield Road",  "WA15 9ZZ"),
            new SamplePatient("9990001200", "OKAFOR",    "Daniel",  "male",   "1961-09-12", "3 Larch Close",       "WA15 9ZZ"),
            new SamplePatient("9990001219", "BAINES",    "Molly",   "female", "1989-01-23", "27 Station View",     "WA14 9ZZ"),
            new SamplePatient("9990001227", "RAHMAN",    "Nadia",   "female", "2014-06-05", "81 Priory Street",    "WA14 9ZZ"),
            new SamplePatient("9990001235", "PRYCE",     "Gethin",  "male",   "1937-11-02", "The Old Forge",       "WA13 9ZZ"),
            new SamplePatient("9990001243", "KOWALSKA",  "Zofia",   "female", "1975-03-17", "5 Mill Lane",         "WA15 9ZZ"),
            new SamplePatient("9990001251", "ADEYEMI",   "Tunde",   "male",   "1998-08-29", "44 Bridgewater Walk", "WA14 9ZZ"),
            new SamplePatient("9990001278", "HARGREAVE", "Eleanor", "female", "1953-12-11", "2 Chapel Rise",       "WA13 9ZZ"));
    // spotless:on

    /** One of them. */
    static SamplePatient number(int number) {
        return ALL.get((number - 1) % ALL.size());
    }

    /** As FHIR, registered with a practice. */
    ObjectNode asFhir(String practice) {
        return resource("Patient")
                .set("identifier", list(identifier("https://fhir.nhs.uk/Id/nhs-number", nhsNumber)))
                .set(
                        "name",
                        list(object().put("use", "usual")
                                .put("family", family)
                                .set("given", Json.list().add(given))))
                .put("gender", gender)
                .put("birthDate", birthDate)
                .set(
                        "address",
                        list(object().put("use", "home")
                                .set("line", Json.list().add(street).add("Altrincham"))
                                .put("postalCode", postcode)))
                .set("generalPractitioner", list(object().set("identifier", identifier(SampleJson.ODS, practice))));
    }
}
