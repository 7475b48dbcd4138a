package org.pestle.dispensing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pestle.paper.Drawing;
import org.pestle.paper.Ink;
import org.pestle.paper.Style;
import org.pestle.paper.Symbol;
import org.pestle.prescription.Issue;
import org.pestle.prescription.LineItem;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.TreatmentType;
import org.pestle.routing.Site;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;

/**
 * A dispensing token on paper: on the left who it is for and from, with the bar code; on the right what was ordered. A4
 * across, so that it folds to the two halves of the form that pharmacies know; all lengths in points.
 */
final class TokenPaper {
    static final String KEYS_ADDRESS = "/.well-known/prescription-token-keys";

    private static final float MARGIN = 34;
    private static final float BOTTOM = 40;
    private static final float BAR_CODE_HEIGHT = 54;
    private static final float QR_SIZE = 132;
    private static final Style SMALL = Style.plain(8.5f, Ink.GREY);
    private static final Style TEXT = Style.plain(10.5f, Ink.TEXT);
    private static final Style STRONG = Style.bold(12.5f, Ink.TEXT);

    private final DispensingToken token;
    private final PrescriptionRecord prescription;
    private final Issue issue;
    private final Drawing drawing;
    private final float fold;
    private float y;

    private TokenPaper(DispensingToken token, Drawing drawing) {
        this.token = token;
        this.prescription = token.prescription();
        this.issue = token.issue();
        this.drawing = drawing;
        this.fold = drawing.width() / 2;
    }

    /** The PDF file: one page, or more where the directions are long. */
    static byte[] of(DispensingToken token) {
        String title = "Dispensing token " + token.prescription().id().shortForm();
        try (Drawing drawing = new Drawing(title, true, token.printedAt())) {
            TokenPaper paper = new TokenPaper(token, drawing);
            paper.left();
            paper.right();
            return drawing.finish();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void left() throws IOException {
        float width = fold - 2 * MARGIN;
        y = drawing.height() - 52;
        drawing.text("H1", List.of("Dispensing token"), MARGIN, y, Style.bold(20, Ink.BLUE), 0);
        y -= 16;
        paragraph(
                MARGIN,
                width,
                SMALL,
                "For collection of an NHS electronic prescription. This is not the prescription "
                        + "itself: the signed one is in the record of the service.");
        patient(width);
        prescriber(width);
        facts(width);
        barCode(width);
        seal(width);
    }

    private void patient(float width) throws IOException {
        List<String> address = token.address().isEmpty()
                ? List.of()
                : drawing.lettering().wrap(String.join(", ", token.address()), TEXT.size(), width - 20);
        float height = 62 + 14 * address.size();
        y -= 6;
        drawing.box(MARGIN, y - height, width, height, Ink.SHADE);
        y -= 15;
        put(MARGIN + 10, SMALL, "Patient");
        y -= 17;
        put(MARGIN + 10, Style.bold(14, Ink.TEXT), prescription.patient().name());
        y -= 15;
        for (String line : address) {
            put(MARGIN + 10, TEXT, line);
            y -= 14;
        }
        put(
                MARGIN + 10,
                TEXT,
                "Born " + NhsDates.inWords(prescription.patient().birthDate()) + "     NHS number "
                        + prescription.patient().nhsNumber().spaced());
        y -= 36;
    }

    private void prescriber(float width) throws IOException {
        put(MARGIN, SMALL, "Prescriber");
        y -= 15;
        put(MARGIN, STRONG, prescription.prescriber().name());
        y -= 14;
        paragraph(
                MARGIN,
                width,
                TEXT,
                prescription.prescriber().practiceName() + " ("
                        + prescription.prescriber().practice() + ")");
        put(MARGIN, TEXT, "Signed electronically on " + NhsDates.inWords(NhsDates.on(prescription.signedAt())));
        y -= 16;
    }

    private void facts(float width) throws IOException {
        drawing.line(MARGIN, y, width, Ink.RULE, 0.5f);
        y -= 15;
        put(MARGIN, TEXT, kind());
        put(MARGIN + width / 2, TEXT, "Valid until " + NhsDates.inWords(issue.expiresOn()));
        y -= 14;
        String status = issue.status().display();
        put(MARGIN, TEXT, "When printed: ");
        put(
                MARGIN + drawing.lettering().width("When printed: ", TEXT.size()),
                Style.bold(TEXT.size(), Ink.TEXT),
                status);
        put(MARGIN + width / 2, TEXT, "Printed " + NhsDates.inWords(token.printedAt()));
        y -= 10;
        if (issue.status().isCompleted()) {
            drawing.box(MARGIN, y - 18, width, 18, Ink.AMBER);
            put(MARGIN + 8, y - 13, Style.bold(10.5f, Ink.TEXT), "Nothing can be dispensed on this token");
            y -= 22;
        }
    }

    private String kind() {
        return switch (prescription.treatment()) {
            case ACUTE -> "Acute prescription";
            case REPEAT -> "Repeat prescription";
            case REPEAT_DISPENSING ->
                "Repeat dispensing, issue %d of %d"
                        .formatted(issue.number(), prescription.issues().size());
        };
    }

    private void barCode(float width) throws IOException {
        Symbol code = Symbol.code128(prescription.id().value());
        float module = width / (code.width() + 20);
        y -= BAR_CODE_HEIGHT + 6;
        drawing.symbol(
                code,
                "Bar code of the prescription id " + prescription.id().shortForm(),
                MARGIN + 10 * module,
                y,
                module * code.width(),
                BAR_CODE_HEIGHT);
        String id = prescription.id().shortForm();
        y -= 16;
        Style letters = Style.bold(14, Ink.BLACK);
        put(MARGIN + (width - drawing.lettering().width(id, letters.size())) / 2, letters, id);
    }

    private void seal(float width) throws IOException {
        drawing.symbol(
                Symbol.qr(token.seal()),
                "QR code: id, issue and status of the prescription when printed, signed by the service",
                MARGIN + 4,
                BOTTOM - 8,
                QR_SIZE,
                QR_SIZE);
        float x = MARGIN + QR_SIZE + 18;
        y = BOTTOM - 8 + QR_SIZE - 12;
        put(x, Style.bold(9.5f, Ink.TEXT), "Is this token genuine?");
        y -= 14;
        paragraph(
                x,
                width - QR_SIZE - 18,
                SMALL,
                "The square code holds the id, the issue and the status at the time of printing, signed by "
                        + "the service. It can be checked without a connection, with the key that the service "
                        + "publishes at " + KEYS_ADDRESS + ".");
        paragraph(x, width - QR_SIZE - 18, SMALL, "Scan the bar code to fetch the prescription as it stands now.");
    }

    private void right() throws IOException {
        float x = fold + MARGIN;
        float width = drawing.width() - MARGIN - x;
        startRight(x, width, "Items");
        for (LineItem item : prescription.items()) {
            List<String> directions = drawing.lettering().wrap(item.dosage(), TEXT.size(), width - 26);
            List<String> name = drawing.lettering().wrap(item.productName(), STRONG.size(), width - 26);
            float height = 15 * name.size() + 14 * (1 + directions.size()) + 24;
            if (y - Math.min(height, 400) < BOTTOM + 52) {
                drawing.turn();
                startRight(x, width, "Items, continued");
            }
            item(item, name, directions, x, width);
        }
        nominated(x, width);
    }

    private void startRight(float x, float width, String heading) throws IOException {
        drawing.tearLine(fold, 24, drawing.height() - 24);
        y = drawing.height() - 52;
        drawing.text("H2", List.of(heading), x, y, Style.bold(16, Ink.BLUE), 0);
        int count = prescription.items().size();
        drawing.textTo(
                "P",
                List.of((count == 1 ? "1 item" : count + " items") + " · "
                        + prescription.id().shortForm()),
                x + width,
                y,
                TEXT,
                0);
        y -= 12;
        drawing.line(x, y, width, Ink.BLUE, 1.2f);
        y -= 20;
    }

    private void item(LineItem item, List<String> name, List<String> directions, float x, float width)
            throws IOException {
        put(x, STRONG, Integer.toString(item.position()));
        drawing.text("P", name, x + 26, y, STRONG, 15);
        y -= 15 * name.size();
        LineItemStatus status = issue.statusOf(item.id()).orElseThrow();
        String quantity = Stream.of(
                        Stream.of("Quantity " + item.quantity()),
                        issue.supplyUntil(item.id()).stream().map(day -> "supply by " + NhsDates.inWords(day)),
                        item.endorsements().stream().map(code -> "endorsed " + code))
                .flatMap(part -> part)
                .reduce((one, other) -> one + " · " + other)
                .orElseThrow();
        put(x + 26, Style.bold(TEXT.size(), Ink.TEXT), quantity);
        y -= 14;
        for (String line : directions) {
            if (y < BOTTOM) {
                drawing.turn();
                startRight(x, width, "Items, continued");
            }
            put(x + 26, TEXT, line);
            y -= 14;
        }
        if (status == LineItemStatus.CANCELLED || status == LineItemStatus.EXPIRED) {
            put(x + 26, Style.bold(TEXT.size(), Ink.TEXT), status.display() + ": not to be dispensed");
            y -= 14;
        }
        y += 4;
        drawing.line(x, y, width, Ink.RULE, 0.5f);
        y -= 20;
    }

    private void nominated(float x, float width) throws IOException {
        OdsCode code = issue.nomination().siteOrNull();
        List<String> lines = new ArrayList<>();
        Site site = token.site();
        if (code == null) {
            lines.add("None: any pharmacy can dispense this prescription.");
        } else if (site == null) {
            lines.add(code.value());
        } else {
            lines.add(site.name() + " (" + code + ")");
            lines.add(String.join(", ", site.addressLines()) + ", " + site.postcode());
        }
        y = BOTTOM + 24;
        put(
                x,
                SMALL,
                prescription.treatment() == TreatmentType.REPEAT_DISPENSING
                        ? "Nominated pharmacy for this issue"
                        : "Nominated pharmacy");
        y -= 14;
        for (String line : lines) {
            paragraph(x, width, TEXT, line);
        }
    }

    private void paragraph(float x, float width, Style style, String text) throws IOException {
        List<String> lines = drawing.lettering().wrap(text, style.size(), width);
        drawing.text("P", lines, x, y, style, style.size() * 1.3f);
        y -= lines.size() * style.size() * 1.3f + 2;
    }

    private void put(float x, Style style, String text) throws IOException {
        put(x, y, style, text);
    }

    private void put(float x, float line, Style style, String text) throws IOException {
        drawing.text("P", List.of(drawing.lettering().printable(text)), x, line, style, 0);
    }
}
