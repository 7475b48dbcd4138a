package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.LineItemStatus;
import org.pestle.pricing.ItemToPrice.AdditionalUnit;
import org.pestle.pricing.ItemToPrice.Channel;
import org.pestle.pricing.ItemToPrice.Claimed;
import org.pestle.pricing.ItemToPrice.Contractor;
import org.pestle.pricing.ItemToPrice.Endorsement;
import org.pestle.pricing.ItemToPrice.Known;
import org.pestle.pricing.ItemToPrice.Legal;
import org.pestle.pricing.ItemToPrice.Pack;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.pricing.ItemToPrice.Supply;
import org.pestle.pricing.ItemToPrice.TariffLine;
import org.pestle.tariff.TariffCategory;
import org.pestle.values.Pence;

/**
 * Builds items for tests: to begin with, a prescription-only Category M medicine, exempt, in July 2026, without a pack.
 */
final class SampleItem {
    private final BigDecimal prescribed;
    private final List<Pack> packs = new ArrayList<>();
    private final List<Endorsement> endorsements = new ArrayList<>();
    private BigDecimal supplied;
    private YearMonth month = YearMonth.of(2026, 7);
    private Channel channel = Channel.EPS;
    private Contractor contractor = Contractor.PHARMACY;
    private LineItemStatus status = LineItemStatus.FULLY_DISPENSED;
    private Part part = Part.VIIIA;
    private @Nullable TariffCategory category = TariffCategory.M;
    private String name = "Sample 10mg tablets";
    private Product product = product(Legal.POM, 0, null, false, false, 1, 1, 0);
    private @Nullable String unit;
    private boolean exemptByAge;
    private boolean paidTwice;
    private @Nullable String chargeCode = "0002";
    private @Nullable BigDecimal endorsedPack;
    private @Nullable Pence invoice;
    private @Nullable Boolean sameCharge;
    private boolean smaller;
    private @Nullable BigDecimal residual;

    private SampleItem(BigDecimal quantity) {
        prescribed = quantity;
        supplied = quantity;
    }

    static SampleItem of(String quantity) {
        return new SampleItem(new BigDecimal(quantity));
    }

    static Product product(
            Legal legal,
            int schedule,
            @Nullable String specialContainer,
            boolean reconstituted,
            boolean countsPacks,
            int fees,
            int charges,
            int garments) {
        return new Product(
                legal,
                schedule,
                false,
                false,
                specialContainer,
                reconstituted,
                countsPacks,
                fees,
                charges,
                false,
                garments,
                false,
                false);
    }

    SampleItem supplied(String quantity) {
        supplied = new BigDecimal(quantity);
        return this;
    }

    SampleItem pricedAt(String size, long price) {
        packs.add(new Pack(null, new BigDecimal(size), new Pence(price), null, null, null));
        return this;
    }

    SampleItem concession(String size, long price, long concession) {
        packs.add(new Pack(null, new BigDecimal(size), new Pence(price), new Pence(concession), null, null));
        return this;
    }

    SampleItem minimum(String size, long price, String extraSize, long extraPrice) {
        AdditionalUnit extra = new AdditionalUnit(new Pence(extraPrice), new BigDecimal(extraSize));
        packs.add(new Pack(null, new BigDecimal(size), new Pence(price), null, extra, null));
        return this;
    }

    SampleItem packIn(String packUnit, String size, long price) {
        packs.add(new Pack(null, new BigDecimal(size), new Pence(price), null, null, packUnit));
        return this;
    }

    SampleItem in(YearMonth other) {
        month = other;
        return this;
    }

    SampleItem on(Channel other) {
        channel = other;
        return this;
    }

    SampleItem by(Contractor other) {
        contractor = other;
        return this;
    }

    SampleItem that(LineItemStatus other) {
        status = other;
        return this;
    }

    SampleItem from(Part other, @Nullable TariffCategory otherCategory) {
        part = other;
        category = otherCategory;
        return this;
    }

    SampleItem named(String other) {
        name = other;
        return this;
    }

    SampleItem being(Product other) {
        product = other;
        return this;
    }

    SampleItem counting(String other) {
        unit = other;
        return this;
    }

    SampleItem charge(@Nullable String code) {
        chargeCode = code;
        return this;
    }

    SampleItem paidTwice() {
        paidTwice = true;
        return this;
    }

    SampleItem ofAgeWithoutCharge() {
        exemptByAge = true;
        return this;
    }

    SampleItem endorsed(String code) {
        endorsements.add(Endorsement.of(code));
        return this;
    }

    SampleItem endorsed(String code, long amount) {
        endorsements.add(new Endorsement(code, new Pence(amount), null));
        return this;
    }

    SampleItem endorsedPack(String size) {
        endorsedPack = new BigDecimal(size);
        return this;
    }

    SampleItem invoice(long price) {
        invoice = new Pence(price);
        return this;
    }

    SampleItem sameCharge(boolean same) {
        sameCharge = same;
        return this;
    }

    SampleItem smallerByProtocol() {
        smaller = true;
        return this;
    }

    SampleItem remaining(String units) {
        residual = new BigDecimal(units);
        return this;
    }

    ItemToPrice item() {
        return new ItemToPrice(
                month,
                new Supply(channel, contractor, status, prescribed, supplied, unit),
                new TariffLine(part, category, month, null, null, name, false, packs),
                product,
                new Claimed(
                        endorsements.isEmpty() ? List.of(Endorsement.of("NDEC")) : endorsements,
                        chargeCode,
                        endorsedPack,
                        invoice,
                        smaller,
                        sameCharge,
                        paidTwice),
                new Known(residual, null, exemptByAge));
    }
}
