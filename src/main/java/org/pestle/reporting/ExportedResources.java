package org.pestle.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * De-identified FHIR R4 resources of a priced claim. What leaves, and how:
 *
 * <ul>
 *   <li>unchanged: ODS codes of contractor, practice and commissioner; code and name of each product; quantity; prices,
 *       fees and charges; whether an item was paid
 *   <li>generalised: the day of dispensing to its month; the date of birth to ten years of birth, and to one open band
 *       from the one that reaches to those aged 90; a band is masked where fewer patients of the practice and
 *       contractor in the month share it than the policy for small numbers asks for, and with it the next smallest
 *       where it would be the only one or the masked ones together are still too few
 *   <li>renamed: claims and items bear identifiers made with a secret of this one export, which is forgotten when it
 *       completes, so that neither identifiers nor the order of lines lead from one export to another or to the record
 *   <li>dropped: NHS number, name, address, sex and every link between two claims of one patient; prescription ids,
 *       claim ids, line item ids; prescriber and dispenser as persons; dosage, notes, endorsements, exemption and its
 *       evidence; times of receipt; signatures and messages
 * </ul>
 */
final class ExportedResources {
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String PRICE_PART = "https://pestle.org/CodeSystem/price-part";
    private static final String ITEM_OUTCOME = "https://pestle.org/CodeSystem/item-outcome";
    private static final String BIRTH_YEARS = "https://pestle.org/StructureDefinition/Extension-BirthYears";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private ExportedResources() {}

    /** The resources of one type that a claim has. */
    static List<ObjectNode> of(ExportType type, ExportedClaim claim) {
        return switch (type) {
            case CLAIM -> List.of(claim(claim));
            case EXPLANATION_OF_BENEFIT -> List.of(explanationOfBenefit(claim));
            case MEDICATION_DISPENSE ->
                claim.items().stream()
                        .filter(ExportedClaim.Item::isSupplied)
                        .map(item -> dispense(claim, item))
                        .toList();
        };
    }

    private static ObjectNode claim(ExportedClaim claim) {
        ObjectNode resource = head("Claim", claim);
        resource.set("priority", concept("http://terminology.hl7.org/CodeSystem/processpriority", "normal"));
        parties(resource, claim);
        ArrayNode items = resource.putArray("item");
        claim.items().forEach(item -> item(items.addObject(), item));
        return resource;
    }

    private static ObjectNode explanationOfBenefit(ExportedClaim claim) {
        ObjectNode resource = head("ExplanationOfBenefit", claim);
        resource.putObject("claim").put("reference", "Claim/" + claim.pseudonym());
        resource.put("outcome", "complete");
        parties(resource, claim);
        ArrayNode items = resource.putArray("item");
        for (ExportedClaim.Item item : claim.items()) {
            ObjectNode line = items.addObject();
            item(line, item);
            ArrayNode parts = line.putArray("adjudication");
            parts.addObject().set("category", concept(ITEM_OUTCOME, item.outcome()));
            part(parts, "basic-price", item.basicPriceP());
            part(parts, "discount", item.discountP());
            part(parts, "actual-cost", item.actualCostP());
            part(parts, "beyond-order", item.beyondOrderP());
            part(parts, "fees", item.feesP());
            part(parts, "patient-charge", item.chargeP());
        }
        return resource;
    }

    private static ObjectNode dispense(ExportedClaim claim, ExportedClaim.Item item) {
        ObjectNode resource =
                pseudonymised("MedicationDispense", item.pseudonym().toString());
        resource.put("status", "completed");
        resource.set("medicationCodeableConcept", product(item));
        organisation(resource.putArray("performer").addObject().putObject("actor"), claim.contractor());
        resource.putObject("quantity").put("value", ReportColumn.plain(item.quantity()));
        resource.put("whenHandedOver", month(claim.dispensedIn()));
        return resource;
    }

    /** What claim and explanation of benefit begin with. */
    private static ObjectNode head(String type, ExportedClaim claim) {
        ObjectNode resource = pseudonymised(type, claim.pseudonym().toString());
        resource.putArray("contained").add(patient(claim.bornFrom(), claim.bornTo()));
        resource.put("status", "active");
        resource.set("type", concept("http://terminology.hl7.org/CodeSystem/claim-type", "pharmacy"));
        resource.put("use", "claim");
        resource.putObject("patient").put("reference", "#patient");
        resource.putObject("billablePeriod")
                .put("start", month(claim.dispensedIn()))
                .put("end", month(claim.dispensedIn()));
        resource.put("created", month(claim.month()));
        organisation(resource.putObject("insurer"), claim.commissioner());
        organisation(resource.putObject("provider"), claim.contractor());
        return resource;
    }

    private static void parties(ObjectNode resource, ExportedClaim claim) {
        ObjectNode practice = resource.putArray("careTeam").addObject();
        practice.put("sequence", 1);
        organisation(practice.putObject("provider"), claim.practice());
        practice.putObject("role").put("text", "prescriber");
        ObjectNode insurance = resource.putArray("insurance").addObject();
        if (resource.path("resourceType").asString().equals("Claim")) {
            insurance.put("sequence", 1);
        }
        insurance.put("focal", true);
        insurance.putObject("coverage").put("display", "NHS England");
    }

    private static void item(ObjectNode line, ExportedClaim.Item item) {
        line.put("sequence", item.sequence());
        line.putArray("careTeamSequence").add(1);
        line.set("productOrService", product(item));
        line.putObject("quantity").put("value", ReportColumn.plain(item.quantity()));
    }

    private static void part(ArrayNode parts, String name, BigDecimal pence) {
        ObjectNode part = parts.addObject();
        part.set("category", concept(PRICE_PART, name));
        part.putObject("amount").put("value", Pounds.exact(pence)).put("currency", "GBP");
    }

    /** Nobody in particular: only when they were born, roughly. */
    private static ObjectNode patient(@Nullable Integer bornFrom, @Nullable Integer bornTo) {
        ObjectNode patient = node().put("resourceType", "Patient").put("id", "patient");
        if (bornTo == null) {
            ObjectNode masked =
                    patient.putObject("_birthDate").putArray("extension").addObject();
            masked.put("url", ABSENT).put("valueCode", "masked");
            return patient;
        }
        ObjectNode band = patient.putArray("extension").addObject().put("url", BIRTH_YEARS);
        ObjectNode years = band.putObject("valuePeriod");
        if (bornFrom != null) {
            years.put("start", bornFrom.toString());
        }
        years.put("end", bornTo.toString());
        return patient;
    }

    private static ObjectNode pseudonymised(String type, String id) {
        ObjectNode resource = node().put("resourceType", type).put("id", id);
        resource.putObject("meta")
                .putArray("security")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue")
                .put("code", "PSEUDED");
        return resource;
    }

    private static ObjectNode product(ExportedClaim.Item item) {
        ObjectNode concept = concept(SNOMED, item.productCode());
        ((ObjectNode) concept.path("coding").path(0)).put("display", item.productName());
        return concept;
    }

    private static ObjectNode concept(String system, String code) {
        ObjectNode concept = node();
        concept.putArray("coding").addObject().put("system", system).put("code", code);
        return concept;
    }

    private static void organisation(ObjectNode reference, String code) {
        reference.put("type", "Organization");
        reference.putObject("identifier").put("system", ODS).put("value", code);
    }

    private static String month(LocalDate day) {
        return YearMonth.from(day).toString();
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
