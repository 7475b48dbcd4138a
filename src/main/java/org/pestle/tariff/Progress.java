package org.pestle.tariff;

/** Hears how far a load has come. */
public interface Progress {
    /** Nobody hears. */
    Progress NONE = done -> {};

    /** So many rows are written, all since the start of the load. */
    void at(long done);

    /** About so many rows will be written in all; told before the first, if it can be known. */
    default void expect(long rows) {}
}
