package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.ClaimToPrice;
import org.pestle.pricing.BrokenBulkTable.Movement;
import org.pestle.pricing.BrokenBulkTable.Owned;
import org.pestle.pricing.BrokenBulkTable.Rest;
import org.pestle.tariff.RateName;
import org.pestle.values.OdsCode;

/**
 * What pharmacies have left of packs that were paid as broken bulk. For some months from the day on which the pack was
 * opened (rate {@link RateName#BROKEN_BULK_WINDOW_MONTHS}) their supplies of that product use it up, the oldest rest
 * first, and are not paid again (R6, reimbursement.md 2.9). Claims have to come in the order of their supply dates. Not
 * for several threads.
 */
final class Remainders {
    private final BrokenBulkTable table;
    private final TariffInUse tariff;
    private final Set<OdsCode> known = new HashSet<>();
    private final Map<Owned, List<Rest>> rests = new HashMap<>();
    private final List<Movement> movements = new ArrayList<>();

    Remainders(BrokenBulkTable table, TariffInUse tariff) {
        this.table = table;
        this.tariff = tariff;
    }

    /** Reads what the contractors of these have left, in one round trip, or none if it is known of all. */
    void read(Collection<ClaimToPrice> claims) {
        Set<OdsCode> unknown = new HashSet<>();
        claims.forEach(claim -> unknown.add(claim.contractor()));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            table.left(unknown)
                    .forEach(rest -> rests.computeIfAbsent(rest.owned(), owned -> new ArrayList<>())
                            .add(rest));
            known.addAll(unknown);
        }
    }

    /** Keeps what was added and taken since. */
    void keep(long run) {
        table.keep(run, movements);
        movements.clear();
    }

    /** How one claim uses them and adds to them; nothing of it counts before {@link OfClaim#count()}. */
    OfClaim of(ClaimToPrice claim) {
        return new OfClaim(claim, List.of(), item -> true);
    }

    /**
     * The same for a claim that is priced again: what its items added and took is taken back first.
     *
     * @param former what they added and took
     * @param wasPaid whether a line item has a price; one that has none gets none, so nothing of it moves
     */
    OfClaim again(ClaimToPrice claim, List<Movement> former, Predicate<UUID> wasPaid) {
        return new OfClaim(claim, former, wasPaid);
    }

    /** The rests as the items of one claim see them, one after the other. */
    final class OfClaim implements InView {
        private final ClaimToPrice claim;
        private final List<Movement> former;
        private final Predicate<UUID> wasPaid;
        private final Map<Owned, List<Rest>> seen = new HashMap<>();
        private final List<Movement> made = new ArrayList<>();
        private final Map<Integer, BigDecimal> availableTo = new HashMap<>();

        private OfClaim(ClaimToPrice claim, List<Movement> former, Predicate<UUID> wasPaid) {
            this.claim = claim;
            this.former = former;
            this.wasPaid = wasPaid;
            takeBack();
        }

        private void takeBack() {
            for (Movement movement : former) {
                move(
                        movement.owned(),
                        movement.lineItem(),
                        movement.openedOn(),
                        movement.units().negate());
            }
        }

        @Override
        public void again() {
            seen.clear();
            made.clear();
            availableTo.clear();
            takeBack();
        }

        @Override
        public ItemToPrice before(int index, ItemToPrice item) {
            if (isSettled(index) || (rests.isEmpty() && seen.isEmpty())) {
                return item;
            }
            BigDecimal available =
                    usable(item, rests(index)).stream().map(Rest::units).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (available.signum() == 0) {
                return item;
            }
            availableTo.put(index, available);
            return item.withResidualBefore(available);
        }

        @Override
        public void after(int index, ItemToPrice item, PricedItem price) {
            UUID lineItem = item(index).lineItemId();
            BigDecimal pack = price.pricingPackSize();
            if (!wasPaid.test(lineItem) || price.outcome() != ItemOutcome.PAID) {
                former.stream()
                        .filter(movement -> movement.lineItem().equals(lineItem))
                        .forEach(stays -> move(stays.owned(), lineItem, stays.openedOn(), stays.units()));
                return;
            }
            if (isSettled(index) || pack == null) {
                return;
            }
            BigDecimal available = availableTo.getOrDefault(index, BigDecimal.ZERO);
            if (price.basicPriceAdjustment().value() < 0) {
                draw(index, item, available.min(price.payableQuantity()));
            }
            if (price.brokenBulkResidual().value() > 0) {
                BigDecimal excess = price.payableQuantity().subtract(available.min(price.payableQuantity()));
                BigDecimal rest =
                        BrokenBulk.packsOpened(excess, pack).multiply(pack).subtract(excess);
                move(owned(index), lineItem, claim.dispensedOn(), rest);
            }
        }

        /** From here on the next claims see it. */
        void count() {
            rests.putAll(seen);
            movements.addAll(made);
        }

        /** What was left for an item, or null if nothing was. */
        @Nullable
        BigDecimal availableTo(int index) {
            return availableTo.get(index);
        }

        private void draw(int index, ItemToPrice item, BigDecimal units) {
            BigDecimal open = units;
            for (Rest rest : usable(item, rests(index))) {
                BigDecimal taken = rest.units().min(open);
                if (taken.signum() > 0) {
                    open = open.subtract(taken);
                    move(rest.owned(), item(index).lineItemId(), rest.openedOn(), taken.negate());
                }
            }
        }

        /** An item that uses up a rest of the day and opens the next pack moves the rest of that day once. */
        private void move(Owned owned, UUID lineItem, LocalDate openedOn, BigDecimal units) {
            add(owned, openedOn, units);
            BigDecimal moved = units;
            for (Movement earlier : List.copyOf(made)) {
                if (earlier.lineItem().equals(lineItem)
                        && earlier.owned().equals(owned)
                        && earlier.openedOn().equals(openedOn)) {
                    moved = moved.add(earlier.units());
                    made.remove(earlier);
                }
            }
            if (moved.signum() != 0) {
                made.add(new Movement(owned, openedOn, claim.claimId(), lineItem, moved));
            }
        }

        private void add(Owned owned, LocalDate openedOn, BigDecimal units) {
            List<Rest> all = rests(owned);
            BigDecimal sum = units;
            for (Rest rest : List.copyOf(all)) {
                if (rest.openedOn().equals(openedOn)) {
                    sum = sum.add(rest.units());
                    all.remove(rest);
                }
            }
            if (sum.signum() != 0) {
                all.add(new Rest(owned, openedOn, sum));
            }
        }

        /** Those that were opened before this supply, and not too long before it; the oldest first. */
        private List<Rest> usable(ItemToPrice item, List<Rest> all) {
            if (all.isEmpty()) {
                return List.of();
            }
            long months = tariff.rates(item.pricingMonth())
                    .value(RateName.BROKEN_BULK_WINDOW_MONTHS)
                    .longValueExact();
            LocalDate day = claim.dispensedOn();
            return all.stream()
                    .filter(rest -> rest.units().signum() > 0
                            && !rest.openedOn().isAfter(day)
                            && day.isBefore(rest.openedOn().plusMonths(months)))
                    .sorted(Comparator.comparing(Rest::openedOn))
                    .toList();
        }

        private List<Rest> rests(int index) {
            return rests(owned(index));
        }

        private List<Rest> rests(Owned owned) {
            return seen.computeIfAbsent(owned, own -> new ArrayList<>(rests.getOrDefault(own, List.of())));
        }

        private Owned owned(int index) {
            return new Owned(claim.contractor(), item(index).ordered().code());
        }

        private ClaimToPrice.Item item(int index) {
            return claim.items().get(index);
        }

        @Override
        public boolean isSettled(int index) {
            return item(index).isSettled();
        }
    }
}
