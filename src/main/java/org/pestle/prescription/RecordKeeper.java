package org.pestle.prescription;

import java.util.Collection;
import java.util.Set;
import org.pestle.values.PrescriptionId;

/** Another module that keeps something about prescriptions, and is asked before one is deleted. */
public interface RecordKeeper {
    /** Those that may not be deleted yet, because something is still to be done with them. */
    Set<PrescriptionId> stillNeeds(Collection<PrescriptionId> ids);

    /** These are being deleted: in the same transaction, goes what means nothing without them. */
    void deleted(Collection<PrescriptionId> ids);
}
