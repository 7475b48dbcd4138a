package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one issue should be like, in the codes of eps.md 4.1. Knows what follows by itself (4.6) and what items may
 * become (4.2, 4.5); shares nothing with the program.
 */
final class ExpectedIssue {
    private static final Set<String> OVER = Set.of("0004", "0005", "0006", "0007", "0008", "0009");
    private static final Set<String> FINISHED = Set.of("0006", "0007", "0008", "0009");
    private static final Set<String> WAITING = Set.of("0000", "0001", "9000", "9001");
    private static final Set<String> TOLD = Set.of(
            "0008 0001",
            "0008 0002",
            "0008 0003",
            "0008 0004",
            "0008 0008",
            "0003 0003",
            "0003 0001",
            "0004 0001",
            "0004 0002",
            "0004 0003",
            "0004 0004",
            "0001 0001",
            "0002 0002",
            "0005 0005",
            "0006 0006");

    final int number;
    final LocalDate expiresOn;
    final List<Told> told = new ArrayList<>();
    String status;
    List<String> items;

    /** Last day on which each item may be supplied (3.5). */
    final List<LocalDate> supplyUntil;

    /** The pharmacy to which it is nominated. */
    @Nullable
    String site;

    @Nullable
    String holder;

    @Nullable
    UUID lease;

    @Nullable
    LocalDate readyOn;

    @Nullable
    LocalDate dispensedOn;

    @Nullable
    LocalDate completedOn;

    @Nullable
    LocalDate claimedOn;

    @Nullable
    Told last;

    @Nullable
    UUID claim;

    private String next = "";

    /** The day of what follows. */
    LocalDate nextOn = LocalDate.MIN;

    ExpectedIssue(
            int number,
            List<String> items,
            List<LocalDate> supplyUntil,
            @Nullable String site,
            LocalDate readyOn,
            LocalDate expiresOn) {
        this.number = number;
        this.status = "9000";
        this.items = new ArrayList<>(items);
        this.supplyUntil = supplyUntil;
        this.site = site;
        this.readyOn = readyOn;
        this.expiresOn = expiresOn;
    }

    /** What a notification says. */
    record Notice(
            UUID id,
            @Nullable UUID replaces,
            @Nullable UUID lease,
            String to,
            List<String> items,
            List<BigDecimal> amounts) {}

    /**
     * A notification, and the issue as it found it.
     *
     * @param handedOverOn the day that counts for the time of supply
     * @param from from where it moves each item
     * @param supplied what it adds to what was supplied of each item
     */
    record Told(
            UUID id,
            @Nullable Told replaces,
            LocalDate handedOverOn,
            String to,
            List<String> from,
            List<BigDecimal> supplied,
            String statusBefore,
            List<String> itemsBefore,
            @Nullable LocalDate dispensedBefore,
            @Nullable LocalDate completedBefore,
            @Nullable Told lastBefore) {}

    /** The status changes, after its days did: what follows is worked out anew. */
    void becomes(String newStatus, LocalDate today) {
        status = newStatus;
        switch (newStatus) {
            case "0001", "0002", "9000" -> follows("expire", expiresOn);
            case "0000", "9001" -> {
                boolean inTime = readyOn != null && readyOn.isBefore(expiresOn);
                follows(inTime ? "ready" : "expire", inTime ? Objects.requireNonNull(readyOn) : expiresOn);
            }
            case "0003" -> {
                LocalDate clock = (dispensedOn == null ? today : dispensedOn).plusDays(180);
                boolean byClock = dispensedOn != null || clock.isBefore(expiresOn);
                follows(dispensedOn == null ? "expire" : "createNoClaim", byClock ? clock : expiresOn);
            }
            case "0006" ->
                follows("createNoClaim", Objects.requireNonNull(completedOn).plusDays(180));
            case "0007" -> follows("delete", Objects.requireNonNull(completedOn).plusDays(30));
            case "0004" -> follows("delete", Objects.requireNonNull(completedOn).plusDays(90));
            case "0005" -> follows("delete", Objects.requireNonNull(completedOn).plusDays(180));
            case "0008", "0009" ->
                follows("delete", Objects.requireNonNull(claimedOn).plusDays(36));
            default -> throw new IllegalArgumentException(newStatus);
        }
    }

    private void follows(String action, LocalDate on) {
        next = action;
        nextOn = on;
    }

    /** Whether this is what follows, and its day is not after that one. */
    boolean isDue(String action, LocalDate day) {
        return next.equals(action) && !nextOn.isAfter(day);
    }

    /** It ends by itself: expired, or an active one of which nothing is on record dispensed (row 9, 9b). */
    void expire(LocalDate on) {
        boolean active = status.equals("0003");
        close();
        completedOn = on;
        becomes(active ? "0006" : "0004", on);
    }

    /** Nobody claimed in time: the no-claim is received today (row 11). */
    void closeUnclaimed(LocalDate today) {
        close();
        claimedOn = today;
        becomes("0009", today);
    }

    /** Rows 4 and 4a, as far as this issue decides (10.4, 10.5). */
    boolean claim(UUID id, @Nullable UUID replaces, String named, String site, LocalDate today) {
        LocalDate completed = completedOn;
        boolean amends = replaces != null;
        String dispensed = items.contains("0001") ? "0006" : "0007";
        boolean claimable = amends
                ? status.equals("0008") && Objects.equals(replaces, claim) && named.equals(dispensed)
                : Set.of("0006", "0007").contains(status) && named.equals(status);
        if (!isWith(site) || !claimable || completed == null) {
            return false;
        }
        boolean late = today.isAfter(completed.plusDays(180))
                || (amends
                        && today.isAfter(YearMonth.from(completed).plusMonths(1).atDay(5)));
        if (late) {
            return false;
        }
        claimedOn = amends ? claimedOn : today;
        claim = id;
        becomes("0008", today);
        return true;
    }

    private void close() {
        items.replaceAll(item -> switch (item) {
            case "0003" -> "0001";
            case "0004" -> "0002";
            case "0007", "0008" -> "0006";
            default -> item;
        });
    }

    boolean isOver() {
        return OVER.contains(status);
    }

    boolean isFinished() {
        return FINISHED.contains(status);
    }

    boolean isWith(String site) {
        return site.equals(holder);
    }

    /** Whether nobody has it yet: 0000, 0001, 9000 or 9001. */
    boolean isWaiting() {
        return isWaiting(status);
    }

    /** The same of a status. */
    static boolean isWaiting(String status) {
        return WAITING.contains(status);
    }

    /** Whether the time of supply of everything that could be handed out is over. */
    boolean isOverFor(LocalDate today) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).equals("0007") && !supplyUntil.get(i).isBefore(today)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the pharmacy has it: 0002 or 0003. */
    boolean isOut() {
        return status.equals("0002") || status.equals("0003");
    }

    /** eps.md 4.5, of each item. */
    static boolean mayBeTold(List<String> from, List<String> to) {
        for (int i = 0; i < from.size(); i++) {
            if (!TOLD.contains(from.get(i) + " " + to.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** eps.md 4.2, for the statuses that a notification can give. */
    static boolean areLegal(String status, List<String> items) {
        return switch (status) {
            case "0003" -> !items.contains("0007");
            case "0006" -> Set.of("0001", "0002", "0005", "0006").containsAll(items);
            case "0007" -> Set.of("0002", "0005", "0006").containsAll(items);
            default -> false;
        };
    }

    /** As {@code 0006[0001, 0002] createNoClaim 2027-05-24}, and to whom it is nominated while nobody has it. */
    String line() {
        return status + items + " " + next + " " + nextOn + (isWaiting() ? " for " + site : "");
    }
}
