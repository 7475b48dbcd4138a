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
        return new OfClaim(claim);
    }

    /** The rests as the items of one claim see them, one after the other. */
    final class OfClaim implements InView {
        private final ClaimToPrice claim;
        private final Map<Owned, List<Rest>> seen = new HashMap<>();
        private final List<Movement> made = new ArrayList<>();
        private final Map<Integer, BigDecimal> availableTo = new HashMap<>();

        private OfClaim(ClaimToPrice claim) {
            this.claim = claim;
        }

        @Override
        public void again() {
            seen.clear();
            made.clear();
            availableTo.clear();
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
            BigDecimal pack = price.pricingPackSize();
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
                rests(index).add(new Rest(owned(index), claim.dispensedOn(), rest));
                move(index, claim.dispensedOn(), rest);
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
            List<Rest> mine = rests(index);
            BigDecimal open = units;
            for (Rest rest : usable(item, mine)) {
                BigDecimal taken = rest.units().min(open);
                if (taken.signum() > 0) {
                    open = open.subtract(taken);
                    move(index, rest.openedOn(), taken.negate());
                    mine.remove(rest);
                    BigDecimal left = rest.units().subtract(taken);
                    if (left.signum() > 0) {
                        mine.add(new Rest(rest.owned(), rest.openedOn(), left));
                    }
                }
            }
        }

        /** An item that uses up a rest of the day and opens the next pack moves the rest of that day once. */
        private void move(int index, LocalDate openedOn, BigDecimal units) {
            UUID lineItem = item(index).lineItemId();
            BigDecimal moved = units;
            for (Movement earlier : List.copyOf(made)) {
                if (earlier.lineItem().equals(lineItem) && earlier.openedOn().equals(openedOn)) {
                    moved = moved.add(earlier.units());
                    made.remove(earlier);
                }
            }
            if (moved.signum() != 0) {
                made.add(new Movement(owned(index), openedOn, claim.claimId(), lineItem, moved));
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
                    .filter(rest -> !rest.openedOn().isAfter(day)
                            && day.isBefore(rest.openedOn().plusMonths(months)))
                    .sorted(Comparator.comparing(Rest::openedOn))
                    .toList();
        }

        private List<Rest> rests(int index) {
            Owned owned = owned(index);
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
