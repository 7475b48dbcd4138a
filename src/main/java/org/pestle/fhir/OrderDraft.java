package org.pestle.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.prescription.PrescriptionOrder;
import org.pestle.prescription.PrescriptionOrder.OrderedItem;
import org.pestle.prescription.TreatmentType;
import org.pestle.routing.SiteType;
import org.pestle.signature.SignedContent;
import org.pestle.values.DmdCode;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.pestle.values.Quantity;

/** An order in the making. */
final class OrderDraft {
    private static final int USUAL_DAYS_SUPPLY = 28;
    private static final int MAX_DAYS_SUPPLY = 366;

    private final SignedOrder signed;
    private final Signed signature;
    private final Reading reading;
    private final LocalDate today;
    private final Part<MedicationRequest> first;
    private final Place place;
    private final MedicationRequestDispenseRequestComponent supply;
    private final Place supplyPlace;

    OrderDraft(SignedOrder signed, Signed signature, Reading reading, LocalDate today) {
        this.signed = signed;
        this.signature = signature;
        this.reading = reading;
        this.today = today;
        this.first = signed.requests().getFirst();
        this.place = first.place();
        this.supply = first.value().getDispenseRequest();
        this.supplyPlace = place.to("dispenseRequest");
    }

    SignedOrder signed() {
        return signed;
    }

    LocalDate today() {
        return today;
    }

    /** The supply of the first item: what it says holds for all. */
    MedicationRequestDispenseRequestComponent supply() {
        return supply;
    }

    Place supplyPlace() {
        return supplyPlace;
    }

    SiteType siteType() {
        Found<Coding> found = siteTypeCoding();
        String code = reading.code(found);
        if (code.isEmpty()) {
            return SiteType.NONE;
        }
        return SiteType.of(code).orElseGet(() -> {
            reading.wrong(found.place().to("code"), "The site type must be P1, P2, P3 or 0004");
            return SiteType.NONE;
        });
    }

    /** The kind of site that the order names, and where. */
    Found<Coding> siteTypeCoding() {
        return Found.extension(
                supplyPlace,
                supply.getExtension(),
                FhirNames.PERFORMER_SITE_TYPE_EXTENSION,
                Coding.class,
                "performer site type");
    }

    int daysSupply() {
        if (!supply.hasExpectedSupplyDuration()) {
            return USUAL_DAYS_SUPPLY;
        }
        Place at = supplyPlace.to("expectedSupplyDuration").to("value");
        BigDecimal days = supply.getExpectedSupplyDuration().getValue();
        if (days == null) {
            reading.missing(at);
            return USUAL_DAYS_SUPPLY;
        }
        if (days.stripTrailingZeros().scale() > 0
                || days.signum() < 0
                || days.compareTo(BigDecimal.valueOf(MAX_DAYS_SUPPLY)) > 0) {
            reading.unprocessable(at, "daysSupply must be 0 to " + MAX_DAYS_SUPPLY);
            return USUAL_DAYS_SUPPLY;
        }
        return days.intValueExact();
    }

    LocalDate startsOn() {
        Period window = supply.getValidityPeriod();
        String start = window.getStartElement().getValueAsString();
        return start == null
                ? today
                : Times.day(reading, supplyPlace.to("validityPeriod").to("start"), start);
    }

    @Nullable
    LocalDate endsOn() {
        if (treatment() != TreatmentType.REPEAT_DISPENSING) {
            return null;
        }
        return Times.optionalDay(
                reading,
                supplyPlace.to("validityPeriod").to("end"),
                supply.getValidityPeriod().getEndElement().getValueAsString());
    }

    Instant authoredAt() {
        String start = supply.getValidityPeriod().getStartElement().getValueAsString();
        if (start != null) {
            return Times.instant(reading, supplyPlace.to("validityPeriod").to("start"), start);
        }
        String authored = first.value().getAuthoredOnElement().getValueAsString();
        return authored == null ? signature.at() : Times.instant(reading, place.to("authoredOn"), authored);
    }

    TreatmentType treatment() {
        return CourseOfTherapy.together(signed.requests()).treatment();
    }

    /** The order. To be asked for only where there is no finding. */
    PrescriptionOrder order() {
        TreatmentType treatment = treatment();
        List<OrderedItem> items = items(treatment);
        String performer = supply.getPerformer().getIdentifier().getValue();
        return new PrescriptionOrder(
                signed.messageId(),
                PrescriptionId.parse(first.value().getGroupIdentifier().getValue()),
                signed.longId(),
                treatment,
                signed.type().kept(),
                new PrescriptionOrder.Patient(
                        new NhsNumber(signed.patient().nhsNumber()),
                        Names.inOneLine(signed.patient().names().getFirst()),
                        signed.patient().birthDate()),
                prescriber(),
                authoredAt(),
                startsOn(),
                endsOn(),
                daysSupply(),
                items.stream().mapToInt(OrderedItem::issues).max().orElse(1),
                performer == null ? null : OdsCode.parse(performer),
                siteType(),
                items,
                signed.signedAt(signature.at()),
                signature.signatures());
    }

    private PrescriptionOrder.Prescriber prescriber() {
        SignedContent.Agent agent = signed.prescriber().agent();
        String commissioner = signed.prescriber().commissioner();
        return new PrescriptionOrder.Prescriber(
                signed.prescriber().userId(),
                agent.roleProfileId(),
                Names.inOneLine(agent.name()),
                OdsCode.parse(agent.organisation().odsCode()),
                agent.organisation().name(),
                commissioner == null ? null : OdsCode.parse(commissioner));
    }

    private List<OrderedItem> items(TreatmentType treatment) {
        List<OrderedItem> items = new ArrayList<>();
        for (SignedContent.Item item : signed.items()) {
            Part<MedicationRequest> request = signed.requests().get(items.size());
            items.add(new OrderedItem(
                    item.id(),
                    items.size() + 1,
                    new DmdCode(item.productCode()),
                    item.productName(),
                    new Quantity(new BigDecimal(item.quantity()), item.unitCode(), item.unitName()),
                    item.dosage(),
                    item.endorsements(),
                    treatment == TreatmentType.REPEAT_DISPENSING && item.issues() != null ? item.issues() : 1,
                    ControlledDrug.read(request, reading).schedule()));
        }
        return List.copyOf(items);
    }
}
