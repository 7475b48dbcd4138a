package org.pestle.paper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A page of a document as a picture, for screens that show no PDF. */
public final class Picture {
    private Picture() {}

    /**
     * The first page as PNG.
     *
     * @param dotsPerInch 72 gives one dot a point
     */
    public static byte[] png(byte[] pdf, float dotsPerInch) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, dotsPerInch, ImageType.RGB);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
                ImageIO.write(image, "png", output);
            }
            return file.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
