package org.pestle.dispensing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.pestle.values.PrescriptionId;

/**
 * A prescription in the simulation.
 *
 * @param expected what it should be like
 * @param notifications ids of those that were recorded
 * @param leases under which it was handed out
 * @param claims ids of those that were accepted
 * @param story the last that happened to it
 */
record Subject(
        PrescriptionId id,
        ExpectedPrescription expected,
        List<UUID> notifications,
        List<UUID> leases,
        List<UUID> claims,
        Deque<String> story) {
    private static final int STORY = 40;

    /** One that has just been ordered. */
    Subject(PrescriptionId id, ExpectedPrescription expected) {
        this(id, expected, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayDeque<>());
    }

    void tell(String step) {
        story.addLast(step);
        if (story.size() > STORY) {
            story.removeFirst();
        }
    }
}
