package org.pestle.fhir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;

/**
 * Numbers keep the digits they were sent with. A number with an exponent is refused: no amount in a prescription needs
 * one, its digits could not be kept, and written out it may fill the memory.
 */
final class PlainNumbers extends JsonNodeFactory {
    private static final int MAX_DECIMALS = 20;

    private static final String REASON = "a number has an exponent or more than " + MAX_DECIMALS + " decimals";

    PlainNumbers() {
        super(true);
    }

    @Override
    public ValueNode numberNode(BigDecimal number) {
        if (number.scale() < 0 || number.scale() > MAX_DECIMALS) {
            throw new NotPlainNumber();
        }
        return super.numberNode(number);
    }

    /** A number that cannot be kept as it was sent. */
    static final class NotPlainNumber extends RuntimeException {
        NotPlainNumber() {
            super(REASON, null, false, false);
        }

        String reason() {
            return REASON;
        }
    }
}
