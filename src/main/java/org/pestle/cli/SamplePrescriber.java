package org.pestle.cli;

import static org.pestle.cli.SampleJson.CODE_SYSTEMS;
import static org.pestle.cli.SampleJson.coding;
import static org.pestle.cli.SampleJson.concept;
import static org.pestle.cli.SampleJson.identifier;
import static org.pestle.cli.SampleJson.list;
import static org.pestle.cli.SampleJson.object;
import static org.pestle.cli.SampleJson.reference;
import static org.pestle.cli.SampleJson.resource;

import tools.jackson.databind.node.ObjectNode;

/** The sandbox's prescriber in FHIR: the role, the person and the practice (contract.md 3). */
final class SamplePrescriber {
    private SamplePrescriber() {}

    static ObjectNode role(String person, String organisation) {
        return resource("PractitionerRole")
                .set("identifier", list(identifier("https://fhir.nhs.uk/Id/sds-role-profile-id", "555254242105")))
                .set("practitioner", reference("urn:uuid:" + person))
                .set("organization", reference("urn:uuid:" + organisation))
                .set(
                        "code",
                        list(object().set(
                                        "coding",
                                        list(coding(
                                                CODE_SYSTEMS + "NHSDigital-SDS-JobRoleCode",
                                                "S8000:G8000:R8000",
                                                "Clinical Practitioner Access Role")))))
                .set("telecom", list(telephone("01740 000001")));
    }

    static ObjectNode person() {
        return resource("Practitioner")
                .set(
                        "identifier",
                        list(
                                identifier("https://fhir.nhs.uk/Id/sds-user-id", "656005750107"),
                                identifier("https://fhir.hl7.org.uk/Id/gmc-number", "6095103"),
                                identifier("https://fhir.hl7.org.uk/Id/din-number", "977677")))
                .set(
                        "name",
                        list(object().put("family", "PATEL")
                                .set("given", Json.list().add("Asha"))
                                .set("prefix", Json.list().add("DR"))));
    }

    static ObjectNode practice(String odsCode) {
        return resource("Organization")
                .set("identifier", list(identifier(SampleJson.ODS, odsCode)))
                .set("type", list(concept(CODE_SYSTEMS + "organisation-role", "76", "GP PRACTICE")))
                .put("name", "Hallgarth Surgery")
                .set("telecom", list(telephone("01740 000000")))
                .set(
                        "address",
                        list(object().put("use", "work")
                                .set(
                                        "line",
                                        Json.list().add("Hallgarth Surgery").add("Cheapside"))
                                .put("city", "Shildon")
                                .put("postalCode", "DL4 9ZZ")))
                .set(
                        "partOf",
                        object().set("identifier", identifier(SampleJson.ODS, "QHM"))
                                .put("display", "NHS North East and North Cumbria ICB"));
    }

    private static ObjectNode telephone(String number) {
        return object().put("system", "phone").put("use", "work").put("value", number);
    }
}
