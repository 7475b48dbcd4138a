package org.pestle.tariff;

import java.time.YearMonth;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Price concessions by month, and what each load of them changed. A concession counts for its whole month, however late
 * it is published (reimbursement.md 7.2).
 */
@Component
public class Concessions {
    private final ConcessionTable table;
    private final Tariff tariff;

    Concessions(ConcessionTable table, Tariff tariff) {
        this.table = table;
        this.tariff = tariff;
    }

    /** All that are in force in a month. */
    public List<Concession> inForce(YearMonth month) {
        return table.inForce(month).stream().map(this::matched).toList();
    }

    /**
     * What a load changed: concessions that were not in force before it, or at another price. Claims of that month for
     * these packs, and no others, have another price now.
     */
    public List<Concession> changedBy(long load) {
        return table.changedBy(load).stream().map(this::matched).toList();
    }

    /** What a load changed in one month. */
    public List<Concession> changedBy(long load, YearMonth month) {
        return changedBy(load).stream()
                .filter(concession -> concession.month().equals(month))
                .toList();
    }

    private Concession matched(ConcessionFile.Line line) {
        return new Concession(
                line.month(),
                line.name(),
                line.size(),
                line.price(),
                line.fileRow(),
                tariff.listed(line.name(), line.size(), line.unit(), line.month()));
    }
}
