package org.pestle.bench;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;
import org.pestle.bench.BenchNightTable.Pack;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * The claims of a peak night, in the text format of COPY: 2.24 items to a prescription, every tenth item from one very
 * large pharmacy, nine tenths exempt from the charge, a third of the items in part packs (reimbursement.md 4, 9).
 */
final class MadeNight {
    private static final int COMMISSIONERS = 36;
    private static final int PRACTICES = 6200;
    private static final int BYTES_OF_A_MESSAGE = 400;
    private static final int[] ITEMS_BY_TENTH = {1, 1, 1, 1, 2, 2, 2, 3, 4, 5};

    private final List<Pack> packs;
    private final int pharmacies;
    private final LocalDate dispensedOn;
    private final YearMonth month;
    private final Instant receivedAt;
    private final Random random;
    private final StringBuilder claims = new StringBuilder();
    private final StringBuilder waiting = new StringBuilder();
    private final StringBuilder items = new StringBuilder();
    private long made;

    MadeNight(List<Pack> packs, int pharmacies, Instant receivedAt) {
        this.packs = packs;
        this.pharmacies = pharmacies;
        this.receivedAt = receivedAt;
        this.random = new Random(receivedAt.toEpochMilli()); // another night, other claims
        this.dispensedOn = NhsDates.on(receivedAt);
        this.month = YearMonth.from(dispensedOn);
    }

    /** Makes one more claim; answers how many items it has. */
    int add() {
        UUID claim = new UUID(random.nextLong(), random.nextLong());
        int pharmacy = random.nextInt(10) == 0 ? 0 : random.nextInt(pharmacies);
        int practice = nearTo(pharmacy);
        String practiceCode = "A8%04d".formatted(practice);
        boolean paid = random.nextInt(10) == 0;
        Instant at = receivedAt.minusSeconds(random.nextInt(3600));
        String contractor = "F%04X".formatted(pharmacy);
        String prescription =
                PrescriptionId.make(new OdsCode(practiceCode), random).value();
        byte[] message = new byte[BYTES_OF_A_MESSAGE];
        random.nextBytes(message);
        ByteBuffer.wrap(message).putLong(made++);
        claims.append(claim)
                .append('\t')
                .append(prescription)
                .append("\t1\t")
                .append(contractor)
                .append("\tT1450\t")
                .append(practiceCode)
                .append("\tQ")
                .append(10 + practice * COMMISSIONERS / PRACTICES)
                .append(paid ? "\t0001\tt\t" : "\t0004\tt\t")
                .append(dispensedOn)
                .append('\t')
                .append(at)
                .append('\t')
                .append(month)
                .append("-01\tRECEIVED\t\\\\x")
                .append(HexFormat.of().formatHex(message))
                .append('\n');
        int count = ITEMS_BY_TENTH[random.nextInt(ITEMS_BY_TENTH.length)];
        StringJoiner products = new StringJoiner(",", "{", "}");
        for (int sequence = 1; sequence <= count; sequence++) {
            products.add(item(claim, sequence, paid));
        }
        waiting.append(claim)
                .append('\t')
                .append(at)
                .append('\t')
                .append(contractor)
                .append('\t')
                .append(prescription)
                .append('\t')
                .append(dispensedOn)
                .append('\t')
                .append(count)
                .append('\t')
                .append(products)
                .append("\t{}\n");
        return count;
    }

    /** Patients go to a pharmacy near their practice; the very large one has patients everywhere. */
    private int nearTo(int pharmacy) {
        return pharmacy == 0
                ? random.nextInt(PRACTICES)
                : (int) ((long) pharmacy * PRACTICES / pharmacies + random.nextInt(5)) % PRACTICES;
    }

    /** Makes an item; answers what is ordered. */
    private String item(UUID claim, int sequence, boolean paid) {
        Pack pack = packs.get(random.nextInt(packs.size()));
        BigDecimal quantity = random.nextInt(3) == 0
                ? BigDecimal.valueOf(random.nextInt(1, 100))
                : pack.size().multiply(BigDecimal.valueOf(random.nextInt(1, 3)));
        items.append(claim)
                .append('\t')
                .append(new UUID(random.nextLong(), random.nextLong()))
                .append('\t')
                .append(sequence)
                .append("\t0001\t")
                .append(pack.vmp())
                .append('\t')
                .append(pack.name())
                .append('\t')
                .append(quantity.toPlainString())
                .append('\t')
                .append(pack.unit())
                .append('\t')
                .append(pack.vmp())
                .append('\t')
                .append(quantity.toPlainString())
                .append('\t')
                .append(pack.unit())
                .append(paid ? "\tpaid-once\t" : "\tnot-paid\t")
                .append("[{\"code\": \"NDEC\"}]\n");
        return pack.vmp();
    }

    /** The claims made since the last time. */
    String takeClaims() {
        return take(claims);
    }

    /** The same claims, as they wait for the night. */
    String takeWaiting() {
        return take(waiting);
    }

    /** Their items. */
    String takeItems() {
        return take(items);
    }

    private static String take(StringBuilder text) {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }
}
