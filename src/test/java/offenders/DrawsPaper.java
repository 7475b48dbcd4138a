package offenders;

import org.apache.pdfbox.pdmodel.PDPage;

/** Draws outside the module for it. */
public record DrawsPaper(PDPage page) {}
