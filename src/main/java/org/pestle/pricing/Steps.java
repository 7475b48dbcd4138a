package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.ItemToPrice.Pack;
import org.pestle.tariff.DatedRate;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/** Writes down the steps of one item's price in the order in which they are taken. */
final class Steps {
    private static final int STEPS_OF_AN_ORDINARY_ITEM = 12;

    private final List<Step> taken = new ArrayList<>(STEPS_OF_AN_ORDINARY_ITEM);
    private final @Nullable String edition;

    /** Steps of an item whose prices come from an edition, or from none. */
    Steps(@Nullable YearMonth edition) {
        this.edition = edition == null ? null : edition.toString();
    }

    /** A decision that needs no figure. */
    void say(String rule, String text) {
        taken.add(new Step(rule, edition, null, text, null));
    }

    /** Why nothing is paid; the code stands in the place of a row. */
    void because(String rule, ReferralReason code, String text) {
        taken.add(new Step(rule, edition, code.name(), text, null));
    }

    /** A decision with its calculation. */
    void say(String rule, String text, String arithmetic) {
        taken.add(new Step(rule, edition, null, text, arithmetic));
    }

    /** A decision that rests on a line of the tariff. */
    void line(String rule, Pack pack, String text, String arithmetic) {
        DmdCode vmpp = pack.vmpp();
        taken.add(new Step(rule, edition, vmpp == null ? null : vmpp.value(), text, arithmetic));
    }

    /** A decision that rests on a dated rate. */
    void rate(String rule, DatedRate rate, String text, String arithmetic) {
        YearMonth from = rate.from();
        taken.add(new Step(rule, from == null ? null : from.toString(), rate.name(), text, arithmetic));
    }

    /** All steps so far. */
    List<Step> taken() {
        return taken;
    }

    /** A number as people write it: no trailing zeros, no exponent. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Whole pence: {@code 64p}. */
    static String pence(Pence amount) {
        return amount.value() + "p";
    }

    /** Exact pence: {@code 12.8p}. */
    static String pence(BigDecimal amount) {
        return plain(amount) + "p";
    }
}
