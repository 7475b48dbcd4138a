package org.pestle.reporting;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
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

    private CsvFile() {}

    /** The file: the head, then the rows. */
    static byte[] of(List<String> head, List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(head);
            for (List<String> row : rows) {
                csv.writeRecord(row.stream().map(CsvFile::guarded).toList());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // nothing is written but memory
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String guarded(String cell) {
        boolean looksLikeFormula = !cell.isEmpty() && FORMULA_SIGNS.indexOf(cell.charAt(0)) >= 0;
        return looksLikeFormula && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }
}
