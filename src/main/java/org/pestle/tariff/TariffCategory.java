package org.pestle.tariff;

/** The categories of Part VIIIA (reimbursement.md 2.2). */
public enum TariffCategory {
    /** Price from the list prices of wholesalers and makers. */
    A,
    /** Price of one reference product. */
    C,
    /** Several sources, left Category C. */
    H,
    /** Price set from makers' sales data. */
    M
}
