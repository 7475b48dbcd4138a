package org.pestle.tariff;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The columns of a published CSV file, by their headings.
 *
 * @param file what the file is, in words: Part VIIIA
 * @param columns the headings in their order; an empty one has none
 * @param cutShows whether a file that was cut off within its last line can be told only by that line not ending
 */
record CsvLayout(String file, List<String> columns, boolean cutShows) {
    static final CsvLayout PART_VIIIA = new CsvLayout(
            "Part VIIIA",
            List.of(
                    "Medicine",
                    "Pack size",
                    "",
                    "VMP Snomed Code",
                    "VMPP Snomed Code",
                    "Drug Tariff Category",
                    "Basic Price"),
            true);

    static final CsvLayout PART_VIIIB = new CsvLayout(
            "Part VIIIB",
            List.of(
                    "medicine",
                    "unit_of_measure",
                    "minimum_quantity_pack_size",
                    "minimum_quantity_basic_price_in_p",
                    "additional_unit_pack_size",
                    "additional_unit_basic_price_in_p",
                    "formulations",
                    "special_container_indicator",
                    "vmp_snomed_code",
                    "minimum_quantity_vmpp_snomed_code",
                    "additional_unit_vmpp_snomed_code"),
            true);

    static final CsvLayout PART_IX = new CsvLayout(
            "Part IX",
            List.of(
                    "drug_tariff_part",
                    "vmp_name",
                    "amp_name",
                    "supplier_name",
                    "quantity",
                    "quantity_unit_of_measure",
                    "price_in_p",
                    "colour",
                    "size_or_weight",
                    "product_order_number",
                    "pack_order_number",
                    "add_dispensing_indicator",
                    "product_snomed_code",
                    "pack_snomed_code",
                    "gtin",
                    "supplier_snomed_code",
                    "bnf_code"),
            true);

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");

    CsvLayout {
        columns = List.copyOf(columns);
    }

    /** The layout with one row for each pack, or for a minimum quantity and for each further unit. */
    static CsvLayout oneRowForEachPack(String file) {
        return new CsvLayout(
                file,
                List.of(
                        "medicine",
                        "pack_size",
                        "unit_of_measure",
                        "basic_price_in_p",
                        "formulations",
                        "special_container_indicator",
                        "vmp_snomed_code",
                        "vmpp_snomed_code"),
                true);
    }

    /** How many of the columns a row names, in whatever order. */
    int named(CsvText.Row row) {
        List<String> headings = row.cells().stream().map(CsvLayout::plain).toList();
        return (int) columns.stream()
                .map(CsvLayout::plain)
                .filter(column -> !column.isEmpty() && headings.contains(column))
                .count();
    }

    /** How many of the columns have a heading. */
    int headings() {
        return (int) columns.stream().filter(column -> !column.isEmpty()).count();
    }

    /** Whether the row has the column's heading at its place; case, spaces and signs do not matter. */
    boolean isAt(int column, CsvText.Row row) {
        return plain(row.cell(column)).equals(plain(columns.get(column)));
    }

    private static String plain(String heading) {
        String words = BETWEEN_WORDS.matcher(heading.toLowerCase(Locale.ROOT)).replaceAll("_");
        return words.equals("_") ? "" : words;
    }
}
