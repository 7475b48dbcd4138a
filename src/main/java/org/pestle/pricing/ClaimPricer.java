package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.ClaimToPrice;
import org.pestle.tariff.RateNotHeldException;

/** Prices a whole claim. A claim that cannot be priced is an outcome with a reason, never an exception. */
final class ClaimPricer {
    private final TariffInUse tariff;
    private final ClaimResolver resolver;
    private final PrescriptionPricer pricer = new PrescriptionPricer();

    ClaimPricer(TariffInUse tariff) {
        this.tariff = tariff;
        this.resolver = new ClaimResolver(tariff);
    }

    /**
     * The prices of the items that have none yet; the others are looked at with them, because of the charges they
     * share.
     *
     * @param view what the contractor has left of broken bulk; the claim uses it up and adds to it
     */
    PricedClaim price(ClaimToPrice claim, Remainders.OfClaim view) {
        List<ResolvedItem> items = resolver.resolve(claim);
        List<PricedItem> prices = priceItems(inputs(items), view);
        view.count();
        return priced(claim, withResidualBefore(items, view::availableTo), prices);
    }

    private PricedClaim priced(ClaimToPrice claim, List<ResolvedItem> items, List<PricedItem> prices) {
        return new PricedClaim(
                claim,
                IntStream.range(0, items.size())
                        .filter(i -> !claim.items().get(i).isSettled())
                        .mapToObj(i -> line(items.get(i), prices.get(i)))
                        .toList());
    }

    private static List<ItemToPrice> inputs(List<ResolvedItem> items) {
        return items.stream().map(ResolvedItem::input).toList();
    }

    private static List<ResolvedItem> withResidualBefore(
            List<ResolvedItem> items, IntFunction<@Nullable BigDecimal> units) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> items.get(i).withResidualBefore(units.apply(i)))
                .toList();
    }

    /** Prices the items of one claim; one that has no rule or rate yet is referred back and holds up no other. */
    List<PricedItem> priceItems(List<ItemToPrice> items, InView view) {
        try {
            return pricer.price(items, tariff::rates, view);
        } catch (NotYetPricedException | RateNotHeldException missing) {
            view.again();
            return IntStream.range(0, items.size())
                    .mapToObj(i -> alone(i, items.get(i), view))
                    .toList();
        }
    }

    private PricedItem alone(int index, ItemToPrice claimed, InView view) {
        try {
            ItemToPrice item = view.before(index, claimed);
            PricedItem price = pricer.price(List.of(item), tariff::rates).getFirst();
            view.after(index, item, price);
            return price;
        } catch (NotYetPricedException missing) {
            return referred(
                    ReferralReason.NOT_YET_PRICED,
                    "this service does not apply rule " + missing.rule() + " to such an item yet");
        } catch (RateNotHeldException missing) {
            return referred(ReferralReason.RATE_NOT_HELD, "there is " + missing.getMessage());
        }
    }

    private static PricedItem referred(ReferralReason code, String why) {
        Step step = new Step("R13", null, code.name(), "The item is referred back: " + why + ".", null);
        return PricedItem.nothing(ItemOutcome.REFERRED_BACK, code, why, List.of(step));
    }

    private PricedLine line(ResolvedItem item, PricedItem price) {
        BigDecimal brokenBulkDiscountP = price.outcome() == ItemOutcome.PAID
                ? Discount.ofBrokenBulk(price, tariff.rates(item.input().pricingMonth()))
                : BigDecimal.ZERO;
        return new PricedLine(item, price, brokenBulkDiscountP);
    }
}
