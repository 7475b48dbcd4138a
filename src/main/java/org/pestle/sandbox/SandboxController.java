package org.pestle.sandbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pestle.jobs.JobResult;
import org.pestle.jobs.Night;
import org.pestle.problems.Problem;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the sandbox offers besides the service: clock, personas, a signature, a clean start (contract.md 4). */
@RestController
@Profile("sandbox")
@RequestMapping("/sandbox")
class SandboxController {
    private final MovableClock clock;
    private final DemonstrationPrescriber prescriber;
    private final FreshStart everything;
    private final Night night;
    private final RenewedRevocations revocations;

    SandboxController(
            MovableClock clock,
            DemonstrationPrescriber prescriber,
            FreshStart everything,
            Night night,
            RenewedRevocations revocations) {
        this.clock = clock;
        this.revocations = revocations;
        this.prescriber = prescriber;
        this.everything = everything;
        this.night = night;
    }

    /** The business time. */
    record Time(Instant now) {}

    /** How to move the clock: one of the two. */
    record Move(@Nullable String advance, @Nullable Instant set) {}

    /** What to sign: a digest of {@code $prepare} and its algorithm. */
    record ToSign(@Nullable String digest, @Nullable String algorithm) {}

    /** A signature, ready for {@code Provenance.signature.data}. */
    record Signed(String data) {}

    /** A certificate: base64 of its DER form. */
    record SigningCertificate(String certificate) {}

    /** A persona as others see it. */
    record Listed(
            String name,
            @Nullable String userId,
            @Nullable String roleProfileId,
            String role,
            String organisation,
            String description) {}

    @GetMapping("/clock")
    Time time() {
        return new Time(clock.instant());
    }

    @PostMapping("/clock")
    Time move(@RequestBody Move move) {
        if ((move.advance() == null) == (move.set() == null)) {
            throw new IllegalArgumentException("Send either \"advance\" with an ISO 8601 duration such as P10DT6H,"
                    + " or \"set\" with an instant such as 2026-12-01T09:00:00Z.");
        }
        if (move.advance() != null) {
            clock.advance(move.advance());
        } else if (move.set() != null) {
            clock.moveTo(move.set());
        }
        revocations.renew();
        return time();
    }

    @GetMapping("/personas")
    List<Listed> personas() {
        return Personas.all().stream()
                .map(persona -> new Listed(
                        persona.name(),
                        persona.userId(),
                        persona.roleProfileId(),
                        persona.role().claim(),
                        persona.organisation().value(),
                        persona.description()))
                .toList();
    }

    @PostMapping("/sign")
    Signed sign(@RequestBody ToSign toSign) {
        if (toSign.digest() == null || toSign.digest().isEmpty()) {
            throw new IllegalArgumentException("Send \"digest\", as $prepare answered it.");
        }
        return new Signed(prescriber.sign(toSign.digest(), toSign.algorithm() == null ? "RS256" : toSign.algorithm()));
    }

    /** The certificate of the demonstration prescriber, for {@code $prepare} with a JWS. */
    @GetMapping("/certificate")
    SigningCertificate certificate() {
        return new SigningCertificate(prescriber.certificate());
    }

    @PostMapping("/reset")
    Time reset() {
        everything.emptied();
        clock.putBack();
        revocations.renew();
        return time();
    }

    /** Runs a job now and answers when it ended. */
    @PostMapping("/jobs/{name}")
    JobResult run(@PathVariable String name, @RequestBody(required = false) @Nullable Map<String, Object> parameters) {
        if (!night.names().contains(name)) {
            throw new IllegalArgumentException("There is no such job; there are " + night.names() + ".");
        }
        Map<String, String> asText = new LinkedHashMap<>();
        if (parameters != null) {
            parameters.forEach((key, value) -> asText.put(key, String.valueOf(value)));
        }
        return night.run(name, asText);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refuse(IllegalArgumentException wrong) {
        return refusal(String.valueOf(wrong.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refuse(DateTimeException wrong) {
        return refusal("That is no ISO 8601 duration, or leads to no time that exists.");
    }

    private static ResponseEntity<ProblemDetail> refusal(String detail) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(Problem.INVALID_VALUE.httpStatus()), detail);
        problem.setTitle(Problem.INVALID_VALUE.title());
        problem.setProperty("code", Problem.INVALID_VALUE.code());
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }
}
