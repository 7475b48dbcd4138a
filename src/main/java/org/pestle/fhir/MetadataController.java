package org.pestle.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What every base answers to anyone: is it there, is it well, what does it offer (contract.md 2, 6). */
@RestController
class MetadataController {
    private static final String PASS = "pass";
    private static final String FAIL = "fail";

    private final FhirJson json;
    private final Offer offer;
    private final DatabaseAnswer database;
    private final StandardRules validator;
    private final String version;

    MetadataController(
            FhirJson json,
            Offer offer,
            DatabaseAnswer database,
            StandardRules validator,
            ObjectProvider<BuildProperties> build) {
        this.json = json;
        this.offer = offer;
        this.database = database;
        this.validator = validator;
        BuildProperties properties = build.getIfAvailable();
        String known = properties == null ? null : properties.getVersion();
        this.version = known == null ? "unknown" : known;
    }

    /** The answer of {@code _ping}. */
    record Ping(String status, String version) {}

    /**
     * The answer of {@code _status}.
     *
     * @param checks the parts: the database, without which nothing goes, and whether the validator is warm
     */
    record Health(String status, String version, Map<String, String> checks) {}

    @GetMapping(
            path = {
                "/fhir-prescribing/_ping",
                "/fhir-dispensing/_ping",
                "/electronic-prescriptions/_ping",
                "/clinical-prescription-tracker/_ping",
                "/prescriptions-for-patients/_ping",
                "/prescriptions-for-patients-v2/_ping",
                "/prescription-status-update/_ping"
            },
            produces = MediaType.APPLICATION_JSON_VALUE)
    Ping ping() {
        return new Ping(PASS, version);
    }

    @GetMapping(
            path = {
                "/fhir-prescribing/_status",
                "/fhir-dispensing/_status",
                "/electronic-prescriptions/_status",
                "/clinical-prescription-tracker/_status",
                "/prescriptions-for-patients/_status",
                "/prescriptions-for-patients-v2/_status",
                "/prescription-status-update/_status"
            },
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Health> status() {
        boolean there = database.isThere();
        String status = there ? PASS : FAIL;
        Map<String, String> checks =
                new TreeMap<>(Map.of("database", status, "validator", validator.areWarm() ? PASS : "not warmed up"));
        return ResponseEntity.status(there ? 200 : InterfaceErrors.UNAVAILABLE)
                .body(new Health(status, version, checks));
    }

    @GetMapping(
            path = {
                "/fhir-prescribing/metadata",
                "/fhir-dispensing/metadata",
                "/electronic-prescriptions/metadata",
                "/clinical-prescription-tracker/metadata",
                "/prescriptions-for-patients/metadata",
                "/prescriptions-for-patients-v2/metadata",
                "/prescription-status-update/metadata",
                "/fhir-prescribing/FHIR/R4/metadata",
                "/fhir-dispensing/FHIR/R4/metadata",
                "/electronic-prescriptions/FHIR/R4/metadata"
            })
    ResponseEntity<byte[]> metadata(HttpServletRequest request) {
        String base = "/" + request.getRequestURI().split("/", 3)[1];
        CapabilityStatement statement = offer.of(base, version);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(FhirNames.MEDIA_TYPE))
                .body(json.write(statement));
    }
}
