package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.ClaimToPrice;
import org.pestle.pricing.ItemToPrice.Channel;
import org.pestle.pricing.ItemToPrice.Claimed;
import org.pestle.pricing.ItemToPrice.Contractor;
import org.pestle.pricing.ItemToPrice.Endorsement;
import org.pestle.pricing.ItemToPrice.Known;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.pricing.ItemToPrice.Supply;
import org.pestle.pricing.ItemToPrice.TariffLine;
import org.pestle.tariff.DisallowedReason;
import org.pestle.tariff.PriceList;
import org.pestle.tariff.Rates;
import org.pestle.tariff.TariffPack;
import org.pestle.tariff.TariffProduct;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/**
 * Makes of a claim what pricing needs: everything that has to be looked up is looked up here, so that the calculation
 * itself depends on nothing else. The month of the price is the month for which the claim counts (eps.md 10.5).
 */
final class ClaimResolver {
    private static final String UNMAPPED = "UNMAPPED";
    /** What only the prescriber can endorse (reimbursement.md 5). */
    private static final Set<String> PRESCRIBERS = Set.of("CC", "FS", "ACBS", "SLS", "AF");

    private static final int GENERIC_ORDER = 1;
    private static final int GENERIC_AS_BRAND = 2;
    private static final int BRAND_ORDER = 3;
    private static final int APPLIANCE = 4;

    private final TariffInUse tariff;
    private final Map<Basis.Asked, Basis> bases = new ConcurrentHashMap<>();

    ClaimResolver(TariffInUse tariff) {
        this.tariff = tariff;
    }

    /** The claim's items, in its order. */
    List<ResolvedItem> resolve(ClaimToPrice claim) {
        return claim.items().stream().map(item -> resolve(claim, item)).toList();
    }

    private ResolvedItem resolve(ClaimToPrice claim, ClaimToPrice.Item item) {
        ClaimToPrice.Product ordered = item.ordered();
        ClaimToPrice.Product supplied = item.supplied();
        String unit = supplied == null ? ordered.unit() : supplied.unit();
        String orderedUnit = ordered.unit().equals(unit) ? null : ordered.unit();
        Basis basis = lookUp(new Basis.Asked(
                ordered.code(), ordered.name(), unit, claim.paymentMonth(), stated(claim, item), orderedUnit));
        BigDecimal quantity = supplied == null ? BigDecimal.ZERO : supplied.quantity();
        return new ResolvedItem(
                item.lineItemId(),
                item.sequence(),
                permitted(claim, input(claim, item, basis, quantity, tariff.rates(claim.paymentMonth())), item),
                basis);
    }

    /**
     * The pack or the brand that the claim states by saying that it was supplied (reimbursement.md 1.3, 2.1); for an
     * answer that still names no supplier the cheapest brand (1.5).
     */
    private @Nullable DmdCode stated(ClaimToPrice claim, ClaimToPrice.Item item) {
        ClaimToPrice.Product supplied = item.supplied();
        if (supplied == null) {
            return null;
        }
        DmdCode ordered = item.ordered().code();
        DmdCode code = supplied.code();
        YearMonth month = claim.paymentMonth();
        if (!code.equals(ordered)
                && (packSize(ordered, code, month).isPresent() || isBrandThatCounts(ordered, code, month))) {
            return code;
        }
        return claim.answers()
                        && !item.isSettled()
                        && tariff.product(ordered, month).isEmpty()
                ? tariff.cheapestBrandOf(ordered, month).orElse(null)
                : null;
    }

    private boolean isBrandThatCounts(DmdCode ordered, DmdCode brand, YearMonth month) {
        return hasNoPriceOfItsOwn(ordered, month)
                && tariff.brandOf(ordered, brand, month).isPresent();
    }

    /** Of a generic product in no list, brands have prices, or a single brand has one. */
    private boolean hasNoPriceOfItsOwn(DmdCode ordered, YearMonth month) {
        return tariff.product(ordered, month)
                .filter(listed ->
                        listed.list() != PriceList.BRAND || listed.code().equals(ordered))
                .isEmpty();
    }

    private Optional<TariffProduct> listed(Basis.Asked asked) {
        DmdCode stated = asked.pack();
        Optional<TariffProduct> brand = stated != null && hasNoPriceOfItsOwn(asked.code(), asked.month())
                ? tariff.brandOf(asked.code(), stated, asked.month())
                : Optional.empty();
        return brand.or(() -> tariff.product(asked.code(), asked.month()));
    }

    private Optional<BigDecimal> packSize(DmdCode ordered, DmdCode pack, YearMonth month) {
        return tariff.product(ordered, month)
                .flatMap(listed -> listed.packs().stream()
                        .filter(one -> one.vmpp().filter(pack::equals).isPresent())
                        .findFirst())
                .map(TariffPack::size)
                .or(() -> tariff.packSize(pack, month));
    }

    /** The item as it is priced from what was looked up for its product, now or when it was priced first. */
    static ItemToPrice input(
            ClaimToPrice claim, ClaimToPrice.Item item, Basis basis, BigDecimal supplied, Rates rates) {
        return new ItemToPrice(
                claim.paymentMonth(),
                new Supply(
                        Channel.EPS,
                        Contractor.PHARMACY,
                        item.status(),
                        item.ordered().quantity().multiply(basis.counted().perOrdered()),
                        supplied.multiply(basis.counted().perSupplied()),
                        basis.counted().unit()),
                basis.line(),
                basis.product(),
                claimed(claim, item, basis.statedPack(), rates),
                new Known(null, basis.disallowed(), claim.exemptByAge()));
    }

    /** Some products may be ordered by some prescribers only, or with their endorsement only. */
    private ItemToPrice permitted(ClaimToPrice claim, ItemToPrice input, ClaimToPrice.Item item) {
        DmdCode ordered = item.ordered().code();
        DmdCode priced = Objects.requireNonNullElse(input.tariff().product(), ordered);
        return disallowed(ordered, priced, claim.paymentMonth())
                .filter(reason -> !reason.concernsEverybody()
                        && reason.concerns(claim.prescriptionType(), item.prescriberEndorsements()))
                .findFirst()
                .map(reason -> new ItemToPrice(
                        input.pricingMonth(),
                        input.supply(),
                        input.tariff(),
                        input.product(),
                        input.claimed(),
                        new Known(
                                input.known().residualBefore(),
                                reason.sentence(),
                                input.known().exemptByAge())))
                .orElse(input);
    }

    /** Why the product ordered is not paid, or the one whose price counts for it. */
    private Stream<DisallowedReason> disallowed(DmdCode ordered, DmdCode priced, YearMonth month) {
        List<DisallowedReason> reasons = tariff.disallowed(ordered, month);
        return priced.equals(ordered)
                ? reasons.stream()
                : Stream.concat(reasons.stream(), tariff.disallowed(priced, month).stream());
    }

    /** What the tariff and the dictionary say; the same question has the same answer throughout a run. */
    Basis lookUp(Basis.Asked asked) {
        return bases.computeIfAbsent(asked, this::ask);
    }

    private Basis ask(Basis.Asked asked) {
        Optional<TariffProduct> listed = listed(asked);
        UnitsOfClaim units = new UnitsOfClaim(asked, listed, tariff);
        return new Basis(
                asked,
                new Basis.Classed(
                        listed.flatMap(TariffProduct::facts)
                                .flatMap(facts -> facts.bnfCode())
                                .orElse(UNMAPPED),
                        listed.map(found -> preparationClass(found, asked.code()))
                                .orElse(BRAND_ORDER)),
                listed.map(TariffLine::of).orElseGet(() -> notListed(asked)),
                listed.flatMap(product -> product.facts().map(facts -> Product.of(product, facts, units.countPacks())))
                        .orElse(Product.ORDINARY),
                units.counted(),
                Optional.ofNullable(asked.pack())
                        .flatMap(pack -> packSize(asked.code(), pack, asked.month()))
                        .orElse(null),
                disallowed(asked.code(), listed.map(TariffProduct::code).orElse(asked.code()), asked.month())
                        .filter(DisallowedReason::concernsEverybody)
                        .map(DisallowedReason::sentence)
                        .findFirst()
                        .orElse(null),
                tariff.rates(asked.month()).digest());
    }

    private static int preparationClass(TariffProduct listed, DmdCode ordered) {
        if (listed.list().isOfAppliances()) {
            return APPLIANCE;
        }
        if (listed.list().isOfGenerics()) {
            return GENERIC_ORDER;
        }
        return listed.code().equals(ordered) ? BRAND_ORDER : GENERIC_AS_BRAND;
    }

    private TariffLine notListed(Basis.Asked asked) {
        Part part = tariff.knows(asked.code(), asked.month()) ? Part.NONE : Part.UNKNOWN;
        return new TariffLine(part, null, null, asked.code(), null, asked.name(), false, List.of());
    }

    private static Claimed claimed(
            ClaimToPrice claim, ClaimToPrice.Item item, @Nullable BigDecimal statedPack, Rates rates) {
        List<Endorsement> endorsements = Stream.concat(
                        item.endorsements().stream()
                                .filter(claimed -> !PRESCRIBERS.contains(claimed.code()))
                                .map(ClaimResolver::endorsement),
                        item.prescriberEndorsements().stream().map(Endorsement::of))
                .toList();
        return new Claimed(
                endorsements,
                claim.exemption(),
                statedPack,
                null,
                false,
                bornByAnother(claim, item, rates),
                item.charge().equals("paid-twice"));
    }

    /**
     * Where the patient paid for the prescription but not for this item, another item bears the charge; what was sent
     * stands.
     */
    private static @Nullable Boolean bornByAnother(ClaimToPrice claim, ClaimToPrice.Item item, Rates rates) {
        boolean isBornByAnother =
                rates.isCharged(claim.exemption()) && item.charge().equals("not-paid");
        return isBornByAnother ? Boolean.TRUE : null;
    }

    private static Endorsement endorsement(ClaimToPrice.Endorsement claimed) {
        return new Endorsement(claimed.code(), pence(claimed.value()), claimed.value());
    }

    /** An amount is claimed in whole pence; any other information is no amount. */
    private static @Nullable Pence pence(@Nullable String value) {
        return value != null && value.matches("[0-9]{1,9}") ? new Pence(Long.parseLong(value)) : null;
    }
}
