package org.pestle.fhir;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.dispensing.DispensingToken;
import org.pestle.dispensing.PrintToken;
import org.pestle.dispensing.TokenSeal;
import org.pestle.paper.Picture;
import org.pestle.problems.Outcome;
import org.pestle.values.PrescriptionId;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dispensing tokens to print or to show, and the keys by which their seals are checked. */
@RestController
class TokenController {
    private static final String TOKEN = "/clinical-prescription-tracker/RequestGroup/{id}/token";
    private static final float DOTS_PER_INCH = 200;

    private final Access access;
    private final PrintToken tokens;
    private final TokenSeal seal;
    private final OutcomeWriter outcomes;

    TokenController(Access access, PrintToken tokens, TokenSeal seal, OutcomeWriter outcomes) {
        this.access = access;
        this.tokens = tokens;
        this.seal = seal;
        this.outcomes = outcomes;
    }

    @GetMapping(TOKEN + ".pdf")
    ResponseEntity<byte[]> pdf(
            Received call, @PathVariable String id, @RequestParam(required = false) @Nullable String issueNumber) {
        return answer(print(call, id, issueNumber), MediaType.APPLICATION_PDF);
    }

    @GetMapping(TOKEN + ".png")
    ResponseEntity<byte[]> png(
            Received call, @PathVariable String id, @RequestParam(required = false) @Nullable String issueNumber) {
        return answer(print(call, id, issueNumber), MediaType.IMAGE_PNG);
    }

    /** Open to everyone; may be kept for an hour. */
    @GetMapping("/.well-known/prescription-token-keys")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(seal.publicKeys());
    }

    private Outcome<DispensingToken> print(Received call, String id, @Nullable String issueNumber) {
        access.require(call.caller(), Operation.PRINT_TOKEN);
        Findings findings = new Findings();
        PrescriptionId prescription = PrescriptionIds.read(id, "id", findings);
        Integer issue = IssueNumbers.read(issueNumber, findings);
        if (prescription == null || !findings.isEmpty()) {
            return Outcome.refused(findings.all());
        }
        return tokens.print(prescription, issue, call.caller(), call.requestId());
    }

    private ResponseEntity<byte[]> answer(Outcome<DispensingToken> outcome, MediaType type) {
        return switch (outcome) {
            case Outcome.Refused<DispensingToken>(var findings) -> WriteCall.respond(outcomes.answer(findings));
            case Outcome.Done<DispensingToken>(DispensingToken token) -> {
                byte[] pdf = token.toPdf();
                yield ResponseEntity.ok()
                        .contentType(type)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "inline; filename=\"token-%s.%s\""
                                        .formatted(token.prescription().id().shortForm(), type.getSubtype()))
                        .body(type.equals(MediaType.IMAGE_PNG) ? Picture.png(pdf, DOTS_PER_INCH) : pdf);
            }
        };
    }
}
