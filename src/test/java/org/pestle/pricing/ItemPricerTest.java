package org.pestle.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.pestle.pricing.SampleItem.product;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.prescription.LineItemStatus;
import org.pestle.pricing.ItemToPrice.Channel;
import org.pestle.pricing.ItemToPrice.Contractor;
import org.pestle.pricing.ItemToPrice.Legal;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.tariff.RateNotHeldException;
import org.pestle.tariff.ReferenceRates;
import org.pestle.tariff.TariffCategory;
import org.pestle.values.Pence;

/** Each rule at its boundaries; expected amounts are worked out by hand from reimbursement.md. */
class ItemPricerTest {
    @ParameterizedTest(name = "R4: {2} from {1} at {0}p costs {3}p")
    @CsvSource(delimiter = '|', textBlock = """
            # pack price p | pack size | quantity | basic price p
                        89 |        28 |        7 |            22
                         1 |         2 |        1 |             1
                         1 |         3 |        1 |             0
                         2 |         3 |        1 |             1
                        65 |        28 |       14 |            33
                         3 |         2 |        1 |             2
                         5 |         2 |        1 |             3
                      1140 |      22.5 |     33.7 |          1707
                    636400 |         1 |     1000 |     636400000
                         0 |        28 |       28 |             0
            """)
    void rounds_half_up_to_a_whole_penny_once(long price, String size, String quantity, long expected) {
        assertThat(priced(SampleItem.of(quantity).pricedAt(size, price)).basicPrice())
                .isEqualTo(new Pence(expected));
    }

    @ParameterizedTest(name = "R3: {0} of packs {1}, stated {2} -> {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # quantity | listed packs | stated | pack that sets the price
                    60 | 15;30;100    |        | 30
                   200 | 15;30;100    |        | 100
                    56 | 30;100       |        | 30
                   101 | 30;100       |        | 100
                     7 | 28;56        |        | 28
                    28 | 28;56        |        | 28
                   112 | 28;56        |        | 56
                    60 | 15;30;100    | 15     | 15
                    60 | 15;30;100    | 15.0   | 15
                  22.5 | 4.5;22.5     |        | 22.5
            """)
    void chooses_the_pack(String quantity, String packs, String stated, String expected) {
        SampleItem item = SampleItem.of(quantity);
        for (String size : packs.split(";", -1)) {
            item.pricedAt(size, 100);
        }
        if (stated != null) {
            item.endorsedPack(stated);
        }

        assertThat(priced(item).pricingPackSize()).isEqualByComparingTo(expected);
    }

    @ParameterizedTest(name = "R7: {0} of packs 28 and 30 -> container {1}p")
    @CsvSource({"28, 0", "30, 0", "56, 0", "60, 0", "58, 10", "14, 10", "29, 10", "84, 0"})
    void pays_a_container_when_no_listed_pack_divides_the_quantity(String quantity, long expected) {
        PricedItem priced = priced(SampleItem.of(quantity).pricedAt("28", 100).pricedAt("30", 110));

        assertThat(priced.container()).isEqualTo(new Pence(expected));
    }

    @ParameterizedTest(name = "R1, R5: ordered {0}, supplied {1} of pack 30 -> paid {2}")
    @CsvSource({
        "28, 28, 28",
        "28, 20, 20",
        "28, 30, 30",
        "27.3, 30, 30",
        "27.2, 30, 27.2",
        "56, 60, 60",
        "54, 60, 54",
        "28, 29, 28",
        "30, 33, 30",
        "31, 30, 30",
        "100, 90, 90"
    })
    void pays_what_was_supplied_but_never_more_than_ordered_outside_whole_packs(
            String ordered, String supplied, String expected) {
        PricedItem priced = priced(SampleItem.of(ordered).supplied(supplied).pricedAt("30", 300));

        assertThat(priced.payableQuantity()).isEqualByComparingTo(expected);
    }

    @Test
    void pays_no_more_than_ordered_where_original_pack_dispensing_does_not_apply() {
        List<SampleItem> outside = List.of(
                over().on(Channel.PAPER),
                over().in(YearMonth.of(2025, 4)).being(product(Legal.P, 0, null, false, false, 1, 1, 0)),
                over().being(product(Legal.GSL, 0, null, false, false, 1, 1, 0)),
                over().being(product(Legal.POM, 2, null, false, false, 1, 1, 0)),
                over().being(product(Legal.POM, 4, null, false, false, 1, 1, 0)),
                over().from(Part.VIIID, null),
                over().endorsed("SSP"));

        assertThat(outside)
                .allSatisfy(item -> assertThat(priced(item).payableQuantity()).isEqualByComparingTo("28"));
        assertThat(priced(over().being(product(Legal.P, 5, null, false, false, 1, 1, 0)))
                        .payableQuantity())
                .isEqualByComparingTo("30");
    }

    private static SampleItem over() {
        return SampleItem.of("28").supplied("30").pricedAt("30", 300);
    }

    @ParameterizedTest(name = "R5: {0} of a special container of 10 -> {1} packs")
    @CsvSource({"1, 1", "4.9, 1", "10, 1", "15, 1", "15.1, 2", "16, 2", "25, 2", "26, 3"})
    void pays_the_nearest_number_of_special_containers_half_way_down_and_at_least_one(String quantity, String packs) {
        PricedItem priced = priced(SampleItem.of(quantity)
                .pricedAt("10", 222)
                .being(product(Legal.POM, 0, "0002", false, false, 1, 1, 0)));

        assertThat(priced.unitPacks()).isEqualByComparingTo(packs);
        assertThat(priced.basicPrice()).isEqualTo(new Pence(222).times(new BigDecimal(packs).longValueExact()));
        assertThat(priced.container()).isEqualTo(Pence.ZERO);
    }

    @ParameterizedTest(name = "R5: {0} made up from packs {1} -> {2} units for {3}p")
    @CsvSource(delimiter = '|', textBlock = """
            # quantity | size=price     | units paid | price p
                   105 | 100=178        | 200        | 356
                   100 | 100=178        | 100        | 178
                   105 | 60=90;100=178  | 120        | 180
                   150 | 60=90;100=178  | 160        | 268
                   160 | 60=90;100=178  | 160        | 268
                    10 | 60=90;100=178  | 60         | 90
                   180 | 60=90;100=178  | 180        | 270
                    75 | 37.5=50;100=90 | 75         | 100
            """)
    void covers_a_liquid_made_up_from_powder_with_the_least_excess(
            String quantity, String packs, String units, long price) {
        SampleItem item = SampleItem.of(quantity).being(product(Legal.POM, 0, null, true, false, 1, 1, 0));
        for (String pack : packs.split(";", -1)) {
            item.pricedAt(pack.substring(0, pack.indexOf('=')), Long.parseLong(pack.substring(pack.indexOf('=') + 1)));
        }

        PricedItem priced = priced(item);

        assertThat(priced.payableQuantity()).isEqualByComparingTo(units);
        assertThat(priced.basicPrice()).isEqualTo(new Pence(price));
    }

    @Test
    void does_not_search_for_ever_among_packs_of_powder() {
        SampleItem item = SampleItem.of("999999999").being(product(Legal.POM, 0, null, true, false, 1, 1, 0));
        for (String size : List.of("99991", "99989", "99971", "99961")) {
            item.pricedAt(size, 1);
        }

        assertThatThrownBy(() -> priced(item))
                .isInstanceOf(NotYetPricedException.class)
                .hasMessageStartingWith("R5");
    }

    @Test
    void counts_packs_where_the_claim_does() {
        PricedItem priced = priced(
                SampleItem.of("3").pricedAt("200", 150).being(product(Legal.POM, 0, null, false, true, 1, 1, 0)));

        assertThat(priced.payableQuantity()).isEqualByComparingTo("600");
        assertThat(priced.basicPrice()).isEqualTo(new Pence(450));
    }

    @Test
    void refers_back_what_is_counted_in_another_unit_than_the_tariff() {
        PricedItem other = priced(SampleItem.of("2").counting("device").packIn("dose", "200", 150));
        PricedItem same = priced(SampleItem.of("200").counting("dose").packIn("dose", "200", 150));
        PricedItem oneOfTwo = priced(
                SampleItem.of("50").counting("gram").packIn("ml", "50", 1).packIn("gram", "50", 2));

        assertThat(other.outcome()).isEqualTo(ItemOutcome.REFERRED_BACK);
        assertThat(other.reason()).isEqualTo("the claim counts in another unit than the tariff");
        assertThat(same.basicPrice()).isEqualTo(new Pence(150));
        assertThat(oneOfTwo.basicPrice()).isEqualTo(new Pence(2));
    }

    static Stream<Arguments> what_is_missing() {
        return Stream.of(
                arguments("UNKNOWN_PRODUCT", SampleItem.of("30").from(Part.UNKNOWN, null)),
                arguments("NO_PRICE_HELD", SampleItem.of("30").from(Part.NONE, null)),
                arguments("INVOICE_PRICE_MISSING", SampleItem.of("30").from(Part.SPECIAL, null)),
                arguments(
                        "INVOICE_PRICE_MISSING",
                        SampleItem.of("30").from(Part.NONE, null).endorsed("ED")),
                arguments(
                        "INVOICE_PRICE_MISSING",
                        SampleItem.of("30").from(Part.NONE, null).endorsed("IP")),
                arguments(
                        "PACK_NOT_LISTED",
                        SampleItem.of("60")
                                .pricedAt("15", 100)
                                .pricedAt("30", 200)
                                .endorsedPack("20")),
                arguments("UNIT_MISMATCH", SampleItem.of("2").counting("device").packIn("dose", "200", 150)),
                arguments("INCOMPLETE", SampleItem.of("28").supplied("0").pricedAt("28", 64)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("what_is_missing")
    void refers_back_with_a_code_of_its_own(String code, SampleItem item) {
        PricedItem priced = priced(item);

        assertThat(priced.outcome()).isEqualTo(ItemOutcome.REFERRED_BACK);
        assertThat(priced.code()).isEqualTo(ReferralReason.valueOf(code));
        assertThat(priced.explanation().getLast().row()).isEqualTo(code);
    }

    @Test
    void a_stated_pack_need_not_be_listed_where_the_price_is_of_an_invoice_or_a_minimum_quantity() {
        assertThat(priced(SampleItem.of("50")
                                .from(Part.NONE, null)
                                .endorsed("IP", 700)
                                .endorsedPack("100"))
                        .basicPrice())
                .isEqualTo(new Pence(350));
        assertThat(priced(SampleItem.of("80")
                                .from(Part.VIIIB, null)
                                .minimum("100", 3735, "1", 12)
                                .endorsedPack("80"))
                        .basicPrice())
                .isEqualTo(new Pence(3735));
    }

    @Test
    void refers_back_a_supplied_item_of_no_quantity() {
        assertThat(priced(SampleItem.of("28").supplied("0").pricedAt("28", 64)).outcome())
                .isEqualTo(ItemOutcome.REFERRED_BACK);
    }

    @ParameterizedTest(name = "R6: category {0}, {1} of {2} at {3}p -> rest {4}p")
    @CsvSource({
        "C, 84, 100, 14000, 2240",
        "A, 28, 56, 5000, 2500",
        "A, 28, 56, 4999, 0",
        "M, 28, 56, 5000, 2500",
        "H, 28, 56, 9000, 0",
        "C, 100, 100, 14000, 0",
        "C, 130, 100, 14000, 9800",
    })
    void pays_the_rest_of_a_broken_pack(TariffCategory category, String quantity, String size, long price, long rest) {
        PricedItem priced = priced(SampleItem.of(quantity)
                .from(Part.VIIIA, category)
                .pricedAt(size, price)
                .endorsed("BB"));

        assertThat(priced.brokenBulkResidual()).isEqualTo(new Pence(rest));
        assertThat(priced.basicPriceAdjustment()).isEqualTo(Pence.ZERO);
    }

    @ParameterizedTest(name = "R6: {0} with {1} left of 100 at 14000p -> taken back {2}p, rest {3}p")
    @CsvSource({"10, 16, -1400, 0", "16, 16, -2240, 0", "20, 16, -2240, 13440", "20, 0, 0, 11200"})
    void draws_on_what_is_left_of_a_broken_pack(String quantity, String left, long back, long rest) {
        PricedItem priced = priced(SampleItem.of(quantity)
                .from(Part.VIIIA, TariffCategory.C)
                .pricedAt("100", 14_000)
                .remaining(left)
                .endorsed("BB"));

        assertThat(priced.basicPriceAdjustment()).isEqualTo(new Pence(back));
        assertThat(priced.brokenBulkResidual()).isEqualTo(new Pence(rest));
    }

    @Test
    void a_concession_lifts_a_pack_over_the_limit_of_broken_bulk() {
        PricedItem priced =
                priced(SampleItem.of("28").concession("56", 4000, 6000).endorsed("BB"));

        assertThat(priced.brokenBulkResidual()).isEqualTo(new Pence(3000));
        assertThat(priced.discountGroup()).isEqualTo(DiscountGroup.ZERO);
    }

    @ParameterizedTest(name = "R8: {2}p on part {0} {1} -> {3}p")
    @CsvSource({
        "VIIIA, C, 51, 51",
        "VIIIA, C, 50, 0",
        "VIIIA, C, 1500, 1500",
        "VIIIA, A, 900, 0",
        "VIIIA, M, 900, 0",
        "VIIIA, H, 900, 0",
        "VIIIB, , 900, 0",
        "VIIID, , 900, 0",
        "IXA, , 900, 0",
        "IXR, , 900, 0",
        "IXB, , 900, 900",
        "IXC, , 900, 900",
        "BRAND, , 900, 900"
    })
    void pays_out_of_pocket_expenses_from_the_least_sum(Part part, TariffCategory category, long claimed, long paid) {
        PricedItem priced = priced(
                SampleItem.of("28").from(part, category).pricedAt("28", 500).endorsed("XP", claimed));

        assertThat(priced.outOfPocket()).isEqualTo(new Pence(paid));
    }

    @ParameterizedTest(name = "R9: {0}p -> fee {1}p")
    @CsvSource({"9999, 0", "10000, 200", "10024, 200", "10025, 201", "16632, 333"})
    void an_expensive_item_carries_two_per_cent(long price, long fee) {
        Map<String, Pence> fees =
                priced(SampleItem.of("28").pricedAt("28", price)).fees();

        assertThat(fees.getOrDefault("expensive", Pence.ZERO)).isEqualTo(new Pence(fee));
    }

    @Test
    void fees_follow_schedule_endorsement_and_product() {
        assertThat(fees(SampleItem.of("28").being(product(Legal.POM, 2, null, false, false, 1, 1, 0))))
                .isEqualTo(Map.of("single_activity", new Pence(152), "cd_sched2", new Pence(128)));
        assertThat(fees(SampleItem.of("28").being(product(Legal.POM, 3, null, false, false, 1, 1, 0))))
                .isEqualTo(Map.of("single_activity", new Pence(152), "cd_sched3", new Pence(43)));
        assertThat(fees(SampleItem.of("28").being(product(Legal.POM, 4, null, false, false, 2, 1, 0))))
                .isEqualTo(Map.of("single_activity", new Pence(304)));
        assertThat(fees(SampleItem.of("28").from(Part.VIIID, null).endorsed("ED")))
                .isEqualTo(Map.of("single_activity", new Pence(152), "extemporaneous_ED", new Pence(2000)));
        assertThat(fees(SampleItem.of("28").endorsed("SP").endorsed("MF")))
                .as("not unlicensed, not measured")
                .isEqualTo(Map.of("single_activity", new Pence(152)));
    }

    private static Map<String, Pence> fees(SampleItem item) {
        return priced(item.pricedAt("28", 64)).fees();
    }

    @ParameterizedTest(name = "R10: part {0} {1} -> {2}, {3}p of 1000p")
    @CsvSource({
        "VIIIA, A, GENERIC, 200", "VIIIA, M, GENERIC, 200", "VIIIA, C, BRAND, 50", "VIIIA, H, BRAND, 50",
        "VIIIB, , BRAND, 50", "VIIID, , BRAND, 50", "BRAND, , BRAND, 50", "IXA, , APPLIANCE, 98.5",
        "IXB, , APPLIANCE, 98.5", "IXC, , APPLIANCE, 98.5", "IXR, , APPLIANCE, 98.5"
    })
    void puts_the_item_into_its_discount_group(
            Part part, TariffCategory category, DiscountGroup group, String discount) {
        PricedItem priced = priced(SampleItem.of("28").from(part, category).pricedAt("28", 1000));

        assertThat(priced.discountGroup()).isEqualTo(group);
        assertThat(priced.discountP()).isEqualByComparingTo(discount);
    }

    @ParameterizedTest(name = "R11: code {0} -> {1} charge(s), {2}p")
    @CsvSource(
            nullValues = "none",
            value = {"0001, 1, 990", "0000, 1, 965", "none, 1, 990", "0002, 0, 0", "0015, 0, 0"})
    void deducts_the_charge_that_the_patient_paid(String code, int charges, long deduction) {
        PricedItem priced = priced(SampleItem.of("28").pricedAt("28", 64).charge(code));

        assertThat(priced.charges()).isEqualTo(charges);
        assertThat(priced.chargeDeduction()).isEqualTo(new Pence(deduction));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001", "0000", "0005"})
    void deducts_no_charge_of_a_patient_exempt_by_age_whatever_is_claimed(String code) {
        PricedItem priced =
                priced(SampleItem.of("28").pricedAt("28", 64).charge(code).ofAgeWithoutCharge());

        assertThat(priced.charges()).isZero();
        assertThat(priced.explanation()).anyMatch(step -> step.text().contains("under 16, or 60 and over"));
    }

    @ParameterizedTest(name = "R11: {0} of {1} stockings -> {2} charges")
    @CsvSource({"2, 2, 2", "1, 2, 1", "4, 4, 4", "4, 2, 2", "1.5, 2, 2"})
    void deducts_a_charge_for_each_garment_of_hosiery(String supplied, String ordered, int charges) {
        Product hosiery = new Product(Legal.NONE, 0, false, false, null, false, false, 1, 1, true, 0, true, false);

        PricedItem priced = priced(SampleItem.of(ordered)
                .supplied(supplied)
                .pricedAt("2", 3095)
                .from(Part.IXA, null)
                .being(hosiery)
                .endorsed("MF")
                .charge("0001"));

        assertThat(priced.charges()).isEqualTo(charges);
        assertThat(priced.fees()).containsEntry("measured_and_fitted", new Pence(280));
    }

    @Test
    void deducts_two_charges_of_a_patient_who_paid_two_and_of_a_product_that_carries_two() {
        Product two = SampleItem.product(Legal.POM, 0, null, false, false, 2, 2, 0);

        assertThat(priced(paid().paidTwice()).charges()).isEqualTo(2);
        assertThat(priced(paid().being(two)).charges()).isEqualTo(2);
        assertThat(priced(paid().being(two).paidTwice()).charges()).isEqualTo(2);
        assertThat(priced(paid().paidTwice().charge("0005")).charges()).isZero();
    }

    @Test
    void deducts_no_discount_if_zd_is_endorsed_for_a_product_of_list_b() {
        Product listB = new Product(Legal.POM, 0, false, false, null, false, false, 1, 1, false, 0, false, true);

        assertThat(priced(paid().being(listB).endorsed("ZD")).discountGroup()).isEqualTo(DiscountGroup.ZERO);
        assertThat(priced(paid().being(listB)).discountGroup()).isEqualTo(DiscountGroup.GENERIC);
        assertThat(priced(paid().endorsed("ZD")).discountGroup()).isEqualTo(DiscountGroup.GENERIC);
    }

    @Test
    void deducts_no_charge_where_none_is_due_although_the_claim_says_paid() {
        assertThat(List.of(
                        paid().endorsed("CC"),
                        paid().endorsed("FS"),
                        paid().smallerByProtocol(),
                        paid().supplied("14").endorsed("SSP"),
                        paid().sameCharge(true)))
                .allSatisfy(item -> assertThat(priced(item).charges()).isZero());
        assertThat(priced(paid().endorsed("SSP")).charges()).as("not smaller").isEqualTo(1);
        assertThat(priced(paid().being(product(Legal.NONE, 0, null, false, false, 1, 1, 2)))
                        .charges())
                .as("a pair of garments")
                .isEqualTo(2);
    }

    private static final InView SECOND_IS_SETTLED = new InView() {
        @Override
        public boolean isSettled(int index) {
            return index == 1;
        }
    };

    private static SampleItem paid() {
        return SampleItem.of("28").pricedAt("28", 64).charge("0001");
    }

    @Test
    void one_prescription_bears_one_charge_for_all_strengths_of_a_formulation() {
        List<ItemToPrice> items = List.of(
                paid().named("Warfarin 1mg tablets").item(),
                paid().named("Warfarin 3mg tablets").item(),
                paid().named("Warfarin 1mg/1ml oral suspension").item(),
                paid().named("Amlodipine 5mg tablets").item(),
                paid().named("Amlodipine 5mg tablets").item(),
                paid().named("Amlodipine 10mg tablets").sameCharge(false).item());

        List<PricedItem> priced = new PrescriptionPricer().price(items, ReferenceRates::of);

        assertThat(priced).extracting(PricedItem::charges).containsExactly(1, 0, 1, 1, 0, 1);
        assertThat(priced).extracting(PricedItem::professionalFees).containsOnly(1);
    }

    @Test
    void an_item_that_was_settled_before_bears_the_charge_of_an_earlier_one_that_came_back() {
        List<ItemToPrice> items = List.of(
                paid().named("Warfarin 1mg tablets").item(),
                paid().named("Warfarin 3mg tablets").item());

        assertThat(new PrescriptionPricer().price(items, ReferenceRates::of, SECOND_IS_SETTLED))
                .extracting(PricedItem::charges)
                .containsExactly(0, 1);
    }

    @Test
    void a_settled_item_has_borne_its_charge_even_if_its_product_has_left_the_tariff() {
        List<ItemToPrice> items = List.of(
                paid().named("Warfarin 1mg tablets").item(),
                SampleItem.of("28").charge("0001").named("Warfarin 3mg tablets").item());

        List<PricedItem> priced = new PrescriptionPricer().price(items, ReferenceRates::of, SECOND_IS_SETTLED);

        assertThat(priced.getLast().outcome()).isEqualTo(ItemOutcome.REFERRED_BACK);
        assertThat(priced.getFirst().charges()).isZero();
        assertThat(new PrescriptionPricer()
                        .price(items, ReferenceRates::of)
                        .getFirst()
                        .charges())
                .as("of an item that was never paid")
                .isEqualTo(1);
    }

    @Test
    void the_charge_falls_on_the_first_strength_that_is_paid() {
        List<ItemToPrice> items = List.of(
                paid().named("Warfarin 1mg tablets")
                        .that(LineItemStatus.NOT_DISPENSED)
                        .item(),
                paid().named("Warfarin 3mg tablets").item());

        assertThat(new PrescriptionPricer().price(items, ReferenceRates::of))
                .extracting(PricedItem::charges)
                .containsExactly(0, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = LineItemStatus.class,
            names = {"NOT_DISPENSED", "CANCELLED", "EXPIRED"})
    void pays_nothing_for_what_was_not_supplied(LineItemStatus status) {
        PricedItem priced = priced(paid().that(status));

        assertThat(priced.outcome()).isEqualTo(ItemOutcome.NOT_PAID);
        assertThat(priced.fees()).isEmpty();
        assertThat(priced.charges()).isZero();
        assertThat(priced.actualCostP()).isZero();
    }

    @ParameterizedTest(name = "R2: {0} of a special with a minimum of 100 -> {1}p")
    @CsvSource({"1, 3735", "100, 3735", "101, 3747", "150, 4335", "100.5, 3741"})
    void a_special_has_a_price_up_to_the_minimum_and_one_for_each_unit_above(String quantity, long price) {
        PricedItem priced = priced(SampleItem.of(quantity)
                .from(Part.VIIIB, null)
                .minimum("100", 3735, "1", 12)
                .endorsed("SP"));

        assertThat(priced.basicPrice()).isEqualTo(new Pence(price));
        assertThat(priced.container()).isEqualTo(Pence.ZERO);
    }

    @Test
    void takes_the_invoice_price_only_where_no_price_is_held() {
        PricedItem outside = priced(SampleItem.of("50").from(Part.NONE, null).endorsed("IP", 700));
        PricedItem special = priced(SampleItem.of("50")
                .from(Part.SPECIAL, null)
                .pricedAt("100", 1)
                .invoice(8500)
                .endorsed("SP"));
        PricedItem listed = priced(SampleItem.of("28").pricedAt("28", 64).invoice(8500));

        assertThat(outside.basicPrice()).isEqualTo(new Pence(700));
        assertThat(outside.discountGroup()).isEqualTo(DiscountGroup.BRAND);
        assertThat(special.basicPrice()).isEqualTo(new Pence(4250));
        assertThat(special.discountGroup()).isEqualTo(DiscountGroup.ZERO);
        assertThat(listed.basicPrice()).isEqualTo(new Pence(64));
        assertThat(priced(SampleItem.of("28").from(Part.SPECIAL, null).pricedAt("28", 64))
                        .outcome())
                .isEqualTo(ItemOutcome.REFERRED_BACK);
        assertThat(priced(SampleItem.of("200").from(Part.VIIIB, null).pricedAt("100", 3735))
                        .outcome())
                .isEqualTo(ItemOutcome.REFERRED_BACK);
    }

    @Test
    void gives_no_price_rather_than_a_wrong_one() {
        assertThatThrownBy(() -> priced(SampleItem.of("28").pricedAt("28", 64).by(Contractor.APPLIANCE)))
                .isInstanceOf(NotYetPricedException.class)
                .hasMessageStartingWith("R9");
        assertThatThrownBy(() -> priced(SampleItem.of("28").pricedAt("28", 64).in(YearMonth.of(2025, 3))))
                .isInstanceOf(RateNotHeldException.class);
    }

    @Test
    void explains_each_step_in_order_with_rule_source_and_arithmetic() {
        PricedItem priced = priced(SampleItem.of("14").pricedAt("28", 65).charge("0001"));

        assertThat(priced.explanation())
                .extracting(step -> step.rule() + " " + step.edition() + " " + step.row() + ": " + step.arithmetic())
                .containsExactly(
                        "R2 2026-07 null: null",
                        "R1 2026-07 null: 14",
                        "R3 2026-07 null: pack of 28 at 65p",
                        "R4 2026-07 null: 14 x 65 / 28 = 32.5 -> 33p",
                        "R9 2026-05 single_activity_fee: 1 x 152p = 152p",
                        "R7 null consumable_allowance: 1 x 1.24p = 1.24p",
                        "R7 null container_payment: 10p",
                        "R10 2024-01 discount_generic_AM: 20% x 33p = 6.6p",
                        "R11 2024-05 prescription_charge: 1 x 990p = 990p");
    }

    private static PricedItem priced(SampleItem sample) {
        ItemToPrice item = sample.item();
        return new ItemPricer().price(item, ReferenceRates.of(item.pricingMonth()));
    }
}
