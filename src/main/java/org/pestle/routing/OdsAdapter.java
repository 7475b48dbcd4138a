package org.pestle.routing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.routing.JsonSource.Reply;
import org.pestle.routing.Site.OpeningTime;
import org.pestle.values.OdsCode;
import tools.jackson.databind.JsonNode;

/**
 * Reads dispensing sites from the Directory of Healthcare Services (its service search) and practices from the ODS
 * organisation reference data (ORD).
 */
final class OdsAdapter implements OrganisationDirectory {
    private static final String SITES = "/service-search-api/?api-version=3&searchFields=ODSCode&search=";
    private static final String NAMED =
            "/service-search-api/?api-version=3&searchMode=all&$filter=" + "OrganisationTypeId%20eq%20%27PHA%27&$top=";
    private static final String ORGANISATIONS = "/ORD/2-0-0/organisations/";
    private static final String EPS_SERVICE = "EPS0001";
    private static final String COMMISSIONED_BY = "RE4";

    private final JsonSource source;

    OdsAdapter(JsonSource source) {
        this.source = source;
    }

    @Override
    public Lookup<Site> site(OdsCode code) {
        return switch (source.get(SITES + code.value())) {
            case Reply.Found found -> readSite(found.json(), code);
            case Reply.NotFound notFound -> new Lookup.Unknown<>();
            case Reply.Conflict conflict -> new Lookup.Unavailable<>();
            case Reply.Failed failed -> new Lookup.Unavailable<>();
        };
    }

    private Lookup<Site> readSite(JsonNode json, OdsCode code) {
        if (!json.path("value").isArray()) {
            return distrusted("no-list");
        }
        if (json.path("value").isEmpty()) {
            return new Lookup.Unknown<>();
        }
        for (JsonNode organisation : json.path("value")) {
            if (organisation.path("ODSCode").asString("").equalsIgnoreCase(code.value())) {
                return new Lookup.Found<>(toSite(organisation, code));
            }
        }
        return distrusted("another-organisation");
    }

    @Override
    public Lookup<List<Site>> sites(String words, int limit) {
        String path = NAMED + limit + "&search=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
        return switch (source.get(path)) {
            case Reply.Found found -> readSites(found.json());
            case Reply.NotFound notFound -> new Lookup.Found<>(List.of());
            case Reply.Conflict conflict -> new Lookup.Unavailable<>();
            case Reply.Failed failed -> new Lookup.Unavailable<>();
        };
    }

    private Lookup<List<Site>> readSites(JsonNode json) {
        if (!json.path("value").isArray()) {
            return distrusted("no-list");
        }
        List<Site> sites = new ArrayList<>();
        for (JsonNode organisation : json.path("value")) {
            String code = organisation.path("ODSCode").asString("");
            if (!code.isEmpty() && OdsCode.isRight(code)) {
                sites.add(toSite(organisation, OdsCode.parse(code)));
            }
        }
        return new Lookup.Found<>(List.copyOf(sites));
    }

    private static Site toSite(JsonNode organisation, OdsCode code) {
        List<String> lines = new ArrayList<>();
        for (String field : List.of("Address1", "Address2", "Address3", "City", "County")) {
            String line = organisation.path(field).asString("");
            if (!line.isBlank()) {
                lines.add(line);
            }
        }
        boolean epsEnabled = false;
        for (JsonNode service : organisation.path("Services")) {
            epsEnabled |= service.path("ServiceCode").asString("").equals(EPS_SERVICE);
        }
        return new Site(
                code,
                organisation.path("OrganisationName").asString(code.value()),
                typeOf(organisation),
                lines,
                organisation.path("Postcode").asString(""),
                contact(organisation, "Telephone"),
                contact(organisation, "Website"),
                openingTimes(organisation),
                organisation.path("OrganisationSubType").asString("").equals("DistanceSelling"),
                epsEnabled,
                organisation.path("OrganisationStatus").asString("").equals("Visible"));
    }

    private static List<OpeningTime> openingTimes(JsonNode organisation) {
        List<OpeningTime> times = new ArrayList<>();
        for (JsonNode period : organisation.path("OpeningTimes")) {
            String date = period.path("AdditionalOpeningDate").asString("");
            times.add(new OpeningTime(
                    date.isEmpty() ? period.path("Weekday").asString("") : date,
                    period.path("IsOpen").asBoolean(false)
                            ? period.path("OpeningTime").asString("") + "-"
                                    + period.path("ClosingTime").asString("")
                            : "closed"));
        }
        return times;
    }

    private static SiteType typeOf(JsonNode organisation) {
        if (organisation.path("OrganisationTypeId").asString("").equals("GPB")) {
            return SiteType.DISPENSING_DOCTOR;
        }
        return organisation.path("OrganisationSubType").asString("").equals("DAC")
                ? SiteType.APPLIANCE_CONTRACTOR
                : SiteType.COMMUNITY_PHARMACY;
    }

    private static @Nullable String contact(JsonNode organisation, String kind) {
        for (JsonNode contact : organisation.path("Contacts")) {
            if (contact.path("ContactMethodType").asString("").equals(kind)) {
                return contact.path("ContactValue").asString("");
            }
        }
        return null;
    }

    @Override
    public Lookup<Practice> practice(OdsCode code) {
        return switch (source.get(ORGANISATIONS + code.value())) {
            case Reply.Found found -> readPractice(found.json().path("Organisation"), code);
            case Reply.NotFound notFound -> new Lookup.Unknown<>();
            case Reply.Conflict conflict -> new Lookup.Unavailable<>();
            case Reply.Failed failed -> new Lookup.Unavailable<>();
        };
    }

    private Lookup<Practice> readPractice(JsonNode organisation, OdsCode code) {
        if (!organisation.path("OrgId").path("extension").asString("").equalsIgnoreCase(code.value())) {
            return distrusted("another-organisation");
        }
        for (JsonNode relation : organisation.path("Rels").path("Rel")) {
            String target =
                    relation.path("Target").path("OrgId").path("extension").asString("");
            if (relation.path("id").asString("").equals(COMMISSIONED_BY)
                    && relation.path("Status").asString("").equals("Active")
                    && OdsCode.isRight(target)) {
                return new Lookup.Found<>(
                        new Practice(code, organisation.path("Name").asString(code.value()), OdsCode.parse(target)));
            }
        }
        return new Lookup.Unknown<>();
    }

    private <T> Lookup<T> distrusted(String reason) {
        source.distrust(reason);
        return new Lookup.Unavailable<>();
    }
}
