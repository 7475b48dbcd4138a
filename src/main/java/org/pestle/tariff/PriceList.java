package org.pestle.tariff;

/** Where the price of a product is listed: a part of the Drug Tariff, or the supplier's list in dm+d. */
public enum PriceList {
    VIIIA,
    VIIIB,
    VIIID,
    IXA,
    IXB,
    IXC,
    IXR,
    /** Supplier's list price. */
    BRAND;

    /** That of a part as Part IX writes it; what is in "IXB & IXC" is treated as in IXB. */
    static PriceList ofAppliances(String part) {
        return valueOf(part.substring(0, IXA.name().length()));
    }

    /** Whether its products are ordered by the code of the generic product. */
    public boolean isOfGenerics() {
        return this == VIIIA || this == VIIIB || this == VIIID;
    }

    /** Whether it is a part of Part IX. */
    public boolean isOfAppliances() {
        return this == IXA || this == IXB || this == IXC || this == IXR;
    }
}
