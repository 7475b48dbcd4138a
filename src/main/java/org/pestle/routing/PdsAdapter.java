package org.pestle.routing;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pestle.routing.JsonSource.Reply;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and changes nominations in a Patient of the Personal Demographics Service's FHIR API (eps.md 6.1). */
final class PdsAdapter implements Demographics {
    private static final String PATIENT = "/personal-demographics/FHIR/R4/Patient/";
    private static final String EXTENSION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";
    private static final String ODS_CODE = "https://fhir.nhs.uk/Id/ods-organization-code";
    private static final Pattern SITE = Pattern.compile("[A-Za-z0-9]{3,8}");
    private static final Pattern VERSION = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]{1,100}\"");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<SiteType, String> KINDS = Map.of(
            SiteType.COMMUNITY_PHARMACY, EXTENSION + "NominatedPharmacy",
            SiteType.APPLIANCE_CONTRACTOR, EXTENSION + "MedicalApplianceSupplier",
            SiteType.DISPENSING_DOCTOR, EXTENSION + "PreferredDispenserOrganization");

    private final JsonSource source;

    PdsAdapter(JsonSource source) {
        this.source = source;
    }

    /** A Patient as it came, believed to be the one that was asked for. */
    private record Patient(JsonNode json, String version) {
        /** Where its extension for a type stands, or -1. */
        int indexOf(SiteType type) {
            JsonNode extensions = json.path("extension");
            for (int i = 0; i < extensions.size(); i++) {
                if (url(type).equals(extensions.path(i).path("url").asString(""))) {
                    return i;
                }
            }
            return -1;
        }

        /** The site of that type, or null. */
        @Nullable
        OdsCode site(SiteType type) {
            String code = json.path("extension")
                    .path(Math.max(0, indexOf(type)))
                    .path("valueReference")
                    .path("identifier")
                    .path("value")
                    .asString("");
            return indexOf(type) >= 0 && SITE.matcher(code).matches() ? OdsCode.parse(code) : null;
        }

        Map<SiteType, OdsCode> nominated() {
            Map<SiteType, OdsCode> nominated = new EnumMap<>(SiteType.class);
            KINDS.keySet()
                    .forEach(type -> Optional.ofNullable(site(type)).ifPresent(site -> nominated.put(type, site)));
            return nominated;
        }
    }

    @Override
    public Lookup find(NhsNumber patient) {
        return switch (source.get(PATIENT + patient.value())) {
            case Reply.Found found ->
                read(found, patient)
                        .<Lookup>map(read -> new Lookup.Known(read.nominated(), read.version()))
                        .orElseGet(Lookup.Unavailable::new);
            case Reply.NotFound notFound -> new Lookup.NoSuchPatient();
            case Reply.Conflict conflict -> new Lookup.Unavailable();
            case Reply.Failed failed -> new Lookup.Unavailable();
        };
    }

    // A record that was changed between reading and writing is read again once: somebody may have changed an address.
    // After a failure it is read too, since the change may have been made although its answer was lost.
    @Override
    public Change change(NhsNumber patient, SiteType type, @Nullable OdsCode before, @Nullable OdsCode to) {
        return switch (change(patient, type, before, to, true)) {
            case Change.Conflict conflict -> change(patient, type, before, to, true);
            case Change.Unavailable failed -> change(patient, type, before, to, false);
            case Change other -> other;
        };
    }

    private Change change(
            NhsNumber patient, SiteType type, @Nullable OdsCode before, @Nullable OdsCode to, boolean write) {
        return switch (source.get(PATIENT + patient.value())) {
            case Reply.Found found -> {
                Optional<Patient> read = read(found, patient);
                if (read.isEmpty()) {
                    yield new Change.Unavailable();
                }
                OdsCode now = read.get().site(type);
                if (Objects.equals(now, to)) {
                    yield new Change.Done(read.get().nominated(), read.get().version());
                }
                if (!Objects.equals(now, before)) {
                    yield new Change.Conflict();
                }
                yield write ? write(patient, type, read.get(), to) : new Change.Unavailable();
            }
            case Reply.NotFound notFound -> new Change.NoSuchPatient();
            case Reply.Conflict conflict -> new Change.Unavailable();
            case Reply.Failed failed -> new Change.Unavailable();
        };
    }

    private Change write(NhsNumber patient, SiteType type, Patient read, @Nullable OdsCode to) {
        if (!VERSION.matcher(read.version()).matches()) {
            source.distrust("no-version");
            return new Change.Unavailable();
        }
        return switch (source.patch(PATIENT + patient.value(), read.version(), patch(type, read, to))) {
            case Reply.Found found ->
                read(found, patient)
                        .filter(changed -> Objects.equals(changed.site(type), to))
                        .<Change>map(changed -> new Change.Done(changed.nominated(), changed.version()))
                        .orElseGet(Change.Unavailable::new);
            case Reply.NotFound notFound -> new Change.NoSuchPatient();
            case Reply.Conflict conflict -> new Change.Conflict();
            case Reply.Failed failed -> new Change.Unavailable();
        };
    }

    private static ArrayNode patch(SiteType type, Patient read, @Nullable OdsCode to) {
        ArrayNode patch = JSON.createArrayNode();
        int index = read.indexOf(type);
        if (index < 0) {
            patch.addObject()
                    .put("op", "add")
                    .put("path", "/extension/-")
                    .set("value", extension(type, Objects.requireNonNull(to)));
            return patch;
        }
        String path = "/extension/" + index;
        patch.addObject()
                .put("op", "test")
                .put("path", path)
                .set("value", read.json().path("extension").path(index));
        ObjectNode change =
                patch.addObject().put("op", to == null ? "remove" : "replace").put("path", path);
        if (to != null) {
            change.set("value", extension(type, to));
        }
        return patch;
    }

    private static ObjectNode extension(SiteType type, OdsCode site) {
        ObjectNode extension = JSON.createObjectNode().put("url", url(type));
        extension
                .putObject("valueReference")
                .putObject("identifier")
                .put("system", ODS_CODE)
                .put("value", site.value());
        return extension;
    }

    private static String url(SiteType type) {
        return Objects.requireNonNull(KINDS.get(type), "no nomination of this type");
    }

    /** The patient that was asked for; empty, and counted as a failure, if it is another. */
    private Optional<Patient> read(Reply.Found found, NhsNumber patient) {
        JsonNode json = found.json();
        if (json.path("resourceType").asString("").equals("Patient")
                && json.path("id").asString("").equals(patient.value())) {
            return Optional.of(new Patient(json, found.version()));
        }
        source.distrust("another-patient");
        return Optional.empty();
    }
}
