package org.pestle.pricing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pestle.claim.ClaimToPrice;
import org.pestle.claim.Claims;
import org.pestle.tariff.Tariff;
import org.pestle.values.NhsDates;
import org.springframework.stereotype.Component;

/** Prices and stores some claims of a run, in the caller's transaction. */
@Component
class Chunk {
    private final PricedRowTable table;
    private final Bases bases;
    private final Claims claims;
    private final Tariff tariff;
    private volatile PricerOfRun current;

    Chunk(PricedRowTable table, Bases bases, Claims claims, Tariff tariff) {
        this.table = table;
        this.bases = bases;
        this.claims = claims;
        this.tariff = tariff;
        this.current = newPricer(0);
    }

    /** What a run has looked up so far; a run sees one tariff from beginning to end. */
    private record PricerOfRun(long run, ClaimPricer pricer, Bases.OfRun bases) {}

    /** Prices those that wait and stores the prices; one that was amended in the meantime is left out. */
    void price(PricingRun run, List<RunTable.RunClaim> chunk) {
        PricerOfRun ofRun = pricerOf(run.id());
        List<PricedClaim> priced = claims.waiting(idsOf(chunk, false)).stream()
                .map(ofRun.pricer()::price)
                .toList();
        List<PricedRowTable.ClaimRow> rows = new ArrayList<>(rows(priced, ofRun));
        rows.addAll(repriced(idsOf(chunk, true), ofRun));
        table.store(run.id(), rows);
        claims.returned(priced.stream().flatMap(PricedClaim::returning).toList(), NhsDates.on(run.cutOff()));
        claims.referred(idsOf(priced.stream().filter(PricedClaim::isReferred).toList()));
        claims.priced(idsOf(priced.stream().filter(claim -> !claim.isReferred()).toList()));
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
    private List<PricedRowTable.ClaimRow> repriced(List<UUID> ids, PricerOfRun ofRun) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<PricedClaim> priced =
                claims.find(ids).stream().map(ofRun.pricer()::price).toList();
        Map<Basis, Integer> numbers = ofRun.bases().numbers(priced);
        Map<UUID, Map<UUID, PricedRow>> former = new HashMap<>();
        table.current(ids)
                .forEach(row -> former.computeIfAbsent(row.claim(), claim -> new HashMap<>())
                        .put(row.lineItemId(), row));
        return priced.stream()
                .map(claim -> new PricedRowTable.ClaimRow(
                        claim.claim(),
                        "REPRICED",
                        changes(
                                rows(claim, numbers),
                                former.getOrDefault(claim.claim().claimId(), Map.of()))))
                .toList();
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

    private static boolean isPaid(PricedRow row) {
        return row.price().outcome() == ItemOutcome.PAID;
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
        return new PricerOfRun(run, new ClaimPricer(new TariffInUse(tariff)), bases.ofRun());
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
