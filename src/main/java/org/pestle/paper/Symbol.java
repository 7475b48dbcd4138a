package org.pestle.paper;

import com.google.zxing.WriterException;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;

/**
 * A code for scanners, as dark bars on a grid of modules; without the quiet zone that must stay empty around it.
 *
 * @param width in modules
 * @param height in modules; 1 for a bar code, whose bars are as high as they are drawn
 */
public record Symbol(int width, int height, List<Bar> bars) {
    /** A dark rectangle, one module high. */
    public record Bar(int column, int row, int length) {}

    /** Copies the list. */
    public Symbol {
        bars = List.copyOf(bars);
    }

    /** A Code 128 bar code (ISO/IEC 15417); ten modules beside it must stay empty. */
    public static Symbol code128(String text) {
        boolean[] modules = new Code128Writer().encode(text);
        List<Bar> bars = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= modules.length; i++) {
            if (i == modules.length || !modules[i]) {
                if (i > start) {
                    bars.add(new Bar(start, 0, i - start));
                }
                start = i + 1;
            }
        }
        return new Symbol(modules.length, 1, bars);
    }

    /** A QR code (ISO/IEC 18004) that survives the loss of 15%; four modules around it must stay empty. */
    public static Symbol qr(String text) {
        ByteMatrix modules;
        try {
            modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("the text does not fit into a QR code", tooLong);
        }
        List<Bar> bars = new ArrayList<>();
        for (int row = 0; row < modules.getHeight(); row++) {
            int start = 0;
            for (int column = 0; column <= modules.getWidth(); column++) {
                if (column == modules.getWidth() || modules.get(column, row) == 0) {
                    if (column > start) {
                        bars.add(new Bar(start, row, column - start));
                    }
                    start = column + 1;
                }
            }
        }
        return new Symbol(modules.getWidth(), modules.getHeight(), bars);
    }
}
