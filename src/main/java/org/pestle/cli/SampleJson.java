package org.pestle.cli;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The pieces of FHIR JSON that sample messages are put together from. */
final class SampleJson {
    static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";
    static final String UUIDS = "https://tools.ietf.org/html/rfc4122";
    static final String EXTENSIONS = "https://fhir.nhs.uk/StructureDefinition/Extension-";
    static final String CODE_SYSTEMS = "https://fhir.nhs.uk/CodeSystem/";
    static final String ITEM_NUMBER = "https://fhir.nhs.uk/Id/prescription-order-item-number";
    static final String DISPENSE_ITEM_NUMBER = "https://fhir.nhs.uk/Id/prescription-dispense-item-number";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SampleJson() {}

    static JsonNode parse(String json) {
        return JSON.readTree(json);
    }

    static String write(JsonNode json) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    static ObjectNode resource(String type) {
        return JSON.createObjectNode().put("resourceType", type);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode list(JsonNode... nodes) {
        ArrayNode list = JSON.createArrayNode();
        Stream.of(nodes).forEach(list::add);
        return list;
    }

    static ObjectNode identifier(String system, String value) {
        return object().put("system", system).put("value", value);
    }

    static ObjectNode coding(String system, String code, String display) {
        return object().put("system", system).put("code", code).put("display", display);
    }

    static ObjectNode concept(String system, String code, String display) {
        return object().set("coding", list(coding(system, code, display)));
    }

    static ObjectNode reference(String reference) {
        return object().put("reference", reference);
    }

    static ObjectNode entry(String id, ObjectNode resource) {
        return object().put("fullUrl", "urn:uuid:" + id).set("resource", resource);
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    /** The pharmacist in the role, as {@code contained} or as parameter; the person by identifier. */
    static ObjectNode pharmacist(SamplePharmacy pharmacy) {
        return resource("PractitionerRole")
                .set(
                        "identifier",
                        list(identifier("https://fhir.nhs.uk/Id/sds-role-profile-id", pharmacy.roleProfileId())))
                .set(
                        "practitioner",
                        object().put("display", "Sample Pharmacist")
                                .set("identifier", identifier("https://fhir.nhs.uk/Id/sds-user-id", pharmacy.userId())))
                .set(
                        "code",
                        list(concept(
                                CODE_SYSTEMS + "NHSDigital-SDS-JobRoleCode",
                                "S8000:G8000:R8000",
                                "Clinical Practitioner Access Role")))
                .set("telecom", list(telephone()));
    }

    static ObjectNode organisation(SamplePharmacy pharmacy) {
        return resource("Organization")
                .set("identifier", list(identifier(ODS, pharmacy.odsCode())))
                .put("active", true)
                .set("type", list(concept(CODE_SYSTEMS + "organisation-role", "182", "PHARMACY")))
                .put("name", pharmacy.name())
                .set("telecom", list(telephone()))
                .set(
                        "address",
                        list(object().put("use", "work")
                                .put("city", "Altrincham")
                                .put("postalCode", "WA15 7DD")
                                .set("line", JSON.createArrayNode().add("63 Briarfield Road"))));
    }

    private static ObjectNode telephone() {
        return object().put("system", "phone").put("use", "work").put("value", "0161 0000000");
    }

    /** The resources of a Bundle of this type, in their order. */
    static Stream<ObjectNode> resources(JsonNode bundle, String type) {
        return bundle.path("entry")
                .valueStream()
                .map(entry -> entry.path("resource"))
                .filter(resource -> type.equals(resource.path("resourceType").asString("")))
                .map(resource -> (ObjectNode) resource);
    }

    /** The first extension of this name, with the address shared by all of the national service. */
    static Optional<JsonNode> extension(JsonNode element, String name) {
        return element.path("extension")
                .valueStream()
                .filter(extension -> extension.path("url").asString("").endsWith("/Extension-" + name))
                .findFirst();
    }
}
