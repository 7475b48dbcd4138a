package offenders;

import org.apache.pdfbox.pdmodel.PDPage;

/** Draws outside reporting. */
public record DrawsPaper(PDPage page) {}
