package org.pestle.fhir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Claim.DetailComponent;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.Claim.SubDetailComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.DispenseClaim.Charge;
import org.pestle.claim.DispenseClaim.ClaimLine;
import org.pestle.claim.DispenseClaim.Endorsement;
import org.pestle.claim.DispenseClaim.Supply;
import org.pestle.prescription.LineItemStatus;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.Quantity;

/** Reads the details of a claim, one per line item (eps.md 1.8). */
final class ClaimLines {
    private static final int MOST = 4;
    /** What a pharmacy may endorse; CC, FS, ACBS, SLS and AF are the prescriber's (reimbursement.md 5). */
    private static final List<String> ENDORSEMENTS =
            List.of("NDEC", "BB", "XP", "SP", "ED", "IP", "MF", "NCSO", "PC", "PNC", "RC", "SSP", "ZD", "WR");

    /** Those that say how much: their text is an amount in whole pence. */
    private static final Set<String> OF_AN_AMOUNT = Set.of("XP", "IP");

    private static final Set<String> OF_UNLICENSED = Set.of("SP", "ED");
    private static final Pattern PENCE = Pattern.compile("[0-9]{1,9}");

    private final Findings findings;

    private ClaimLines(Findings findings) {
        this.findings = findings;
    }

    /** The lines that could be read; what is wrong with the others is among the findings. */
    static List<ClaimLine> read(ItemComponent item, Findings findings) {
        List<DetailComponent> details = item.getDetail();
        if (details.isEmpty()) {
            findings.missing("Claim.item.detail");
        }
        if (details.size() > MOST) {
            findings.add(Finding.at(
                            "Claim.item.detail",
                            Problem.TOO_MANY_VALUES_SUBMITTED,
                            "A prescription has at most four items")
                    .as(Problem.Severity.ERROR, "invalid"));
        }
        ClaimLines reader = new ClaimLines(findings);
        List<ClaimLine> lines = new ArrayList<>();
        for (int i = 0; i < details.size(); i++) {
            ClaimLine line = reader.line(details.get(i), i);
            if (line != null) {
                lines.add(line);
            }
        }
        if (lines.stream().map(ClaimLine::item).distinct().count() < lines.size()) {
            findings.add(Finding.at(
                    "Claim.item.detail.extension:medicationRequestReference",
                    Problem.DUPLICATE_ITEM_ID,
                    "Two details are about the same item"));
        }
        return lines;
    }

    private @Nullable ClaimLine line(DetailComponent detail, int index) {
        String place = "Claim.item.detail[%d]".formatted(index);
        LineItemId item = item(detail, place);
        LineItemStatus status = status(detail, place);
        Charge charge = charge(detail, place);
        List<Endorsement> endorsements = endorsements(detail, place);
        List<Supply> supplies = supplies(detail, place);
        if (status == LineItemStatus.FULLY_DISPENSED && detail.getSubDetail().isEmpty()) {
            findings.missing(place + ".subDetail");
        }
        if (item == null || status == null || charge == null) {
            return null;
        }
        int sequence = detail.hasSequence() ? detail.getSequence() : index + 1;
        if (sequence < 1 || sequence > Short.MAX_VALUE) {
            findings.wrong(place + ".sequence", "A sequence number is between 1 and 32767");
            return null;
        }
        return new ClaimLine(item, sequence, status, charge, endorsements, reason(detail), supplies);
    }

    private @Nullable LineItemId item(DetailComponent detail, String place) {
        return findings.required(
                Elements.extension(detail, FhirNames.CLAIM_ITEM_EXTENSION)
                        .map(Extension::getValue)
                        .filter(Reference.class::isInstance)
                        .flatMap(reference -> Elements.identifier((Reference) reference, FhirNames.LINE_ITEM_ID))
                        .flatMap(Elements::uuid)
                        .map(LineItemId::new),
                place + ".extension:medicationRequestReference");
    }

    private @Nullable LineItemStatus status(DetailComponent detail, String place) {
        String code = findings.required(
                Elements.codes(detail.getModifier(), FhirNames.ITEM_STATUS).findFirst(), place + ".modifier");
        Optional<LineItemStatus> status = Optional.ofNullable(code).flatMap(Statuses::item);
        if (code != null && status.isEmpty()) {
            findings.wrong(place + ".modifier", "The status of the item is not one of the list");
        }
        return status.orElse(null);
    }

    private @Nullable Charge charge(DetailComponent detail, String place) {
        String at = place + ".programCode:prescriptionCharge";
        List<String> codes = Elements.codes(detail.getProgramCode(), FhirNames.CHARGE)
                .distinct()
                .toList();
        if (codes.size() > 1) {
            findings.add(Finding.at(at, Problem.TOO_MANY_VALUES_SUBMITTED, "An item has one charge code")
                    .as(Problem.Severity.ERROR, "invalid"));
            return null;
        }
        String code = findings.required(codes.stream().findFirst(), at);
        Optional<Charge> charge = Arrays.stream(Charge.values())
                .filter(one -> one.code().equals(code))
                .findFirst();
        if (code != null && charge.isEmpty()) {
            findings.wrong(at, "The charge is paid-once, paid-twice or not-paid");
        }
        return charge.orElse(null);
    }

    private List<Endorsement> endorsements(DetailComponent detail, String place) {
        List<Endorsement> endorsements = new ArrayList<>();
        for (CodeableConcept concept : detail.getProgramCode()) {
            Elements.code(concept, FhirNames.DISPENSER_ENDORSEMENT).ifPresent(code -> {
                if (!ENDORSEMENTS.contains(code)) {
                    findings.wrong(
                            place + ".programCode:endorsement",
                            "The dispenser endorsement must be one of " + String.join(", ", ENDORSEMENTS));
                }
                endorsements.add(new Endorsement(code, concept.getText()));
            });
        }
        if (endorsements.isEmpty()) {
            findings.missing(place + ".programCode:endorsement");
        }
        validate(endorsements, place + ".programCode:endorsement");
        return endorsements;
    }

    /** What an endorsement needs, and what goes with it (reimbursement.md 5). */
    private void validate(List<Endorsement> endorsements, String place) {
        for (Endorsement endorsement : endorsements) {
            String amount = endorsement.value();
            if (!OF_AN_AMOUNT.contains(endorsement.code())) {
                continue;
            }
            if (amount == null || amount.isBlank()) {
                findings.missing(place + ".text");
            } else if (!PENCE.matcher(amount).matches()) {
                findings.wrong(place + ".text", endorsement.code() + " carries an amount in whole pence");
            }
        }
        List<String> codes = endorsements.stream().map(Endorsement::code).toList();
        if (codes.contains("XP") && codes.stream().anyMatch(OF_UNLICENSED::contains)) {
            findings.wrong(place, "Out-of-pocket expenses (XP) are not paid beside SP or ED");
        }
    }

    private @Nullable String reason(DetailComponent detail) {
        return Elements.codes(detail.getProgramCode(), FhirNames.NON_DISPENSING_REASON)
                .findFirst()
                .or(() -> Elements.extension(detail, FhirNames.TASK_BUSINESS_STATUS_REASON_EXTENSION)
                        .flatMap(Elements::codeOf))
                .orElse(null);
    }

    private List<Supply> supplies(DetailComponent detail, String place) {
        List<Supply> supplies = new ArrayList<>();
        for (int i = 0; i < detail.getSubDetail().size(); i++) {
            SubDetailComponent sub = detail.getSubDetail().get(i);
            String at = place + ".subDetail[%d]".formatted(i);
            Coding product = findings.required(
                    Elements.coding(sub.getProductOrService(), FhirNames.SNOMED), at + ".productOrService");
            Quantity quantity = Quantities.read(sub.getQuantity(), at + ".quantity", findings);
            if (product != null && !DmdCode.isRight(product.getCode())) {
                findings.wrong(at + ".productOrService.coding.code", "The code of the product is not a dm+d code");
            } else if (product != null && quantity != null) {
                supplies.add(new Supply(new DmdCode(product.getCode()), quantity));
            }
        }
        return supplies;
    }
}
