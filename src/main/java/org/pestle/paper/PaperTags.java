package org.pestle.paper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;

/**
 * The logical structure of a paper, for screen readers: headings, paragraphs and tables as a tree whose leaves are the
 * numbered pieces of content on the pages (ISO 32000-1, 14.7).
 */
final class PaperTags {
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final Deque<PDStructureElement> open = new ArrayDeque<>();
    private final List<COSArray> contentOfPage = new ArrayList<>();

    PaperTags(PDDocument document) {
        PDMarkInfo marked = new PDMarkInfo();
        marked.setMarked(true);
        document.getDocumentCatalog().setMarkInfo(marked);
        document.getDocumentCatalog().setStructureTreeRoot(root);
        PDStructureElement whole = new PDStructureElement("Document", root);
        root.appendKid(whole);
        open.push(whole);
    }

    /** A page begins; its content is numbered from zero. */
    void page(PDPage page) {
        page.setStructParents(contentOfPage.size());
        page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
        contentOfPage.add(new COSArray());
    }

    /** Opens an element that holds others: a table, a row. */
    void begin(String type) {
        PDStructureElement element = new PDStructureElement(type, open.element());
        open.element().appendKid(element);
        open.push(element);
    }

    /** Closes the element opened last. */
    void end() {
        open.pop();
    }

    /** A new figure, with words that stand for it. */
    PDPropertyList figure(String meaning, PDPage page) {
        PDStructureElement element = new PDStructureElement("Figure", open.element());
        element.setAlternateDescription(meaning);
        return attach(element, page);
    }

    /** A new leaf of this type; what is drawn under the list's number belongs to it. */
    PDPropertyList leaf(String type, PDPage page) {
        PDStructureElement element = new PDStructureElement(type, open.element());
        if (type.equals("TH")) {
            COSDictionary scope = new COSDictionary();
            scope.setName(COSName.O, "Table");
            scope.setName(COSName.getPDFName("Scope"), "Column");
            element.getCOSObject().setItem(COSName.A, scope);
        }
        return attach(element, page);
    }

    private PDPropertyList attach(PDStructureElement element, PDPage page) {
        element.setPage(page);
        open.element().appendKid(element);
        COSArray content = contentOfPage.getLast();
        int number = content.size();
        element.appendKid(number);
        content.add(element);
        COSDictionary list = new COSDictionary();
        list.setInt(COSName.MCID, number);
        return PDPropertyList.create(list);
    }

    /** Ties the pages' content to the elements; nothing can be added after. */
    void finish() {
        COSArray numbers = new COSArray();
        for (int page = 0; page < contentOfPage.size(); page++) {
            numbers.add(COSInteger.get(page));
            numbers.add(contentOfPage.get(page));
        }
        COSDictionary tree = new COSDictionary();
        tree.setItem(COSName.NUMS, numbers);
        root.getCOSObject().setItem(COSName.PARENT_TREE, tree);
        root.setParentTreeNextKey(contentOfPage.size());
    }
}
