package org.pestle.pricing;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.ClaimToPrice;
import org.pestle.pricing.ItemToPrice.Part;

/** Prices a whole claim. A claim that cannot be priced is an outcome with a reason, never an exception. */
final class ClaimPricer {
    private final TariffInUse tariff;
    private final ClaimResolver resolver;
    private final PrescriptionPricer pricer = new PrescriptionPricer();

    ClaimPricer(TariffInUse tariff) {
        this.tariff = tariff;
        this.resolver = new ClaimResolver(tariff);
    }

    PricedClaim price(ClaimToPrice claim) {
        List<ResolvedItem> items = resolver.resolve(claim);
        try {
            List<PricedItem> prices =
                    pricer.price(items.stream().map(ResolvedItem::input).toList(), tariff::rates);
            return new PricedClaim(
                    claim,
                    IntStream.range(0, items.size())
                            .mapToObj(i -> line(items.get(i), prices.get(i)))
                            .toList());
        } catch (NotYetPricedException missing) {
            return new PricedClaim(claim, items.stream().map(this::alone).toList());
        }
    }

    /** One item has no rule yet: then each is priced by itself, so that it does not hold up the others. */
    private PricedLine alone(ResolvedItem item) {
        try {
            return line(item, pricer.price(List.of(item.input()), tariff::rates).getFirst());
        } catch (NotYetPricedException missing) {
            String sentence = "this service does not apply rule " + missing.rule() + " to such an item yet";
            Step step = new Step("R13", null, null, "The item is referred back: " + sentence + ".", null);
            return new PricedLine(
                    item,
                    PricedItem.nothing(ItemOutcome.REFERRED_BACK, sentence, List.of(step)),
                    ReferralReason.NOT_YET_PRICED);
        }
    }

    private static PricedLine line(ResolvedItem item, PricedItem price) {
        return new PricedLine(item, price, reason(item.input(), price));
    }

    private static @Nullable ReferralReason reason(ItemToPrice input, PricedItem price) {
        return switch (price.outcome()) {
            case PAID -> null;
            case NOT_PAID -> ReferralReason.NOT_SUPPLIED;
            case DISALLOWED -> ReferralReason.DISALLOWED;
            case REFERRED_BACK -> {
                if (input.tariff().part() == Part.NONE || input.tariff().packs().isEmpty()) {
                    yield ReferralReason.NO_PRICE_HELD;
                }
                boolean sameUnit = input.tariff().packs().stream()
                        .anyMatch(pack -> pack.unit() == null
                                || pack.unit().equalsIgnoreCase(input.supply().unit()));
                yield sameUnit || input.product().quantityCountsPacks()
                        ? ReferralReason.INCOMPLETE
                        : ReferralReason.UNIT_MISMATCH;
            }
        };
    }
}
