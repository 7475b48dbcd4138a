package org.pestle.fhir;

import org.hl7.fhir.r4.model.Parameters;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.access.Ownership;
import org.pestle.dispensing.Release;
import org.pestle.dispensing.ReleasePrescriptions;
import org.pestle.exchange.Answer;
import org.pestle.fhir.WriteCall.Written;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.SiteDirectory;
import org.pestle.values.OdsCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands prescriptions to pharmacies: {@code Task/$release} (eps.md 1.5). */
@RestController
class ReleaseController {
    private final FhirJson json;
    private final Access access;
    private final ReleasePrescriptions releases;
    private final ReleaseBundleWriter writer;
    private final WriteCall calls;
    private final SiteDirectory directory;

    ReleaseController(
            FhirJson json,
            Access access,
            ReleasePrescriptions releases,
            ReleaseBundleWriter writer,
            WriteCall calls,
            SiteDirectory directory) {
        this.json = json;
        this.access = access;
        this.releases = releases;
        this.writer = writer;
        this.calls = calls;
        this.directory = directory;
    }

    @PostMapping(
            path = {"/fhir-dispensing/FHIR/R4/Task/$release", "/electronic-prescriptions/FHIR/R4/Task/$release"},
            consumes = FhirNames.MEDIA_TYPE,
            produces = FhirNames.MEDIA_TYPE)
    ResponseEntity<byte[]> release(Received received) {
        access.require(received.caller(), Operation.RELEASE_NOMINATED);
        return switch (json.parse(received.body(), Parameters.class)) {
            case Outcome.Refused<Parameters> refused ->
                calls.refuse(received, Written.unread(Operation.RELEASE_NOMINATED), refused.findings());
            case Outcome.Done<Parameters>(Parameters parameters) ->
                release(checked(ReleaseRequestReader.read(parameters), received), received);
        };
    }

    /** A locum may act for any pharmacy of the directory, and for nothing that is not in it. */
    private Outcome<ReleaseRequest> checked(Outcome<ReleaseRequest> request, Received received) {
        if (received.caller().isLocum()
                && request instanceof Outcome.Done<ReleaseRequest>(ReleaseRequest read)
                && directory.find(read.owner()) instanceof SiteDirectory.Lookup.Unknown) {
            return Outcome.refused(Finding.at(
                    "Parameters.parameter(\"owner\").resource.identifier",
                    Problem.INVALID_RESOURCE_ID,
                    "The directory has no dispensing site with this code"));
        }
        return request;
    }

    private ResponseEntity<byte[]> release(Outcome<ReleaseRequest> request, Received received) {
        Operation operation = Operation.RELEASE_NOMINATED;
        String subject = "-";
        if (request instanceof Outcome.Done<ReleaseRequest>(ReleaseRequest read)) {
            operation = read.id() == null ? Operation.RELEASE_NOMINATED : Operation.RELEASE_BY_ID;
            subject = read.id() == null
                    ? received.caller().actingFor(read.owner()).value()
                    : read.id().value();
        }
        Ownership ownership = access.of(received.caller(), operation);
        Written written = new Written(operation, null, subject);
        return calls.handle(received, written, request, null, read -> take(read, ownership, received));
    }

    private Outcome<Answer> take(ReleaseRequest request, Ownership ownership, Received received) {
        OdsCode site = received.caller().actingFor(request.owner());
        Outcome<Release> release = request.id() == null
                ? releases.nominated(site, received.caller(), received.requestId())
                : releases.byId(
                        request.id(),
                        site,
                        ownership == Ownership.OWN_NOMINATED,
                        received.caller(),
                        received.requestId());
        return switch (release) {
            case Outcome.Done<Release>(Release taken) -> Outcome.done(writer.answer(taken));
            case Outcome.Refused<Release> refused -> Outcome.refused(refused.findings());
        };
    }
}
