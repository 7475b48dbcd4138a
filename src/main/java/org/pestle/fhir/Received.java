package org.pestle.fhir;

import java.util.UUID;
import org.pestle.access.Caller;

/**
 * A call as it came in. Controllers take it as a parameter.
 *
 * @param requestId the X-Request-ID
 * @param caller who calls
 * @param body as received, at most 1 MiB
 */
public record Received(UUID requestId, Caller caller, byte[] body) {}
