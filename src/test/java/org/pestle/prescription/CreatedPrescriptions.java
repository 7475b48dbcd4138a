package org.pestle.prescription;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.pestle.access.Caller;
import org.pestle.prescription.PrescriptionOrder.OrderedItem;
import org.pestle.problems.Outcome;
import org.pestle.testing.Database;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;

/** Prescriptions that were created by the use case, for tests of other modules. */
public final class CreatedPrescriptions {
    private CreatedPrescriptions() {}

    /**
     * What is ordered.
     *
     * @param issues how many; more than one is repeat dispensing
     * @param daysAhead how many days ahead it is dated; of repeat dispensing, how many days ahead it starts
     * @param itemIssues how often each item may be dispensed
     * @param nominated whether to FA565, else to nobody
     * @param controlled how many of the first items are controlled drugs
     * @param schedule of those drugs
     */
    public record Wanted(
            int issues,
            int daysAhead,
            List<Integer> itemIssues,
            boolean nominated,
            int controlled,
            ControlledSchedule schedule) {
        /** Copies the list. */
        public Wanted {
            itemIssues = List.copyOf(itemIssues);
        }

        /** Without controlled drugs. */
        public Wanted(int issues, int daysAhead, List<Integer> itemIssues, boolean nominated) {
            this(issues, daysAhead, itemIssues, nominated, 0, ControlledSchedule.CD5);
        }

        private Orders orders(Clock clock) {
            Orders orders = Orders.anOrder().signedBy("CN=" + UUID.randomUUID()).signedAt(clock.instant());
            LocalDate starts = NhsDates.today(clock).plusDays(daysAhead);
            if (issues > 1) {
                orders.writtenAt(clock.instant()).repeatDispensing(issues, starts);
            } else {
                orders.writtenAt(daysAhead == 0 ? clock.instant() : NhsDates.startOf(starts));
            }
            itemIssues.forEach(orders::item);
            orders.controlledFirst(controlled, schedule);
            return nominated ? orders : orders.notNominated();
        }
    }

    /** An order that has not been sent yet. */
    public record Ordered(Accepted accepted) {
        /** Its short id. */
        public PrescriptionId id() {
            return accepted.order().id();
        }

        /** Its items, in their order. */
        public List<LineItemId> items() {
            return accepted.order().items().stream().map(OrderedItem::id).toList();
        }

        /** Id of its message. */
        public UUID message() {
            return accepted.order().messageId();
        }
    }

    /** Orders what is wanted, without sending it. */
    public static Ordered order(Wanted wanted, Clock clock) {
        return new Ordered(wanted.orders(clock).accepted());
    }

    /** The same, for a patient. */
    public static Ordered order(Wanted wanted, NhsNumber patient, Clock clock) {
        return new Ordered(wanted.orders(clock).forPatient(patient.value()).accepted());
    }

    /**
     * Orders it anew: another version of a prescription, for the same patient.
     *
     * @param first an item that it has, old or new
     */
    public static Ordered amendment(Wanted wanted, PrescriptionRecord old, LineItemId first, Clock clock) {
        return new Ordered(wanted.orders(clock)
                .forPatient(old.patient().nhsNumber().value())
                .amending(old)
                .withItem(first)
                .accepted());
    }

    /** Creates one, in a transaction of its own. */
    public static PrescriptionRecord create(Wanted wanted, Database database, Clock clock) {
        return create(order(wanted, clock), database, clock);
    }

    /** Creates one whose first items, so many, are controlled drugs of a schedule. */
    public static PrescriptionRecord create(
            Wanted wanted, ControlledSchedule schedule, int controlled, Database database, Clock clock) {
        Orders orders = wanted.orders(clock).controlledFirst(controlled, schedule);
        return create(new Ordered(orders.accepted()), database, clock);
    }

    /** Sends an order to the use case, in the caller's transaction. */
    public static Outcome<Created> keep(Ordered ordered, UUID requestId, Database database, Clock clock) {
        return RecordFixture.create(clock, database.application())
                .keep(ordered.accepted(), RecordFixture.MESSAGE, Orders.PRESCRIBER, requestId);
    }

    /** Sends a new version to the use case, in the caller's transaction. */
    public static Outcome<Created> amend(
            Ordered ordered, UUID replaces, Caller caller, UUID requestId, Database database, Clock clock) {
        return RecordFixture.amend(clock, database.application())
                .keep(ordered.accepted(), replaces, RecordFixture.MESSAGE, caller, requestId);
    }

    /** Creates what was ordered, in a transaction of its own. */
    public static PrescriptionRecord create(Ordered ordered, Database database, Clock clock) {
        Outcome<Created> outcome = database.transactions()
                .execute(status -> RecordFixture.create(clock, database.application())
                        .keep(ordered.accepted(), RecordFixture.MESSAGE, Orders.PRESCRIBER, UUID.randomUUID()));
        if (!(outcome instanceof Outcome.Done<Created>(Created created))) {
            throw new IllegalStateException("not kept: " + outcome);
        }
        return new Prescriptions(new PrescriptionTable(database.jdbc()))
                .find(created.id())
                .orElseThrow();
    }
}
