package org.pestle.routing;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.pestle.routing.JsonSource.Reply;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import tools.jackson.databind.JsonNode;

/** Reads nominations from a Patient of the Personal Demographics Service's FHIR API (eps.md 6.1). */
final class PdsAdapter implements Demographics {
    private static final String PATIENT = "/personal-demographics/FHIR/R4/Patient/";
    private static final String EXTENSION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";
    private static final Pattern SITE = Pattern.compile("[A-Za-z0-9]{3,8}");
    private static final Map<String, SiteType> KINDS = Map.of(
            EXTENSION + "NominatedPharmacy", SiteType.COMMUNITY_PHARMACY,
            EXTENSION + "MedicalApplianceSupplier", SiteType.APPLIANCE_CONTRACTOR,
            EXTENSION + "PreferredDispenserOrganization", SiteType.DISPENSING_DOCTOR);

    private final JsonSource source;

    PdsAdapter(JsonSource source) {
        this.source = source;
    }

    @Override
    public Lookup find(NhsNumber patient) {
        return switch (source.get(PATIENT + patient.value())) {
            case Reply.Found found -> read(found.json(), patient);
            case Reply.NotFound notFound -> new Lookup.Known(Map.of());
            case Reply.Failed failed -> new Lookup.Unavailable();
        };
    }

    private Lookup read(JsonNode json, NhsNumber patient) {
        if (!json.path("resourceType").asString("").equals("Patient")
                || !json.path("id").asString("").equals(patient.value())) {
            source.distrust("another-patient");
            return new Lookup.Unavailable();
        }
        Map<SiteType, OdsCode> nominated = new EnumMap<>(SiteType.class);
        for (JsonNode extension : json.path("extension")) {
            SiteType type = KINDS.get(extension.path("url").asString(""));
            String code = extension
                    .path("valueReference")
                    .path("identifier")
                    .path("value")
                    .asString("");
            if (type != null && SITE.matcher(code).matches()) {
                nominated.put(type, OdsCode.parse(code));
            }
        }
        return new Lookup.Known(Map.copyOf(nominated));
    }
}
