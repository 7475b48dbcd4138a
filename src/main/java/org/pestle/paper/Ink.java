package org.pestle.paper;

import java.awt.Color;

/** The colours of our papers; dark enough to be read from a copy without colour. */
public enum Ink {
    BLUE(0x003087),
    TEXT(0x212B32),
    GREY(0x4C6272),
    RULE(0xAEB7BD),
    SHADE(0xE8EDEE),
    AMBER(0xFFEB9C),
    BLACK(0x000000),
    WHITE(0xFFFFFF);

    private final int rgb;

    Ink(int rgb) {
        this.rgb = rgb;
    }

    Color colour() {
        return new Color(rgb);
    }
}
