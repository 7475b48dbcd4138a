package org.pestle.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a schedule of payments. Paper and CSV file are both made from these, so that they cannot differ.
 *
 * @param section heading under which it stands
 * @param field the field of the document that it shows
 * @param label in plain words
 * @param count items, fees or charges, or null
 * @param pence the amount as it enters the section's total, negative where it is taken away, or null
 * @param isTotal whether it adds up those above
 */
record ScheduleLine(
        Section section,
        String field,
        String label,
        @Nullable Long count,
        @Nullable Long pence,
        boolean isTotal) {
    /** The sections in their order (reimbursement.md 6.1). */
    enum Section {
        SUMMARY(
                "Summary",
                "What is paid for the month: drugs, appliances and fees, less the charges that patients paid to you."),
        DRUGS(
                "Drugs and appliances",
                "Basic price is quantity × tariff price ÷ pack, rounded for each item. Discount is "
                        + "deducted once for the month in each group, and rounded once. "
                        + "Consumables are rounded once too."),
        FEES(
                "Fees",
                "The single activity fee is paid for each professional fee, other fees where the item calls for them."),
        CHARGES("Patient charges", "You keep the charges that patients pay, so the payment is less by them."),
        OTHER("Other amounts authorised", "Local and advanced services are not claimed by this service."),
        DATA(
                "Prescription data",
                "What the account was made from. Items referred back are paid when they are answered.");

        private final String title;
        private final String explanation;

        Section(String title, String explanation) {
            this.title = title;
            this.explanation = explanation;
        }

        String title() {
            return title;
        }

        String explanation() {
            return explanation;
        }
    }

    private static final Map<String, String> FEES = Map.of(
            "single_activity", "Single activity fee",
            "unlicensed_SP", "Specials, sourced (2a)",
            "extemporaneous_ED", "Specials, made up (2a)",
            "measured_and_fitted", "Appliances measured and fitted (2b)",
            "cd_sched2", "Schedule 2 controlled drugs",
            "cd_sched3", "Schedule 3 controlled drugs",
            "expensive", "Expensive items");

    private static final Map<String, String> GROUPS = Map.of(
            "generic", "Generics",
            "brand", "Brands and other",
            "appliance", "Appliances",
            "zero", "Zero discount");

    private static final List<String> GROUP_ORDER = List.of("generic", "brand", "appliance", "zero");

    /** All lines of a schedule, in order. */
    static List<ScheduleLine> of(PaymentSchedule schedule) {
        List<ScheduleLine> lines = new ArrayList<>();
        summary(schedule, lines);
        drugs(schedule, lines);
        fees(schedule, lines);
        charges(schedule, lines);
        lines.add(new ScheduleLine(Section.OTHER, "other_amounts_p", "Other amounts authorised", null, 0L, true));
        data(schedule, lines);
        return lines;
    }

    private static void summary(PaymentSchedule schedule, List<ScheduleLine> lines) {
        lines.add(money(schedule, Section.SUMMARY, "total_drugs_and_appliances_p", "Drugs and appliances", 1));
        lines.add(money(schedule, Section.SUMMARY, "total_fees_p", "Fees", 1));
        lines.add(money(schedule, Section.SUMMARY, "charges_deducted_p", "Less patient charges", -1));
        lines.add(total(schedule, Section.SUMMARY, "account_total_p", "Account total"));
        lines.add(money(schedule, Section.SUMMARY, "advance_recovered_p", "Less advance already paid", -1));
        lines.add(money(schedule, Section.SUMMARY, "new_advance_p", "New advance", 1));
        lines.add(total(schedule, Section.SUMMARY, "payable_p", "Net payment"));
    }

    private static void drugs(PaymentSchedule schedule, List<ScheduleLine> lines) {
        for (String group : GROUP_ORDER) {
            lines.add(money(
                    schedule,
                    Section.DRUGS,
                    "basic_price_by_group_p." + group,
                    GROUPS.get(group) + ", basic price",
                    1));
            lines.add(money(
                    schedule,
                    Section.DRUGS,
                    "discount_by_group_p." + group,
                    GROUPS.get(group) + ", less discount",
                    -1));
        }
        lines.add(total(schedule, Section.DRUGS, "net_basic_price_p", "Basic price less discount"));
        lines.add(money(schedule, Section.DRUGS, "consumables_p", "Consumables", 1));
        lines.add(money(schedule, Section.DRUGS, "containers_p", "Containers", 1));
        lines.add(money(schedule, Section.DRUGS, "out_of_pocket_p", "Out-of-pocket expenses", 1));
        lines.add(total(schedule, Section.DRUGS, "total_drugs_and_appliances_p", "Drugs and appliances"));
    }

    private static void fees(PaymentSchedule schedule, List<ScheduleLine> lines) {
        schedule.fees().forEach((name, pence) -> {
            Long count = name.equals("single_activity") ? (Long) schedule.number("professional_fees_count") : null;
            String label = FEES.getOrDefault(name, name.replace('_', ' ').toLowerCase(Locale.ROOT));
            lines.add(new ScheduleLine(Section.FEES, "fees_p." + name, label, count, pence, false));
        });
        lines.add(total(schedule, Section.FEES, "total_fees_p", "Fees"));
    }

    private static void charges(PaymentSchedule schedule, List<ScheduleLine> lines) {
        lines.add(count(schedule, Section.CHARGES, "charges_current", "Charges at the current rate"));
        lines.add(count(schedule, Section.CHARGES, "charges_previous", "Charges at the previous rate"));
        lines.add(total(schedule, Section.CHARGES, "charges_deducted_p", "Patient charges deducted"));
    }

    private static void data(PaymentSchedule schedule, List<ScheduleLine> lines) {
        lines.add(count(schedule, Section.DATA, "forms", "Prescriptions claimed"));
        lines.add(count(schedule, Section.DATA, "items", "Items paid"));
        lines.add(count(schedule, Section.DATA, "professional_fees_count", "Professional fees"));
        lines.add(count(schedule, Section.DATA, "items_not_supplied", "Items not supplied"));
        lines.add(count(schedule, Section.DATA, "items_referred_back", "Items referred back"));
        lines.add(count(schedule, Section.DATA, "items_disallowed", "Items disallowed"));
        lines.add(money(schedule, Section.DATA, "average_item_value_p", "Average item value", 1));
    }

    private static ScheduleLine money(PaymentSchedule schedule, Section section, String field, String label, int sign) {
        return new ScheduleLine(section, field, label, null, sign * schedule.number(field), false);
    }

    private static ScheduleLine total(PaymentSchedule schedule, Section section, String field, String label) {
        return new ScheduleLine(section, field, label, null, schedule.number(field), true);
    }

    private static ScheduleLine count(PaymentSchedule schedule, Section section, String field, String label) {
        return new ScheduleLine(section, field, label, schedule.number(field), null, false);
    }
}
