package org.pestle.fhir;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.Claim.Use;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.DispenseClaim;
import org.pestle.claim.DispenseClaim.ClaimLine;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/** Reads a claim and says everything that is wrong with it (eps.md 1.8, 12.1). */
final class DispenseClaimReader {
    private static final String GROUP = "Claim.prescription.extension:groupIdentifier";

    /** A claim without an exemption is one of somebody who paid (reimbursement.md 1.5). */
    private static final String PAID = "0001";

    private final Findings findings = new Findings();
    private final Claim claim;

    private DispenseClaimReader(Claim claim) {
        this.claim = claim;
    }

    /** The claim, or what is wrong with it. */
    static Outcome<DispenseClaim> read(Claim claim) {
        return new DispenseClaimReader(claim).read();
    }

    /** The claim's own id, if it can be read. */
    static Optional<UUID> id(Claim claim) {
        return claim.getIdentifier().stream()
                .flatMap(identifier -> Elements.uuid(identifier.getValue()).stream())
                .findFirst();
    }

    private Outcome<DispenseClaim> read() {
        UUID id = findings.required(id(claim), "Claim.identifier.value");
        if (claim.getUse() != Use.CLAIM) {
            findings.wrong("Claim.use", "The use of a claim is claim");
        }
        Instant createdAt = findings.required(
                Optional.ofNullable(claim.getCreated()).map(date -> date.toInstant()), "Claim.created");
        UUID replaces = replaces();
        PrescriptionId prescription = prescription();
        UUID longId = longId();
        NhsNumber patient = patient();
        OdsCode contractor = contractor();
        String authority = authority();
        ItemComponent item = item();
        PrescriptionStatus status = status(item);
        String exemption = exemption(item);
        List<ClaimLine> lines = ClaimLines.read(item, findings);
        if (!findings.isEmpty()
                || id == null
                || createdAt == null
                || prescription == null
                || patient == null
                || contractor == null
                || authority == null
                || status == null) {
            return Outcome.refused(findings.all());
        }
        return Outcome.done(new DispenseClaim(
                id,
                replaces,
                prescription,
                longId,
                patient,
                contractor,
                authority,
                status,
                issueNumber(item),
                exemption,
                Elements.codes(item.getProgramCode(), FhirNames.EXEMPTION_EVIDENCE)
                        .anyMatch("evidence-seen"::equals),
                createdAt,
                lines));
    }

    private @Nullable UUID replaces() {
        Extension replacement =
                Elements.extension(claim, FhirNames.REPLACEMENT_OF_EXTENSION).orElse(null);
        return replacement == null
                ? null
                : findings.required(
                        Elements.identifierOf(replacement).flatMap(Elements::uuid),
                        "Claim.extension:replacementOf.valueIdentifier.value");
    }

    private Optional<Extension> group(String part) {
        return Elements.extension(claim.getPrescription(), FhirNames.GROUP_IDENTIFIER_EXTENSION)
                .flatMap(group -> Elements.extension(group, part));
    }

    private @Nullable PrescriptionId prescription() {
        String place = GROUP + ".extension:shortForm";
        String text = findings.required(group("shortForm").flatMap(Elements::identifierOf), place);
        return text == null ? null : PrescriptionIds.read(text, place, findings);
    }

    private @Nullable UUID longId() {
        return group("UUID")
                .flatMap(Elements::identifierOf)
                .flatMap(Elements::uuid)
                .orElse(null);
    }

    private @Nullable NhsNumber patient() {
        String number = findings.required(
                Elements.identifier(claim.getPatient(), FhirNames.NHS_NUMBER), "Claim.patient.identifier");
        if (number == null) {
            return null;
        }
        if (!NhsNumber.isRight(number)) {
            findings.wrong("Claim.patient.identifier.value", "The NHS number is not one");
            return null;
        }
        return new NhsNumber(number);
    }

    private @Nullable OdsCode contractor() {
        PractitionerRole provider = findings.required(
                Elements.target(claim.getProvider(), claim.getContained(), null, PractitionerRole.class),
                "Claim.provider");
        if (provider == null) {
            return null;
        }
        Pharmacists.check(provider, "Claim.provider", findings);
        Organization organisation = findings.required(
                Elements.target(provider.getOrganization(), claim.getContained(), null, Organization.class),
                "Claim.provider.organization");
        return organisation == null
                ? null
                : Organisations.odsCode(organisation, "Claim.provider.organization.identifier", findings);
    }

    private @Nullable String authority() {
        if (claim.getInsurance().size() != 1) {
            Problem problem = claim.getInsurance().isEmpty()
                    ? Problem.TOO_FEW_VALUES_SUBMITTED
                    : Problem.TOO_MANY_VALUES_SUBMITTED;
            findings.add(Finding.at("Claim.insurance", problem, "A claim has exactly one insurance")
                    .as(Problem.Severity.ERROR, "invalid"));
            return null;
        }
        String place = "Claim.insurance.coverage.identifier.value";
        String authority = findings.required(
                Optional.ofNullable(claim.getInsuranceFirstRep()
                        .getCoverage()
                        .getIdentifier()
                        .getValue()),
                place);
        if (authority != null && !Dispenser.AUTHORITIES.contains(authority)) {
            findings.wrong(place, "The reimbursement authority is T1450 or RQFZ1");
        }
        return authority;
    }

    private ItemComponent item() {
        if (claim.getItem().size() != 1) {
            Problem problem =
                    claim.getItem().isEmpty() ? Problem.TOO_FEW_VALUES_SUBMITTED : Problem.TOO_MANY_VALUES_SUBMITTED;
            findings.add(Finding.at("Claim.item", problem, "A claim has exactly one item, the prescription")
                    .as(Problem.Severity.ERROR, "invalid"));
        }
        return claim.getItemFirstRep();
    }

    private @Nullable PrescriptionStatus status(ItemComponent item) {
        String place = "Claim.item.extension:taskBusinessStatus";
        String code = findings.required(
                Elements.extension(item, FhirNames.TASK_BUSINESS_STATUS_EXTENSION)
                        .flatMap(Elements::codeOf),
                place);
        PrescriptionStatus status =
                code == null ? null : Statuses.prescription(code).orElse(null);
        if (code != null && status != PrescriptionStatus.DISPENSED && status != PrescriptionStatus.NOT_DISPENSED) {
            findings.wrong(place, "A claim is for a prescription that is 0006 or 0007");
        }
        return status;
    }

    private String exemption(ItemComponent item) {
        List<String> codes = Elements.codes(item.getProgramCode(), FhirNames.EXEMPTION)
                .distinct()
                .toList();
        String place = "Claim.item.programCode:chargeExemption";
        if (codes.size() > 1) {
            findings.add(Finding.at(place, Problem.TOO_MANY_VALUES_SUBMITTED, "A claim has at most one exemption")
                    .as(Problem.Severity.ERROR, "invalid"));
        }
        if (codes.stream().anyMatch(code -> !code.matches("[0-9]{4}"))) {
            findings.wrong(place, "A charge exemption code has four digits");
        }
        return codes.isEmpty() ? PAID : codes.getFirst();
    }

    /** From the item; older senders put it on the details. */
    private static @Nullable Integer issueNumber(ItemComponent item) {
        return Elements.extension(item, FhirNames.REPEAT_INFORMATION_EXTENSION)
                .or(() -> item.getDetail().stream()
                        .flatMap(detail -> Elements.extension(detail, FhirNames.REPEAT_INFORMATION_EXTENSION).stream())
                        .findFirst())
                .flatMap(RepeatCounts::of)
                .map(RepeatCounts::issueNumber)
                .orElse(null);
    }
}
