package org.pestle.tariff;

/** Hears how far a load has come. */
public interface Progress {
    /** Nobody hears. */
    Progress NONE = done -> {};

    /** So many rows are written, all since the start of the load. */
    void at(long done);
}
