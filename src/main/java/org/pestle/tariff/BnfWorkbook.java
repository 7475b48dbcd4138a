package org.pestle.tariff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Problem;
import org.pestle.tariff.DmdRowTable.Kind;

/**
 * The workbook that maps SNOMED codes to the BNF (reimbursement.md 7.3): level in the second column, BNF code in the
 * third, SNOMED code in the fifth, codes with an apostrophe before them. A line without a BNF code is unmapped and left
 * out.
 */
final class BnfWorkbook {
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String STRINGS = "xl/sharedStrings.xml";
    private static final List<String> HEADINGS = List.of("VMP / VMPP/ AMP / AMPP", "BNF Code", "SNOMED Code");
    private static final List<String> COLUMNS = List.of("B", "C", "E");
    private static final Set<String> LEVELS = Set.of("VMP", "VMPP", "AMP", "AMPP");
    private static final Pattern BNF = Pattern.compile("[0-9A-Z]{11}([0-9A-Z]{4})?");
    private static final Pattern CODE = Pattern.compile("[0-9]{6,18}");
    private static final int LARGEST = 256 * 1024 * 1024;

    private final String file;
    private final DmdRowTable.Rows rows;
    private final Faults faults;
    private final Set<Long> codes = new HashSet<>();

    private BnfWorkbook(String file, DmdRowTable.Rows rows, Faults faults) {
        this.file = file;
        this.rows = rows;
        this.faults = faults;
    }

    /** Adds what the workbook maps, or says what is wrong with it. */
    static void read(DmdSource.Entry entry, DmdRowTable.Rows rows, Faults faults) {
        Map<String, byte[]> parts = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(entry.open())) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                if (part.getName().equals(SHEET) || part.getName().equals(STRINGS)) {
                    parts.put(part.getName(), zip.readNBytes(LARGEST));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        byte[] sheet = parts.get(SHEET);
        if (sheet == null) {
            faults.in(entry.name(), 1, 1, Problem.REFERENCE_FILE_TRUNCATED, "The file is no whole workbook.");
            return;
        }
        try {
            new BnfWorkbook(entry.name(), rows, faults).sheet(sheet, strings(parts.get(STRINGS)));
        } catch (XMLStreamException broken) {
            faults.in(entry.name(), 1, 1, Problem.REFERENCE_FILE_INVALID, "The workbook holds no well-formed XML.");
        }
    }

    private static List<String> strings(byte @Nullable [] part) throws XMLStreamException {
        List<String> strings = new ArrayList<>();
        if (part == null) {
            return strings;
        }
        XMLStreamReader xml = reader(part);
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("si")) {
                text.setLength(0);
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("t")) {
                text.append(xml.getElementText());
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("si")) {
                strings.add(text.toString());
            }
        }
        return strings;
    }

    private static XMLStreamReader reader(byte[] part) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        InputStream stream = new ByteArrayInputStream(part);
        return factory.createXMLStreamReader(stream);
    }

    private void sheet(byte[] part, List<String> strings) throws XMLStreamException {
        XMLStreamReader xml = reader(part);
        Map<String, String> cells = new HashMap<>();
        String column = "";
        boolean shared = false;
        int row = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
                line(row, cells);
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "row" -> {
                    row++;
                    cells.clear();
                }
                case "c" -> {
                    column = String.valueOf(xml.getAttributeValue(null, "r")).replaceAll("[0-9]", "");
                    shared = "s".equals(xml.getAttributeValue(null, "t"));
                }
                case "t", "v" -> {
                    String text = xml.getElementText();
                    cells.put(column, shared ? strings.get(Integer.parseInt(text)) : text);
                }
                default -> {
                    // Formats and formulas say nothing here.
                }
            }
        }
    }

    private void line(int row, Map<String, String> cells) {
        List<String> values = COLUMNS.stream()
                .map(column -> cells.getOrDefault(column, "").strip())
                .map(text -> text.startsWith("'") ? text.substring(1) : text)
                .toList();
        if (row == 1) {
            for (int i = 0; i < HEADINGS.size(); i++) {
                if (!values.get(i).equalsIgnoreCase(HEADINGS.get(i))) {
                    wrong(row, i, Problem.REFERENCE_FILE_COLUMNS, "The heading must be " + HEADINGS.get(i) + ".");
                }
            }
            return;
        }
        if (values.get(1).isEmpty()) {
            return;
        }
        check(row, values);
        if (faults.isEmpty()) {
            rows.add(Kind.BNF, values.get(2), values.get(0), values.get(1), String.valueOf(row));
        }
    }

    private void check(int row, List<String> values) {
        if (!LEVELS.contains(values.get(0))) {
            wrong(row, 0, Problem.REFERENCE_FILE_INVALID, "The level must be VMP, VMPP, AMP or AMPP.");
        }
        if (!BNF.matcher(values.get(1)).matches()) {
            wrong(row, 1, Problem.REFERENCE_FILE_INVALID, "A BNF code has 11 or 15 characters.");
        }
        if (!CODE.matcher(values.get(2)).matches() || !SnomedCheck.holds(values.get(2))) {
            wrong(row, 2, Problem.REFERENCE_FILE_INVALID, "The SNOMED code or its check digit is wrong.");
        } else if (!codes.add(Long.valueOf(values.get(2)))) {
            wrong(row, 2, Problem.REFERENCE_FILE_DUPLICATE, "The SNOMED code stands in the workbook already.");
        }
    }

    private void wrong(int row, int index, Problem problem, String sentence) {
        faults.in(file, row, COLUMNS.get(index).charAt(0) - 'A' + 1, problem, sentence);
    }
}
