package org.pestle.nomination;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;

/**
 * Who asks about a patient's nominations, by which call.
 *
 * @param patientHeader the patient whom a trusted gateway names, as sent, or null
 */
record NominationCaller(Caller caller, @Nullable String patientHeader, UUID requestId) {}
