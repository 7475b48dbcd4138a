package org.pestle.prescription;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves the history of an issue from its rows alone: no row missing, changed or out of order, every step allowed by
 * the table, and the issue as it stands is what the last row left. It works the hashes out itself and asks no SQL for
 * them.
 */
public final class HistoryCheck {
    private static final String SEPARATOR = "\u001f";
    private static final Set<PrescriptionEvent> FIRST =
            Set.of(PrescriptionEvent.UPLOADED, PrescriptionEvent.UPLOADED_FOR_REVIEW);

    private HistoryCheck() {}

    /**
     * What is wrong with a history.
     *
     * @param rows the rows of one issue in the order of their versions
     * @param issue the issue as it stands
     * @return one sentence per fault; none if all is well
     */
    public static List<String> faults(List<HistoryEvent> rows, Issue issue) {
        List<String> faults = new ArrayList<>();
        byte[] previousHash = new byte[0];
        PrescriptionStatus status = null;
        int version = 0;
        for (HistoryEvent row : rows) {
            version++;
            if (row.version() != version) {
                faults.add("version " + version + " is missing before version " + row.version());
                version = row.version();
            }
            if (!Arrays.equals(row.previousHash(), previousHash)) {
                faults.add("version " + version + " does not follow the row before it");
            }
            if (!Arrays.equals(hash(row), row.hash())) {
                faults.add("version " + version + " is not as it was written");
            }
            if (!isAllowed(status, row)) {
                faults.add("version " + version + " is a step that the table does not have");
            }
            previousHash = row.hash();
            status = row.to();
        }
        if (status != issue.status() || version != issue.version() || !Arrays.equals(previousHash, issue.chainHead())) {
            faults.add("the issue is not as its last row left it");
        }
        return List.copyOf(faults);
    }

    private static boolean isAllowed(@Nullable PrescriptionStatus before, HistoryEvent row) {
        if (before == null) {
            return row.from() == null && FIRST.contains(row.event());
        }
        return row.from() == before
                && PrescriptionLifecycle.next(before, row.event()).equals(Optional.of(row.to()));
    }

    /** The hash that a row must have, from its values and the hash that it names as the one before. */
    static byte[] hash(HistoryEvent row) {
        String values = String.join(
                SEPARATOR,
                row.prescription().value(),
                Integer.toString(row.issueNumber()),
                Integer.toString(row.version()),
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, row.recordedAt())),
                row.event().name(),
                row.from() == null ? "" : row.from().code(),
                row.to().code(),
                row.actor(),
                row.organisation(),
                row.requestId() == null ? "" : row.requestId().toString());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(row.previousHash());
        text.writeBytes(values.getBytes(StandardCharsets.UTF_8));
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.toByteArray());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
