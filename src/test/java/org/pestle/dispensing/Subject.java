package org.pestle.dispensing;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.pestle.dispensing.Letters.Letter;
import org.pestle.prescription.CreatedPrescriptions.Ordered;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;

/** A prescription in the simulation: what it should be like, what was sent about it, and how it was when last read. */
final class Subject {
    private static final int STORY = 60;
    private static final int LETTERS = 20;

    final NhsNumber patient;
    final ExpectedPrescription expected;

    /** The versions that were sent, the newest last. */
    final List<Ordered> versions = new ArrayList<>();

    /** Ids of notifications that were recorded. */
    final List<UUID> notifications = new ArrayList<>();

    /** Leases under which it was handed out. */
    final List<UUID> leases = new ArrayList<>();

    /** Ids of claims that were accepted. */
    final List<UUID> claims = new ArrayList<>();

    /** Items that were cancelled, of any version. */
    final List<LineItemId> cancelled = new ArrayList<>();

    private final Deque<Letter> letters = new ArrayDeque<>();
    private final Deque<String> story = new ArrayDeque<>();
    private PrescriptionRecord record;

    /** One that has just been created. */
    Subject(NhsNumber patient, ExpectedPrescription expected, Ordered ordered, PrescriptionRecord record) {
        this.patient = patient;
        this.expected = expected;
        this.record = record;
        versions.add(ordered);
    }

    PrescriptionId id() {
        return record.id();
    }

    /** How it was when it was last read: it has not changed since. */
    PrescriptionRecord record() {
        return record;
    }

    void found(PrescriptionRecord now) {
        record = now;
    }

    void sent(Letter letter) {
        letters.addLast(letter);
        if (letters.size() > LETTERS) {
            letters.removeFirst();
        }
    }

    List<Letter> letters() {
        return List.copyOf(letters);
    }

    void tell(LocalDate day, String step) {
        story.addLast(day + " " + step);
        if (story.size() > STORY) {
            story.removeFirst();
        }
    }

    /** The last that happened to it. */
    String story() {
        return String.join("\n  ", story);
    }
}
