package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.pestle.claim.ClaimToPrice;
import org.pestle.claim.Claims;
import org.pestle.tariff.Tariff;
import org.springframework.stereotype.Component;

/**
 * Prices what waits as the night would, without posting it or changing a claim: before a new tariff, a new rule or the
 * end of a month. Its memory is one line for each product and month, whatever the number of claims.
 */
@Component
public class RehearsePricing {
    private static final RehearsalTable.Waiting BEGINNING = new RehearsalTable.Waiting(new UUID(0, 0), Instant.EPOCH);

    private final RehearsalTable table;
    private final BrokenBulkTable brokenBulk;
    private final Claims claims;
    private final Tariff tariff;
    private final Clock clock;

    RehearsePricing(RehearsalTable table, BrokenBulkTable brokenBulk, Claims claims, Tariff tariff, Clock clock) {
        this.table = table;
        this.brokenBulk = brokenBulk;
        this.claims = claims;
        this.tariff = tariff;
        this.clock = clock;
    }

    private record Key(YearMonth month, String product) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byMonth = month.compareTo(other.month);
            return byMonth == 0 ? product.compareTo(other.product) : byMonth;
        }
    }

    /**
     * Rehearses the night of a cut-off and keeps its sums.
     *
     * @param most claims that are read at a time
     */
    public void rehearse(Instant cutOff, int most) {
        TariffInUse inUse = new TariffInUse(tariff);
        ClaimPricer pricer = new ClaimPricer(inUse);
        Remainders remainders = new Remainders(brokenBulk, inUse);
        Map<Key, Rehearsal.Line> lines = new TreeMap<>();
        int priced = 0;
        List<RehearsalTable.Waiting> waiting = table.waiting(cutOff, BEGINNING, most);
        while (!waiting.isEmpty()) {
            List<UUID> ids = waiting.stream().map(RehearsalTable.Waiting::claim).toList();
            List<ClaimToPrice> page = claims.find(ids);
            remainders.read(page);
            page.forEach(
                    claim -> pricer.price(claim, remainders.of(claim)).lines().forEach(line -> add(lines, line)));
            priced += waiting.size();
            waiting = table.waiting(cutOff, waiting.getLast(), most);
        }
        table.keep(cutOff, clock.instant(), priced, List.copyOf(lines.values()));
    }

    private static void add(Map<Key, Rehearsal.Line> lines, PricedLine line) {
        Basis.Asked asked = line.item().basis().asked();
        Key key = new Key(asked.month(), asked.code().value());
        Rehearsal.Line before = lines.getOrDefault(
                key,
                new Rehearsal.Line(key.month(), key.product(), asked.name(), Rehearsal.Counts.NONE, BigDecimal.ZERO));
        lines.put(key, before.and(line));
    }

    /** The last rehearsal, compared with the one before it. */
    public Optional<Rehearsal> last() {
        return table.last();
    }
}
