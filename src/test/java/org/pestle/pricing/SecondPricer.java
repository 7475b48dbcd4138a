package org.pestle.pricing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A second reading of reimbursement.md 2 to 5, written apart from the service and sharing nothing with it: from the
 * JSON of an item to the fields of {@code expected}. Whole numbers only: quantities are thousandths, exact pence are
 * ten-thousandths, and the rates of 2026 stand here as the specification prints them.
 */
final class SecondPricer extends SecondItem {
    private static final long PENNY = 10_000;
    private static final List<String> NO_BULK_PARTS = List.of("IXA", "IXR", "VIIIB", "VIIID", "special");

    private long quantity;
    private long packSize;
    private long packCount;
    private boolean wholePacks;
    private boolean concession;
    private long nic;

    private SecondPricer(JsonNode item) {
        super(item);
    }

    /** The fields of {@code expected}, each as text; fees by name and {@code fees_p.}. */
    static Map<String, String> price(JsonNode item) {
        return new SecondPricer(item).price();
    }

    private Map<String, String> price() {
        if (!item.path("item_status").asString().equals("0001")) {
            return unpaid("not-paid");
        }
        if (item.hasNonNull("disallow")) {
            return unpaid("disallowed");
        }
        packs = priced();
        boolean statesUnlisted = item.hasNonNull("endorsed_pack") && stated() == null && !part.equals("VIIIB");
        if (packs.isEmpty() || supplied == 0 || statesUnlisted) {
            return unpaid("referred-back");
        }
        if (part.equals("VIIIB") && !product.hasNonNull("special_container")) {
            long wanted = Math.min(ordered, supplied);
            packs.removeIf(pack -> pack.extraSize() == 0 && wanted > pack.size());
            if (packs.isEmpty()) {
                return unpaid("referred-back");
            }
        }
        Pack chosen = basicPrice();
        return paid(chosen);
    }

    private Pack basicPrice() {
        long needed = Math.min(ordered, supplied);
        if (product.path("quantity_counts_packs").asBoolean(false)) {
            Pack pack = endorsed(largest(packs));
            packSize = pack.size();
            // both counts are packs; thousandths x thousandths / 1000
            quantity = payable(true) * pack.size() / 1000;
            nic = halfUp(quantity * pack.price(), pack.size());
            return pack;
        }
        if (product.path("reconstituted").asBoolean(false)) {
            return madeUp(needed);
        }
        if (product.hasNonNull("special_container")) {
            Pack pack = choose(needed);
            packCount = Math.max(1, (2 * needed + pack.size() - 1) / (2 * pack.size())); // exactly half way goes down
            return whole(pack, packCount * pack.size(), packCount * pack.price());
        }
        quantity = payable(false);
        Pack pack = choose(quantity);
        packSize = pack.size();
        nic = part.equals("VIIIB")
                ? pack.price()
                        + (quantity > pack.size() && pack.extraSize() > 0
                                ? halfUp((quantity - pack.size()) * pack.extraPrice(), pack.extraSize())
                                : 0)
                : halfUp(quantity * pack.price(), pack.size());
        return pack;
    }

    private Pack whole(Pack pack, long units, long pence) {
        wholePacks = true;
        quantity = units;
        packSize = pack.size();
        nic = pence;
        return pack;
    }

    /** 2.6: whole packs that cover the order with the least excess; of these the fewest. */
    private Pack madeUp(long needed) {
        List<Pack> usable = usable();
        Pack small = smallest(usable);
        Pack large = largest(usable);
        long leastExcess = Long.MAX_VALUE;
        long fewest = Long.MAX_VALUE;
        long units = 0;
        long pence = 0;
        boolean withLarge = false;
        for (long ofLarge = 0; ofLarge <= (needed + large.size() - 1) / large.size(); ofLarge++) {
            long rest = Math.max(0, needed - ofLarge * large.size());
            long ofSmall = small.equals(large) && rest > 0 ? -1 : (rest + small.size() - 1) / small.size();
            long covered = ofLarge * large.size() + ofSmall * small.size();
            boolean better =
                    covered - needed < leastExcess || (covered - needed == leastExcess && ofLarge + ofSmall < fewest);
            if (ofSmall >= 0 && better) {
                leastExcess = covered - needed;
                fewest = ofLarge + ofSmall;
                units = covered;
                pence = ofLarge * large.price() + ofSmall * small.price();
                withLarge = ofLarge > 0;
            }
        }
        packCount = fewest;
        return whole(withLarge ? large : small, units, pence);
    }

    private Map<String, String> paid(Pack pack) {
        concession = pack.concession() >= 0;
        boolean unlisted = part.equals("special") || (part.equals("none") && (has("SP") || has("ED")));
        long[] bulk = brokenBulk(pack, unlisted);
        Map<String, Long> fees = fees(unlisted);
        long feeCount = product.path("disp_fees").asLong(1);
        long consumables = 12_400 * feeCount;
        long container =
                wholePacks || part.equals("VIIIB") || packs.stream().anyMatch(each -> each.divides(quantity)) ? 0 : 10;
        boolean mayPayExpenses = List.of("brand", "IXB", "IXC").contains(part)
                || (part.equals("none") && !unlisted)
                || category().equals("C");
        long expenses = mayPayExpenses && amount("XP") >= 51 ? amount("XP") : 0;
        String group = group(unlisted);
        long rate = switch (group) {
            case "generic" -> 2000;
            case "brand" -> 500;
            case "appliance" -> 985;
            default -> 0;
        };
        long discount = nic * rate; // ten-thousandths of a penny: x rate / 10,000 x 10,000
        Map<String, String> result = new LinkedHashMap<>();
        result.put("payable_quantity", decimal(quantity, 1000));
        result.put("pricing_pack_size", decimal(packSize, 1000));
        result.put(
                "unit_packs",
                wholePacks ? Long.toString(packCount) : decimal(halfUp(quantity * 100_000, packSize), 100_000));
        result.put("basic_price_nic_p", Long.toString(nic));
        result.put("consumables_p", decimal(consumables, PENNY));
        result.put("container_p", Long.toString(container));
        result.put("out_of_pocket_p", Long.toString(expenses));
        result.put("broken_bulk_residual_p", Long.toString(bulk[0]));
        result.put("basic_price_adjustment_p", Long.toString(bulk[1]));
        fees.forEach((name, fee) -> result.put("fees_p." + name, Long.toString(fee)));
        result.put(
                "fees_total_p",
                Long.toString(fees.values().stream().mapToLong(Long::longValue).sum()));
        putCharges(result);
        result.put("discount_group", group);
        result.put("discount_p", decimal(discount, PENNY));
        result.put("actual_cost_p", decimal((nic + container + expenses) * PENNY - discount + consumables, PENNY));
        result.put("outcome", "paid");
        return result;
    }

    private void putCharges(Map<String, String> result) {
        long charge = item.path("charge_code").asString("").equals("0000") ? 965 : 990;
        result.put("charges", Long.toString(charges()));
        result.put("charge_deduction_p", Long.toString(charges() * charge));
    }

    /** 2.9: what is paid for the rest of the pack, and what is taken back because it was paid before. */
    private long[] brokenBulk(Pack pack, boolean unlisted) {
        if (wholePacks) {
            return new long[] {0, 0};
        }
        long covered =
                Math.min(quantity, thousandths(item.path("residual_before").asString("0")));
        long rest = quantity - covered;
        long due = covered == 0 ? nic : halfUp(rest * pack.price(), pack.size());
        boolean dear = smallest(packs).price() >= 5000;
        boolean allowed = switch (part) {
            case "VIIIA" -> category().equals("C") || (dear && "AM".contains(category()));
            case "none" -> !unlisted;
            default -> !NO_BULK_PARTS.contains(part);
        };
        long opened = (rest + pack.size() - 1) / pack.size();
        long residual = has("BB") && allowed && rest > 0 ? opened * pack.price() - due : 0;
        return new long[] {residual, due - nic};
    }

    /** Section 3. */
    private Map<String, Long> fees(boolean unlisted) {
        Map<String, Long> fees = new TreeMap<>();
        long count = product.path("disp_fees").asLong(1);
        int schedule = product.path("cd_schedule").asInt(0);
        boolean unlicensed = unlisted || part.equals("VIIIB") || part.equals("VIIID");
        put(fees, "single_activity", 152 * count);
        put(fees, "cd_sched2", schedule == 2 ? 128 : 0);
        put(fees, "cd_sched3", schedule == 3 ? 43 : 0);
        put(fees, "expensive", nic >= 10_000 ? halfUp(2 * nic, 100) : 0);
        put(fees, "unlicensed_SP", unlicensed && has("SP") ? 2000 : 0);
        put(fees, "extemporaneous_ED", unlicensed && has("ED") && !has("SP") ? 2000 : 0);
        put(
                fees,
                "measured_and_fitted",
                has("MF") && product.path("mf_eligible").asBoolean(false) ? 280 : 0);
        return fees;
    }

    private static void put(Map<String, Long> fees, String name, long fee) {
        if (fee != 0) {
            fees.put(name, fee);
        }
    }

    /** 2.10. */
    private String group(boolean unlisted) {
        int schedule = product.path("cd_schedule").asInt(0);
        if (concession
                || unlisted
                || schedule == 2
                || schedule == 3
                || product.path("dnd").asBoolean(false)
                || (product.path("zd_eligible").asBoolean(false) && has("ZD"))) {
            return "zero";
        }
        if (part.startsWith("IX")) {
            return "appliance";
        }
        return category().equals("A") || category().equals("M") ? "generic" : "brand";
    }

    /** Section 4, for one item. */
    private long charges() {
        String code = item.path("charge_code").asString("0001");
        boolean young = item.path("exempt_by_age").asBoolean(false);
        boolean free = product.path("contraceptive").asBoolean(false) || has("CC") || has("FS");
        boolean smaller = item.path("ssp_smaller_quantity").asBoolean(false) || (has("SSP") && supplied < ordered);
        boolean borne = item.path("same_charge_as_earlier_item").asBoolean(false);
        if (!(code.equals("0001") || code.equals("0000")) || young || free || smaller || borne) {
            return 0;
        }
        long garments = product.path("garments").asLong(0);
        if (product.path("quantity_counts_garments").asBoolean(false) && garments == 0) {
            garments = (Math.min(supplied, ordered) + 999) / 1000;
        }
        long charges = garments > 0 ? garments : product.path("px_charges").asLong(1);
        return charges == 1 && item.path("paid_twice").asBoolean(false) ? 2 : charges;
    }

    private static Map<String, String> unpaid(String outcome) {
        Map<String, String> result = new LinkedHashMap<>();
        for (String zero : List.of(
                "payable_quantity",
                "basic_price_nic_p",
                "consumables_p",
                "container_p",
                "out_of_pocket_p",
                "broken_bulk_residual_p",
                "basic_price_adjustment_p",
                "fees_total_p",
                "charges",
                "charge_deduction_p",
                "discount_p",
                "actual_cost_p")) {
            result.put(zero, "0");
        }
        result.put("outcome", outcome);
        return result;
    }
}
