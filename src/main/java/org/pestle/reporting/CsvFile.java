package org.pestle.reporting;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A table as RFC 4180 has it, in UTF-8. A spreadsheet would run a cell that begins with a formula's sign, so such a
 * cell gets an apostrophe in front; numbers stay as they are.
 */
final class CsvFile {
    static final String MEDIA_TYPE = "text/csv;charset=UTF-8";

    private static final String FORMULA_SIGNS = "=+-@\t\r";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final CsvWriter csv;

    private CsvFile(CsvWriter csv) {
        this.csv = csv;
    }

    /** A file that goes row by row to where it is wanted; whoever opened that closes it. */
    static CsvFile to(OutputStream output) {
        return new CsvFile(CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(output, StandardCharsets.UTF_8)));
    }

    /** The whole file: the head, then the rows. */
    static byte[] of(List<String> head, List<List<String>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvFile file = to(bytes);
        file.row(head);
        rows.forEach(file::row);
        file.flush();
        return bytes.toByteArray();
    }

    /** The next row. */
    void row(List<String> cells) {
        csv.writeRecord(cells.stream().map(CsvFile::guarded).toList());
    }

    /** Hands on what is still held back. */
    void flush() {
        try {
            csv.flush();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    static String guarded(String cell) {
        boolean looksLikeFormula = !cell.isEmpty() && FORMULA_SIGNS.indexOf(cell.charAt(0)) >= 0;
        return looksLikeFormula && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }
}
