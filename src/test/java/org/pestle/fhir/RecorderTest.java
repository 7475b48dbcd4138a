package org.pestle.fhir;

import java.nio.file.*;
import java.time.*;
import java.util.*;
import org.junit.jupiter.api.Test;
import org.pestle.cli.*;
import org.pestle.testing.*;
import org.pestle.values.*;
import tools.jackson.databind.*;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.*;

class RecorderTest {
    static final Path OUT = Path.of("src/main/resources/openapi/examples");
    final Service s = Service.running();
    final JsonMapper m =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    String save(String id, String body) throws Exception {
        Files.createDirectories(OUT);
        Files.writeString(OUT.resolve(id + ".request.json"), m.writeValueAsString(m.readTree(body)) + "\n");
        return body;
    }

    JsonNode call(String id, String path, String who, String type, String body) throws Exception {
        save(id, body);
        var a = s.post(path, who, type, body);
        System.err.println(id + " " + a.statusCode() + " "
                + a.body().substring(0, Math.min(200, a.body().length())));
        JsonNode n = m.readTree(a.body());
        Files.writeString(OUT.resolve(id + ".answer.json"), m.writeValueAsString(n) + "\n");
        return n;
    }

    @Test
    void record() throws Exception {
        String F = "application/fhir+json", J = "application/json";
        s.reset();
        call("set-clock", "/sandbox/clock", null, J, "{\"set\":\"2026-11-25T09:00:00Z\"}");
        Instant now = Instant.parse("2026-11-25T08:55:00Z");
        ObjectNode order = SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, now);
        JsonNode p = call("prepare-order", "/fhir-prescribing/FHIR/R4/$prepare", "prescriber", F, order.toString());
        ObjectNode sign = m.createObjectNode();
        String ts = "";
        for (JsonNode x : p.path("parameter")) {
            if (x.path("name").asString().equals("digest"))
                sign.put("digest", x.path("valueString").asString());
            if (x.path("name").asString().equals("algorithm"))
                sign.put("algorithm", x.path("valueString").asString());
            if (x.path("name").asString().equals("timestamp"))
                ts = x.path("valueString").asString();
        }
        JsonNode d = call("sign", "/sandbox/sign", null, J, sign.toString());
        ObjectNode signed = SampleOrder.sign(order, ts, d.path("data").asString());
        call("send-order", "/fhir-prescribing/FHIR/R4/$process-message", "prescriber", F, signed.toString());
        SamplePharmacy ph = SamplePharmacy.FA565;
        String rel = SampleRelease.nominated(ph);
        JsonNode r = call("release-nominated", "/fhir-dispensing/FHIR/R4/Task/$release", "pharmacist", F, rel);
        call(
                "release-by-id",
                "/fhir-dispensing/FHIR/R4/Task/$release",
                "pharmacist",
                F,
                SampleRelease.byId(ph, SampleOrder.prescriptionId(order)));
        String dis = new SampleDispense(
                        SampleRelease.passed(r.toString()).getFirst(),
                        SampleRelease.releaseId(r.toString()),
                        ph,
                        Instant.parse("2026-11-25T09:30:00Z"))
                .inFull();
        s.post("/sandbox/clock", null, J, "{\"set\":\"2026-11-25T10:00:00Z\"}");
        call("dispense", "/fhir-dispensing/FHIR/R4/$process-message", "pharmacist", F, dis);
        String claim = SampleClaim.paid(ph).of(dis, Instant.parse("2026-11-25T09:45:00Z"));
        call("claim", "/fhir-dispensing/FHIR/R4/Claim", "pharmacist", F, claim);
        s.reset();
    }
}
