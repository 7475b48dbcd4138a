package org.pestle.pricing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.ClaimToPrice;
import org.pestle.claim.Claims;
import org.pestle.tariff.Tariff;
import org.pestle.values.NhsDates;
import org.springframework.stereotype.Component;

/** Prices and stores some claims of a run, in the caller's transaction. */
@Component
class Chunk {
    private final PricedRowTable table;
    private final BrokenBulkTable brokenBulk;
    private final Bases bases;
    private final Claims claims;
    private final Tariff tariff;
    private volatile PricerOfRun current;

    Chunk(PricedRowTable table, BrokenBulkTable brokenBulk, Bases bases, Claims claims, Tariff tariff) {
        this.table = table;
        this.brokenBulk = brokenBulk;
        this.bases = bases;
        this.claims = claims;
        this.tariff = tariff;
        this.current = newPricer(0);
    }

    /** What a run has looked up so far; a run sees one tariff from beginning to end. */
    private record PricerOfRun(long run, TariffInUse tariff, ClaimPricer pricer, Bases.OfRun bases) {
        Remainders remainders(BrokenBulkTable table) {
            return new Remainders(table, tariff);
        }
    }

    /**
     * Prices those that wait, after those that are repriced, and stores the prices; one that was amended in the
     * meantime is left out.
     */
    void price(PricingRun run, List<RunTable.RunClaim> chunk) {
        PricerOfRun ofRun = pricerOf(run.id());
        Remainders remainders = ofRun.remainders(brokenBulk);
        List<PricedRowTable.ClaimRow> rows = new ArrayList<>(repriced(idsOf(chunk, true), ofRun, remainders));
        List<ClaimToPrice> waiting = claims.take(idsOf(chunk, false));
        remainders.read(waiting);
        List<PricedClaim> priced = waiting.stream()
                .map(claim -> ofRun.pricer().price(claim, remainders.of(claim)))
                .toList();
        rows.addAll(rows(priced, ofRun));
        table.store(run.id(), rows);
        remainders.keep(run.id());
        claims.returned(priced.stream().flatMap(PricedClaim::returning).toList(), NhsDates.on(run.cutOff()));
        claims.referred(idsOf(priced.stream().filter(PricedClaim::isReferred).toList()));
    }

    private List<PricedRowTable.ClaimRow> rows(List<PricedClaim> priced, PricerOfRun ofRun) {
        Map<Basis, Integer> numbers = ofRun.bases().numbers(priced);
        return priced.stream()
                .map(claim -> new PricedRowTable.ClaimRow(
                        claim.claim(), claim.isReferred() ? "REFERRED" : "PRICED", rows(claim, numbers)))
                .toList();
    }

    private static List<PricedRow> rows(PricedClaim priced, Map<Basis, Integer> numbers) {
        UUID claim = priced.claim().claimId();
        return priced.lines().stream()
                .map(line -> PricedRow.of(claim, line, number(numbers, line)))
                .toList();
    }

    private static int number(Map<Basis, Integer> numbers, PricedLine line) {
        Integer number = numbers.get(line.item().basis());
        if (number == null) {
            throw new IllegalStateException("what was looked up is not kept");
        }
        return number;
    }

    /** For each item that pays something else now: its former price taken back, and the new one. */
    private List<PricedRowTable.ClaimRow> repriced(List<UUID> ids, PricerOfRun ofRun, Remainders remainders) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, Map<UUID, PricedRow>> former = new HashMap<>();
        table.current(ids)
                .forEach(row -> former.computeIfAbsent(row.claim(), claim -> new HashMap<>())
                        .put(row.lineItemId(), row));
        Map<UUID, List<BrokenBulkTable.Movement>> moved =
                brokenBulk.of(ids).stream().collect(Collectors.groupingBy(BrokenBulkTable.Movement::claim));
        List<ClaimToPrice> again = claims.find(ids);
        remainders.read(again);
        List<PricedClaim> priced = again.stream()
                .map(claim -> ofRun.pricer()
                        .price(
                                claim,
                                remainders.again(
                                        claim,
                                        moved.getOrDefault(claim.claimId(), List.of()),
                                        item -> isPaid(of(former, claim).get(item)))))
                .toList();
        Map<Basis, Integer> numbers = ofRun.bases().numbers(priced);
        return priced.stream()
                .map(claim -> new PricedRowTable.ClaimRow(
                        claim.claim(), "REPRICED", changes(rows(claim, numbers), of(former, claim.claim()))))
                .toList();
    }

    private static Map<UUID, PricedRow> of(Map<UUID, Map<UUID, PricedRow>> former, ClaimToPrice claim) {
        return former.getOrDefault(claim.claimId(), Map.of());
    }

    /** An item that went back to the contractor stays there: a price is only put in the place of a price. */
    private static List<PricedRow> changes(List<PricedRow> now, Map<UUID, PricedRow> former) {
        List<PricedRow> changes = new ArrayList<>();
        for (PricedRow row : now) {
            PricedRow before = former.get(row.lineItemId());
            if (before != null && isPaid(before) && isPaid(row) && !before.paysAs(row)) {
                changes.add(before.reversed());
                changes.add(row);
            }
        }
        return changes;
    }

    private static boolean isPaid(@Nullable PricedRow row) {
        return row != null && row.price().outcome() == ItemOutcome.PAID;
    }

    private PricerOfRun pricerOf(long run) {
        PricerOfRun last = current;
        if (last.run() != run) {
            last = newPricer(run);
            current = last;
        }
        return last;
    }

    private PricerOfRun newPricer(long run) {
        TariffInUse inUse = new TariffInUse(tariff);
        return new PricerOfRun(run, inUse, new ClaimPricer(inUse), bases.ofRun());
    }

    private static List<UUID> idsOf(List<RunTable.RunClaim> chunk, boolean toReprice) {
        return chunk.stream()
                .filter(claim -> claim.reprice() == toReprice)
                .map(RunTable.RunClaim::claim)
                .toList();
    }

    private static List<UUID> idsOf(List<PricedClaim> priced) {
        return priced.stream()
                .map(PricedClaim::claim)
                .map(ClaimToPrice::claimId)
                .toList();
    }
}
