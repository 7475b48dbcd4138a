package org.pestle.prescription;

import java.time.LocalDate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.pestle.values.Coded;

/**
 * What happens to an issue next if nobody does anything, and when (eps.md 4.6). Every issue stores it; the night reads
 * nothing else.
 *
 * @param on the London day from whose night on it is due
 */
public record NextActivity(Action action, LocalDate on) {
    /** What the night can do to an issue. */
    public enum Action implements Coded {
        EXPIRE("expire"),
        READY("ready"),
        CREATE_NO_CLAIM("createNoClaim"),
        DELETE("delete"),
        PURGE("purge");

        private final String code;

        Action(String code) {
            this.code = code;
        }

        /** The word that the record keeps. */
        @Override
        public String code() {
            return code;
        }

        /** The action of that word. */
        public static Action of(String code) {
            return Coded.of(values(), code);
        }
    }

    /**
     * The days of an issue that decide.
     *
     * @param expiresOn last day of validity
     * @param readyOn the day of its download: for 0000 the nominated download date, for 9001 the later of window start
     *     and prescription day; null where it waits for nothing
     * @param dispensedOn day of the last supply, or null if none was notified
     * @param completedOn day on which it was completed, expired or cancelled, or null
     * @param claimedOn day on which the claim was received, or null
     */
    public record Days(
            LocalDate expiresOn,
            @Nullable LocalDate readyOn,
            @Nullable LocalDate dispensedOn,
            @Nullable LocalDate completedOn,
            @Nullable LocalDate claimedOn) {}

    /**
     * The next activity of an issue. Each period is that of the day on which it begins to run.
     *
     * @param today stands in for a day that the issue should have and has not
     */
    static NextActivity of(PrescriptionStatus status, Days days, PrescriptionSettings settings, LocalDate today) {
        return switch (status) {
            case TO_BE_DISPENSED, WITH_DISPENSER, REPEAT_DISPENSE_FUTURE_INSTANCE -> expire(days.expiresOn());
            case AWAITING_RELEASE_READY, PRESCRIPTION_FUTURE_INSTANCE -> ready(days);
            case WITH_DISPENSER_ACTIVE -> active(days, settings, today);
            case DISPENSED ->
                after(Action.CREATE_NO_CLAIM, or(days.completedOn(), today), settings, Periods::claimDays);
            case NOT_DISPENSED -> delete(or(days.completedOn(), today), settings, Periods::notDispensedDays);
            case EXPIRED -> delete(or(days.completedOn(), today), settings, Periods::expiredDays);
            case CANCELLED, CANCELLED_FUTURE_INSTANCE ->
                delete(or(days.completedOn(), today), settings, Periods::cancelledDays);
            case CLAIMED, NO_CLAIMED -> delete(or(days.claimedOn(), today), settings, Periods::claimedDays);
        };
    }

    private static NextActivity ready(Days days) {
        LocalDate readyOn = days.readyOn();
        return readyOn != null && readyOn.isBefore(days.expiresOn())
                ? new NextActivity(Action.READY, readyOn)
                : expire(days.expiresOn());
    }

    private static NextActivity active(Days days, PrescriptionSettings settings, LocalDate today) {
        if (days.dispensedOn() != null) {
            return after(Action.CREATE_NO_CLAIM, days.dispensedOn(), settings, Periods::activeDays);
        }
        LocalDate clockEnds = today.plusDays(settings.inForce(today).activeDays());
        return expire(clockEnds.isBefore(days.expiresOn()) ? clockEnds : days.expiresOn());
    }

    private static NextActivity expire(LocalDate on) {
        return new NextActivity(Action.EXPIRE, on);
    }

    private static NextActivity delete(LocalDate from, PrescriptionSettings settings, ToIntFunction<Periods> days) {
        return after(Action.DELETE, from, settings, days);
    }

    private static NextActivity after(
            Action action, LocalDate from, PrescriptionSettings settings, ToIntFunction<Periods> days) {
        return new NextActivity(action, from.plusDays(days.applyAsInt(settings.inForce(from))));
    }

    private static LocalDate or(@Nullable LocalDate day, LocalDate otherwise) {
        return day == null ? otherwise : day;
    }
}
