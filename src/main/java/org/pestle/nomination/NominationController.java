package org.pestle.nomination;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.CurrentCaller;
import org.pestle.access.PatientIdentity;
import org.pestle.exchange.Answer;
import org.pestle.exchange.Call;
import org.pestle.exchange.Exchange;
import org.pestle.exchange.PlainJson;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.SiteType;
import org.pestle.routing.StandingNominations.Standing;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A patient's nominations, in plain JSON: {@code POST /nominations/find} reads them, {@code POST /nominations/change}
 * changes one (eps.md 6.1, 6.2). The patient is named in the body, never in the address.
 */
@RestController
class NominationController {

    private final ChangeNomination nominations;
    private final Exchange exchange;
    private final CurrentCaller callers;

    NominationController(ChangeNomination nominations, Exchange exchange, CurrentCaller callers) {
        this.nominations = nominations;
        this.exchange = exchange;
        this.callers = callers;
    }

    /** The nominations of a patient: {@code {"nhsNumber": "…"}}. */
    @PostMapping(path = "/nominations/find", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> find(@RequestBody(required = false) byte @Nullable [] body, HttpServletRequest request) {
        return asked(request, by -> {
            Optional<NhsNumber> patient = patient(PlainJson.read(body));
            if (patient.isEmpty()) {
                return PlainJson.refuse(List.of(wrongPatient()));
            }
            return switch (nominations.read(patient.get(), by)) {
                case Outcome.Refused<Standing> refused -> PlainJson.refuse(refused.findings());
                case Outcome.Done<Standing>(Standing standing) ->
                    withVersion(PlainJson.done(document(standing)), standing.version());
            };
        });
    }

    /** Changes a nomination: {@code {"nhsNumber": "…", "type": "P1", "site": "FA565" or null}}. */
    @PostMapping(path = "/nominations/change", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> change(@RequestBody(required = false) byte @Nullable [] body, HttpServletRequest request) {
        return asked(request, by -> {
            JsonNode wish = PlainJson.read(body);
            List<Finding> findings = findings(wish);
            if (!findings.isEmpty()) {
                return PlainJson.refuse(findings);
            }
            return change(wish(wish, request.getHeader(HttpHeaders.IF_MATCH)), body == null ? new byte[0] : body, by);
        });
    }

    private ResponseEntity<byte[]> change(NominationWish wish, byte[] body, NominationCaller by) {
        Call call = new Call(
                by.caller(),
                by.requestId(),
                wish.operation(),
                null,
                by.requestId().toString(),
                Call.digest(body));
        Outcome<Answer> outcome = exchange.answered(call).orElseGet(() -> once(call, wish, by));
        return PlainJson.respond(
                switch (outcome) {
                    case Outcome.Done<Answer>(Answer answer) -> answer;
                    case Outcome.Refused<Answer> refused -> PlainJson.refused(refused.findings());
                });
    }

    private Outcome<Answer> once(Call call, NominationWish wish, NominationCaller by) {
        return switch (nominations.change(wish, by)) {
            case Outcome.Refused<ChangedNomination> refused ->
                exchange.once(call, null, () -> PlainJson.refused(refused.findings()));
            case Outcome.Done<ChangedNomination>(ChangedNomination changed) ->
                exchange.once(call, null, () -> PlainJson.done(document(changed, nominations.follow(changed, by))));
        };
    }

    /** Every call is made by somebody, under an id; the name of a patient is taken from the trusted gateway only. */
    private ResponseEntity<byte[]> asked(
            HttpServletRequest request, Function<NominationCaller, ResponseEntity<byte[]>> call) {
        Caller caller = callers.get();
        String patient = request.getHeader(PatientIdentity.HEADER);
        if (PatientIdentity.isPretended(caller, patient)) {
            return PlainJson.refuse(List.of(Finding.at(
                    PatientIdentity.HEADER,
                    Problem.MISSING_OR_INVALID_HEADER,
                    "Only the trusted gateway names a patient in a header")));
        }
        Optional<UUID> requestId = PlainJson.requestId(request);
        if (requestId.isEmpty() && request.getHeader(PlainJson.REQUEST_ID) != null) {
            return PlainJson.refuse(
                    List.of(Finding.at(PlainJson.REQUEST_ID, Problem.INVALID_VALUE, "X-Request-ID is a UUID")));
        }
        return call.apply(new NominationCaller(caller, patient, requestId.orElseGet(UUID::randomUUID)));
    }

    private static List<Finding> findings(JsonNode wish) {
        List<Finding> findings = new ArrayList<>();
        if (patient(wish).isEmpty()) {
            findings.add(wrongPatient());
        }
        if (type(wish).isEmpty()) {
            findings.add(Finding.at("/type", Problem.INVALID_VALUE, "type is P1, P2 or P3"));
        }
        JsonNode site = wish.path("site");
        if (!site.isNull() && !(site.isString() && site.asString().matches("[A-Za-z0-9]{3,8}"))) {
            findings.add(
                    Finding.at("/site", Problem.INVALID_VALUE, "site is an ODS code, or null to end the nomination"));
        }
        return findings;
    }

    private static NominationWish wish(JsonNode wish, @Nullable String version) {
        JsonNode site = wish.path("site");
        return new NominationWish(
                patient(wish).orElseThrow(),
                type(wish).orElseThrow(),
                site.isNull() ? null : OdsCode.parse(site.asString()),
                version);
    }

    private static Optional<NhsNumber> patient(JsonNode document) {
        return Optional.of(document.path("nhsNumber").asString(""))
                .filter(NhsNumber::isRight)
                .map(NhsNumber::new);
    }

    private static Optional<SiteType> type(JsonNode document) {
        return SiteType.of(document.path("type").asString("")).filter(type -> type != SiteType.NONE);
    }

    private static Finding wrongPatient() {
        return Finding.at("/nhsNumber", Problem.INVALID_VALUE, "nhsNumber is an NHS number of ten digits, as text");
    }

    private static ObjectNode document(Standing standing) {
        ObjectNode document = PlainJson.document();
        ArrayNode list = document.putArray("nominations");
        standing.nominated().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> list.addObject()
                        .put("type", each.getKey().code())
                        .put("site", each.getValue().value()));
        return document.put("version", standing.version());
    }

    private static ObjectNode document(ChangedNomination changed, int moved) {
        OdsCode former = changed.former();
        OdsCode site = changed.wish().site();
        return PlainJson.document()
                .put("type", changed.wish().type().code())
                .put("before", former == null ? null : former.value())
                .put("site", site == null ? null : site.value())
                .put("version", changed.version())
                .put("issuesMoved", moved);
    }

    private static ResponseEntity<byte[]> withVersion(Answer answer, String version) {
        ResponseEntity<byte[]> plain = PlainJson.respond(answer);
        return ResponseEntity.status(plain.getStatusCode())
                .headers(plain.getHeaders())
                .header(HttpHeaders.ETAG, version)
                .body(plain.getBody());
    }
}
