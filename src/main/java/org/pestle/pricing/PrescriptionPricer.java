package org.pestle.pricing;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pestle.tariff.Rates;
import org.pestle.values.DmdCode;

/**
 * Prices the items of one prescription together, because charges need the whole of it in view (reimbursement.md 4):
 * several strengths of one formulation, and several containers or instalments of one product, bear one charge, the
 * first that is paid. An item that says itself whether an earlier one bears its charge is believed.
 */
public final class PrescriptionPricer {
    private static final Pattern STRENGTH =
            Pattern.compile("(?<![a-z0-9])[0-9][0-9.,]*\\s?[a-z%]*(/[0-9.,]*\\s?[a-z]+)*");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final ItemPricer pricer = new ItemPricer();

    /**
     * The items' prices, in their order.
     *
     * @param rates the rates of a month
     */
    public List<PricedItem> price(List<ItemToPrice> items, Function<YearMonth, Rates> rates) {
        return price(items, rates, InView.NOTHING);
    }

    /** The same for items that have to do with those of other prescriptions. */
    List<PricedItem> price(List<ItemToPrice> items, Function<YearMonth, Rates> rates, InView view) {
        PricedItem[] priced = new PricedItem[items.size()];
        Set<String> charged = new HashSet<>();
        price(items, rates, view, true, charged, priced);
        price(items, rates, view, false, charged, priced);
        return List.of(priced);
    }

    /** Those that were settled before come first: what they bear, no later one bears again. */
    private void price(
            List<ItemToPrice> items,
            Function<YearMonth, Rates> rates,
            InView view,
            boolean settled,
            Set<String> charged,
            PricedItem[] priced) {
        for (int i = 0; i < priced.length; i++) {
            if (view.isSettled(i) != settled) {
                continue;
            }
            ItemToPrice item = view.before(i, items.get(i));
            Rates ofMonth = rates.apply(item.pricingMonth());
            Optional<String> formulation = formulation(item, ofMonth);
            boolean same = formulation.filter(charged::contains).isPresent();
            boolean said = item.claimed().sameChargeAsEarlierItem() != null;
            ItemToPrice inView = said ? item : item.withSameChargeAsEarlierItem(same);
            PricedItem price = pricer.price(inView, ofMonth);
            if (price.charges() > 0 || (settled && hasBorne(inView, price, ofMonth))) {
                formulation.ifPresent(charged::add);
            }
            view.after(i, item, price);
            priced[i] = price;
        }
    }

    /** What was paid before bears its charge, even if its product has left the tariff since. */
    private static boolean hasBorne(ItemToPrice item, PricedItem priceOfNow, Rates rates) {
        return priceOfNow.outcome() == ItemOutcome.REFERRED_BACK
                && Charges.of(item, rates, new Steps(item.tariff().edition())).count() > 0;
    }

    /**
     * What items that share a charge have in common: the code they are paid by and the formulation without its
     * strength.
     */
    static Optional<String> formulation(ItemToPrice item, Rates rates) {
        if (!Charges.isPaid(item, rates) || item.product().isHosiery()) {
            return Optional.empty();
        }
        String paidBy = item.claimed().chargeCode() + "|";
        DmdCode appliance = item.tariff().amp();
        if (item.tariff().part().isAppliance()) {
            return Optional.of(paidBy + (appliance == null ? item.tariff().name() : appliance.value()));
        }
        String name =
                STRENGTH.matcher(item.tariff().name().toLowerCase(Locale.ROOT)).replaceAll(" ");
        String words = SPACES.matcher(name).replaceAll(" ").strip();
        return words.isEmpty() ? Optional.empty() : Optional.of(paidBy + words);
    }
}
