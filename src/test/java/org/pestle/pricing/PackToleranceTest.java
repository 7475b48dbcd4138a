package org.pestle.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.dispensing.Packs;
import org.pestle.prescription.ControlledSchedule;
import org.pestle.prescription.LineItem;
import org.pestle.testing.Service;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.Quantity;

/**
 * When more may be supplied than was ordered (reimbursement.md 2.6, 2.7), by the reference tariff of November 2026:
 * amlodipine in packs of 28, chloramphenicol eye drops as a special container of 10 ml.
 */
class PackToleranceTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final String TABLET = "428673006";
    private static final String ML = "258773002";
    private static final String AMLODIPINE = "39732011000001102";
    private static final String EYE_DROPS = "42186611000001102";

    private final Packs packs = Service.running().context().getBean(Packs.class);

    @ParameterizedTest(name = "{0}: {1} ordered, {2} supplied, schedule {3}: {4}")
    @CsvSource({
        "amlodipine, 26, 28, , true",
        "amlodipine, 25, 28, , false",
        "amlodipine, 26, 27, , false",
        "amlodipine, 52, 56, , true",
        "amlodipine, 26, 28, CD4, false",
        "amlodipine, 26, 28, CD5, true",
        "eye drops, 5, 10, , true",
        "eye drops, 15, 20, , false",
        "eye drops, 16, 20, , true",
        "eye drops, 16, 30, , false",
        "unknown, 26, 28, , false"
    })
    void whole_packs_may_exceed_the_order(
            String product,
            BigDecimal ordered,
            BigDecimal supplied,
            @Nullable ControlledSchedule schedule,
            boolean allowed) {
        String code = switch (product) {
            case "amlodipine" -> AMLODIPINE;
            case "eye drops" -> EYE_DROPS;
            default -> "39714003";
        };
        LineItem item = new LineItem(
                new LineItemId(UUID.randomUUID()),
                1,
                new DmdCode(code),
                product,
                new Quantity(ordered, product.equals("eye drops") ? ML : TABLET, "unit"),
                "one a day",
                List.of(),
                1,
                schedule);

        assertThat(packs.allow(item, supplied, DAY)).isEqualTo(allowed);
    }
}
