package org.pestle.tariff;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text and the rows of a CSV file whose encoding is not stated: UTF-8, with or without its mark, or Latin-1. */
final class CsvText {
    private static final Charset LATIN = Charset.forName("windows-1252");
    private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private CsvText() {}

    /** A row as it stands in the file; the first has the number 1. */
    record Row(int number, List<String> cells) {
        /**
         * The cell without the spaces around it, and without what spreadsheets put around digits to keep them text:
         * {@code ="0123"} and {@code '0123}. Empty if the row is shorter.
         */
        String cell(int column) {
            String cell = column < cells.size() ? cells.get(column).strip() : "";
            if (cell.startsWith("=\"") && cell.endsWith("\"") && cell.length() > 2) {
                return cell.substring(2, cell.length() - 1).strip();
            }
            return cell.startsWith("'") ? cell.substring(1) : cell;
        }

        boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /** The text, or empty if it is in neither encoding. */
    static Optional<String> decode(byte[] file) {
        boolean marked = file.length >= UTF8_MARK.length
                && file[0] == UTF8_MARK[0]
                && file[1] == UTF8_MARK[1]
                && file[2] == UTF8_MARK[2];
        if (marked) {
            return decode(file, UTF8_MARK.length, StandardCharsets.UTF_8);
        }
        for (byte octet : file) {
            if (octet == 0) {
                return Optional.empty();
            }
        }
        return decode(file, 0, StandardCharsets.UTF_8).or(() -> decode(file, 0, LATIN));
    }

    private static Optional<String> decode(byte[] file, int from, Charset charset) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file, from, file.length - from);
            return Optional.of(charset.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException anotherEncoding) {
            return Optional.empty();
        }
    }

    /**
     * The rows, those without any character left out.
     *
     * @throws CsvParseException if a quoted field does not end
     */
    static List<Row> rows(String text) {
        List<Row> rows = new ArrayList<>();
        CsvReader.CsvReaderBuilder format = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
        for (CsvRecord line : format.ofCsvRecord(text)) {
            rows.add(new Row(Math.toIntExact(line.getStartingLineNumber()), line.getFields()));
        }
        return rows;
    }
}
