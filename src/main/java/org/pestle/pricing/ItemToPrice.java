package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.LineItemStatus;
import org.pestle.tariff.TariffCategory;
import org.pestle.tariff.TariffPack;
import org.pestle.tariff.TariffProduct;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/**
 * One claimed item with everything looked up that its price depends on: the {@code input} of the pricing cases. Pricing
 * it needs nothing else but the month's rates.
 *
 * @param pricingMonth the month whose prices and rates count
 * @param supply what was ordered and handed out, by whom
 * @param tariff where the price comes from
 * @param product what the dictionary of medicines says about the product
 * @param claimed what the claim states
 * @param known what earlier claims and the lists of products not allowed say
 */
public record ItemToPrice(
        YearMonth pricingMonth, Supply supply, TariffLine tariff, Product product, Claimed claimed, Known known) {

    /** How the prescription came. */
    public enum Channel {
        EPS("EPS"),
        PAPER("paper");

        private final String word;

        Channel(String word) {
            this.word = word;
        }

        /** The word in messages. */
        public String word() {
            return word;
        }
    }

    /** Who dispensed. Appliance contractors have a fee scale of their own, which is not priced yet. */
    public enum Contractor {
        PHARMACY("pharmacy"),
        APPLIANCE("appliance");

        private final String word;

        Contractor(String word) {
            this.word = word;
        }

        /** The word in messages. */
        public String word() {
            return word;
        }
    }

    /** The part of the Drug Tariff, or the other source, that the price is taken from (reimbursement.md 2.1). */
    public enum Part {
        VIIIA("VIIIA"),
        VIIIB("VIIIB"),
        VIIID("VIIID"),
        IXA("IXA"),
        IXB("IXB"),
        IXC("IXC"),
        IXR("IXR"),
        /** Supplier's list price. */
        BRAND("brand"),
        /** Unlicensed, outside Parts VIIIB and VIIID: the endorsed invoice price. */
        SPECIAL("special"),
        /** No price is held. */
        NONE("none"),
        /** Neither the tariff nor the dictionary of medicines has the product. */
        UNKNOWN("unknown");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        /** The word in messages. */
        public String word() {
            return word;
        }

        boolean isAppliance() {
            return this == IXA || this == IXB || this == IXC || this == IXR;
        }
    }

    /** Legal category of the product. */
    public enum Legal {
        POM("POM"),
        P("P"),
        GSL("GSL"),
        NONE("none");

        private final String word;

        Legal(String word) {
            this.word = word;
        }

        /** The word in messages. */
        public String word() {
            return word;
        }
    }

    /**
     * What was ordered and handed out.
     *
     * @param prescribed units ordered, greater than zero
     * @param supplied units handed out over all occasions, zero or more
     * @param unit the unit of both in the tariff's word, or null if it is known to be the tariff's
     */
    public record Supply(
            Channel channel,
            Contractor contractor,
            LineItemStatus status,
            BigDecimal prescribed,
            BigDecimal supplied,
            @Nullable String unit) {}

    /**
     * Where the price comes from.
     *
     * @param category of a Part VIIIA line, else null
     * @param edition the edition's month, or null if the price is in none
     * @param illustrative whether the price is made up for teaching
     * @param packs the listed packs, none if no price is held
     */
    public record TariffLine(
            Part part,
            @Nullable TariffCategory category,
            @Nullable YearMonth edition,
            @Nullable DmdCode vmp,
            @Nullable DmdCode amp,
            String name,
            boolean illustrative,
            List<Pack> packs) {
        /** Keeps a copy of the packs. */
        public TariffLine {
            packs = List.copyOf(packs);
        }

        /** The product whose packs are listed; null where a quote names none. */
        @Nullable
        DmdCode product() {
            return amp == null ? vmp : amp;
        }

        /** A product that the tariff, or a supplier's list, has a price for. */
        public static TariffLine of(TariffProduct product) {
            boolean generic = product.list().isOfGenerics();
            return new TariffLine(
                    Part.valueOf(product.list().name()),
                    product.category().orElse(null),
                    product.edition(),
                    generic ? product.code() : null,
                    generic ? null : product.code(),
                    product.name(),
                    false,
                    product.packs().stream().map(Pack::of).toList());
        }
    }

    /**
     * A listed pack.
     *
     * @param vmpp its code, or null if it has none
     * @param size units in it, greater than zero
     * @param price of the pack; in Part VIIIB for any quantity up to the size
     * @param concession price of the pack while a concession is in force, else null
     * @param additional price of units above the size, Part VIIIB only, else null
     * @param unit what the size counts, or null if it is known to be the claim's
     */
    public record Pack(
            @Nullable DmdCode vmpp,
            BigDecimal size,
            Pence price,
            @Nullable Pence concession,
            @Nullable AdditionalUnit additional,
            @Nullable String unit) {
        /** A listed pack. */
        public static Pack of(TariffPack pack) {
            return new Pack(
                    pack.vmpp().orElse(null),
                    pack.size(),
                    pack.price(),
                    pack.concession().orElse(null),
                    pack.furtherUnit()
                            .map(further -> new AdditionalUnit(further.price(), further.size()))
                            .orElse(null),
                    pack.unit());
        }

        /** The price that counts: the concession while one is in force. */
        Pence priceInForce() {
            return concession == null ? price : concession;
        }
    }

    /** Price of so many units above the minimum quantity. */
    public record AdditionalUnit(Pence price, BigDecimal size) {}

    /**
     * What the claim states.
     *
     * @param endorsements at least one in a claim; {@code NDEC} says that there is none
     * @param chargeCode exemption or charge code, or null if none was chosen, which counts as paid
     * @param endorsedPack size of the pack used, or null
     * @param invoicePrice price of the invoice, or null
     * @param sspSmallerQuantity whether a shortage protocol made the quantity smaller
     * @param sameChargeAsEarlierItem whether an earlier item of the prescription bears the charge; null: not said
     * @param paidTwice whether the patient paid two charges for the item
     */
    public record Claimed(
            List<Endorsement> endorsements,
            @Nullable String chargeCode,
            @Nullable BigDecimal endorsedPack,
            @Nullable Pence invoicePrice,
            boolean sspSmallerQuantity,
            @Nullable Boolean sameChargeAsEarlierItem,
            boolean paidTwice) {
        /** Keeps a copy of the endorsements. */
        public Claimed {
            endorsements = List.copyOf(endorsements);
        }

        /** The endorsement of that code, if there is one. */
        Optional<Endorsement> endorsement(String code) {
            return endorsements.stream()
                    .filter(endorsement -> endorsement.code().equals(code))
                    .findFirst();
        }

        boolean has(String code) {
            return endorsement(code).isPresent();
        }
    }

    /**
     * An endorsement.
     *
     * @param code of the endorsement list: NDEC, BB, XP …
     * @param amount for XP and IP, else null
     * @param value what else it says, such as the protocol's number, or null
     */
    public record Endorsement(
            String code, @Nullable Pence amount, @Nullable String value) {
        /** One that says nothing but its code. */
        public static Endorsement of(String code) {
            return new Endorsement(code, null, null);
        }
    }

    /**
     * What is known beside the claim.
     *
     * @param residualBefore units of broken bulk that were paid and not used yet, or null
     * @param disallowed why the product is not allowed on the NHS, or null
     * @param exemptByAge whether the patient is under 16 or 60 and over, and so pays nothing (eps.md 10.3)
     */
    public record Known(
            @Nullable BigDecimal residualBefore, @Nullable String disallowed, boolean exemptByAge) {
        /** Nothing. */
        public static final Known NOTHING = new Known(null, null, false);
    }

    /** The same item of a product of which the pharmacy has so many units left that were paid before. */
    ItemToPrice withResidualBefore(BigDecimal units) {
        return new ItemToPrice(
                pricingMonth,
                supply,
                tariff,
                product,
                claimed,
                new Known(units, known.disallowed(), known.exemptByAge()));
    }

    /** The same item with the charge borne by an earlier item of the prescription, or not. */
    ItemToPrice withSameChargeAsEarlierItem(boolean same) {
        Claimed withCharge = new Claimed(
                claimed.endorsements(),
                claimed.chargeCode(),
                claimed.endorsedPack(),
                claimed.invoicePrice(),
                claimed.sspSmallerQuantity(),
                same,
                claimed.paidTwice());
        return new ItemToPrice(pricingMonth, supply, tariff, product, withCharge, known);
    }
}
