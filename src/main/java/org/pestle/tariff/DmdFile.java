package org.pestle.tariff;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a dm+d release in the order in which they are loaded, each with its elements that are kept. */
enum DmdFile {
    LOOKUP(true, "LOOKUP"),
    INGREDIENT(true, "INGREDIENT_SUBSTANCES"),
    VTM(true, "VIRTUAL_THERAPEUTIC_MOIETIES"),
    VMP(true, "VIRTUAL_MED_PRODUCTS"),
    VMPP(true, "VIRTUAL_MED_PRODUCT_PACK"),
    AMP(true, "ACTUAL_MEDICINAL_PRODUCTS"),
    AMPP(true, "ACTUAL_MEDICINAL_PROD_PACKS"),
    GTIN(false, "GTIN_DETAILS"),
    HISTORY(false, "HISTORY");

    private static final Pattern NAME = Pattern.compile("f_([a-z]+)[0-9]_[0-9]([0-9]{2})([0-9]{2})([0-9]{2})\\.xml");
    private static final int CENTURY = 2000;
    private static final int DECEMBER = 12;

    private final boolean required;
    private final String root;

    DmdFile(boolean required, String root) {
        this.required = required;
        this.root = root;
    }

    /** Whether a release is not whole without it. */
    boolean isRequired() {
        return required;
    }

    /** Name of the outermost element. */
    String root() {
        return root;
    }

    /** Whether elements of that name are read. */
    boolean keeps(String element) {
        return switch (this) {
            case LOOKUP -> element.equals("INFO");
            case INGREDIENT -> element.equals("ING");
            case VTM -> element.equals("VTM");
            case VMP -> Set.of("VMP", "DFORM", "CONTROL_INFO").contains(element);
            case VMPP -> Set.of("VMPP", "DTINFO").contains(element);
            case AMP -> element.equals("AMP");
            case AMPP ->
                Set.of("AMPP", "PRICE_INFO", "REIMB_INFO", "PRESCRIB_INFO").contains(element);
            case GTIN -> element.equals("GTINDATA");
            case HISTORY -> Set.of("VTM", "VMP", "VMPP", "AMP", "AMPP").contains(element);
        };
    }

    /** Those that a release must have. */
    static List<DmdFile> required() {
        return Arrays.stream(values()).filter(DmdFile::isRequired).toList();
    }

    /** Which file a name stands for, and of which day: {@code f_vmp2_3010419.xml}; empty if it is none of them. */
    static Optional<Named> named(String fileName) {
        Matcher name = NAME.matcher(fileName);
        if (!name.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(file -> file.name().equalsIgnoreCase(name.group(1)))
                .findFirst()
                .flatMap(file -> day(name).map(day -> new Named(file, day)));
    }

    private static Optional<LocalDate> day(Matcher name) {
        int day = Integer.parseInt(name.group(2));
        int month = Integer.parseInt(name.group(3));
        int year = CENTURY + Integer.parseInt(name.group(4));
        boolean exists = month >= 1
                && month <= DECEMBER
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
        return exists ? Optional.of(LocalDate.of(year, month, day)) : Optional.empty();
    }

    /** A file and the day in its name. */
    record Named(DmdFile file, LocalDate day) {}
}
