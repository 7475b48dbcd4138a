package org.pestle.tariff;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Problem;
import org.pestle.tariff.DmdRowTable.Kind;

/** Makes rows of the elements of a dm+d release, and says of each fault in which file, line and column it is. */
final class DmdRows {
    private static final String UNITS = "UNIT_OF_MEASURE";
    private static final Pattern ID = Pattern.compile("[0-9]{6,18}");
    private static final Pattern CODE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,6})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern GTIN = Pattern.compile("[0-9]{8,14}");
    private static final Pattern ANY = Pattern.compile("(?s).{1,1000}");

    private final DmdRowTable.Rows rows;
    private final Faults faults;
    private final Map<Kind, Set<Long>> ids = new EnumMap<>(Kind.class);
    private final Set<String> terms = new HashSet<>();
    private String file = "";
    private DmdElement element = new DmdElement("", "", Map.of(), Optional.empty(), 0, 0);

    DmdRows(DmdRowTable.Rows rows, Faults faults) {
        this.rows = rows;
        this.faults = faults;
    }

    /** Begins another file. */
    void begin(String fileName) {
        file = fileName;
        ids.clear();
        terms.clear();
    }

    /** Makes a row of an element. */
    void add(DmdFile of, DmdElement next) {
        if (faults.isFull()) {
            return;
        }
        element = next;
        switch (of) {
            case LOOKUP -> addTerm(next.parent(), "CD", "DESC");
            case INGREDIENT -> addTerm("INGREDIENT", "ISID", "NM");
            case VTM -> addTerm("VTM", "VTMID", "NM");
            case VMP -> addVmp();
            case VMPP -> addVmpp();
            case AMP -> addAmp();
            case AMPP -> addAmpp();
            case GTIN -> addGtin();
            case HISTORY -> addHistory();
        }
    }

    private void addTerm(String list, String field, String description) {
        String code = must(field, CODE);
        if (!terms.add(list + " " + code)) {
            twice(list + " " + code);
        }
        String words = may(description, ANY);
        row(Kind.TERM, list, code, words == null ? "" : words, line());
        String previous = list.equals(UNITS) ? may("CDPREV", CODE) : null;
        if (previous != null) {
            row(Kind.HISTORY, list, code, previous, may("CDDT", DAY), line());
        }
    }

    private void addVmp() {
        switch (element.name()) {
            case "DFORM" -> {
                String vpid = id("VPID");
                if (isNew(Kind.FORM, vpid)) {
                    row(Kind.FORM, vpid, must("FORMCD", CODE));
                }
            }
            case "CONTROL_INFO" -> row(Kind.CONTROL, once(Kind.CONTROL, "VPID"), must("CATCD", CODE));
            default -> {
                String vpid = once(Kind.VMP, "VPID");
                row(
                        Kind.VMP,
                        vpid,
                        must("NM", ANY),
                        may("VTMID", ID),
                        must("PRES_STATCD", CODE),
                        may("NON_AVAILCD", CODE),
                        may("UDFS", NUMBER),
                        line());
                String previous = may("VPIDPREV", ID);
                if (previous != null) {
                    row(Kind.HISTORY, "VMP", vpid, previous, may("VPIDDT", DAY), line());
                }
            }
        }
    }

    private void addVmpp() {
        if (element.name().equals("DTINFO")) {
            row(Kind.TARIFF, once(Kind.TARIFF, "VPPID"), must("PAY_CATCD", CODE), may("PRICE", WHOLE));
        } else {
            row(
                    Kind.VMPP,
                    once(Kind.VMPP, "VPPID"),
                    id("VPID"),
                    must("NM", ANY),
                    must("QTYVAL", NUMBER),
                    must("QTY_UOMCD", CODE),
                    may("COMBPACKCD", CODE),
                    line());
        }
    }

    private void addAmp() {
        row(
                Kind.AMP,
                once(Kind.AMP, "APID"),
                id("VPID"),
                element.get("DESC") == null ? must("NM", ANY) : must("DESC", ANY),
                must("SUPPCD", CODE),
                must("LIC_AUTHCD", CODE),
                must("AVAIL_RESTRICTCD", CODE),
                may("PARALLEL_IMPORT", CODE),
                line());
    }

    private void addAmpp() {
        switch (element.name()) {
            case "PRICE_INFO" ->
                row(Kind.PRICE, once(Kind.PRICE, "APPID"), may("PRICE", WHOLE), must("PRICE_BASISCD", CODE));
            case "REIMB_INFO" ->
                row(
                        Kind.REIMBURSEMENT,
                        once(Kind.REIMBURSEMENT, "APPID"),
                        may("PX_CHRGS", WHOLE),
                        may("DISP_FEES", WHOLE),
                        may("BB", CODE),
                        may("SPEC_CONTCD", CODE),
                        element.get("DND") == null ? may("DNDCD", CODE) : may("DND", CODE));
            case "PRESCRIB_INFO" ->
                row(
                        Kind.PRESCRIBING,
                        once(Kind.PRESCRIBING, "APPID"),
                        may("SCHED_1", CODE),
                        may("SCHED_2", CODE),
                        may("ACBS", CODE),
                        may("NURSE_F", CODE),
                        may("DENT_F", CODE));
            default ->
                row(
                        Kind.AMPP,
                        once(Kind.AMPP, "APPID"),
                        id("VPPID"),
                        id("APID"),
                        must("NM", ANY),
                        must("LEGAL_CATCD", CODE),
                        may("DISCCD", CODE),
                        line());
        }
    }

    private void addGtin() {
        String pack = element.pack().filter(code -> ID.matcher(code).matches()).orElse(null);
        if (pack == null) {
            wrong("AMPPID", "The pack of the GTIN is missing.");
        }
        row(Kind.GTIN, pack, must("GTIN", GTIN), must("STARTDT", DAY), may("ENDDT", DAY), line());
    }

    private void addHistory() {
        row(Kind.HISTORY, element.name(), must("IDCURRENT", ID), must("IDPREVIOUS", ID), may("STARTDT", DAY), line());
    }

    private void row(Kind kind, @Nullable String... cells) {
        if (faults.isEmpty()) {
            rows.add(kind, cells);
        }
    }

    private String line() {
        return String.valueOf(element.line());
    }

    /** The code that may stand in one element of that kind alone. */
    private @Nullable String once(Kind kind, String field) {
        String id = id(field);
        if (id != null && !isNew(kind, id)) {
            twice(element.name() + " " + id);
        }
        return id;
    }

    private void twice(String what) {
        faults.in(
                file,
                element.line(),
                element.column(),
                Problem.REFERENCE_FILE_DUPLICATE,
                what + " stands in the file already.");
    }

    private boolean isNew(Kind kind, @Nullable String id) {
        return id == null || ids.computeIfAbsent(kind, any -> new HashSet<>()).add(Long.valueOf(id));
    }

    private @Nullable String id(String field) {
        String id = must(field, ID);
        if (id != null && !SnomedCheck.holds(id)) {
            wrong(field, "The code's check digit is wrong.");
        }
        return id;
    }

    private @Nullable String must(String field, Pattern pattern) {
        String text = element.get(field);
        if (text == null) {
            wrong(field, "It is missing.");
            return null;
        }
        return may(field, pattern);
    }

    private @Nullable String may(String field, Pattern pattern) {
        String text = element.get(field);
        if (text != null && !pattern.matcher(text).matches()) {
            wrong(field, "It holds a value that cannot be right.");
            return null;
        }
        return text;
    }

    private void wrong(String field, String sentence) {
        faults.in(
                file,
                element.line(),
                element.column(),
                Problem.REFERENCE_FILE_INVALID,
                element.name() + ", " + field + ": " + sentence);
    }
}
