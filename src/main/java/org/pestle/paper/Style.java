package org.pestle.paper;

/**
 * How letters look.
 *
 * @param size in points
 */
public record Style(float size, Ink ink, boolean isBold) {
    /** Of regular weight. */
    public static Style plain(float size, Ink ink) {
        return new Style(size, ink, false);
    }

    /** Of heavy weight. */
    public static Style bold(float size, Ink ink) {
        return new Style(size, ink, true);
    }
}
