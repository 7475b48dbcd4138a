package org.pestle.access;

import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;

/**
 * The person or system behind a call, as the token names them.
 *
 * @param clientId the client that the token was given to; the scope of idempotency
 * @param userId SDS user id, or null for a system
 * @param roleProfileId SDS role profile id, or null for a system
 * @param role what the caller is
 * @param organisation the caller's own; {@link OdsCode#LOCUM} for a locum; for a commissioner its ICB's code
 */
public record Caller(
        String clientId, @Nullable String userId, @Nullable String roleProfileId, Role role, OdsCode organisation) {

    /** The jobs of the night and other work of the service itself. */
    public static final Caller SERVICE = new Caller("pestle", null, null, Role.OPERATOR, new OdsCode("PESTLE"));

    /** Whether the caller is a locum, who acts for the pharmacy that the message names. */
    public boolean isLocum() {
        return organisation.equals(OdsCode.LOCUM);
    }

    /** The organisation the caller acts for: its own, or for a locum the one named (contract.md 6). */
    public OdsCode actingFor(OdsCode named) {
        return isLocum() ? named : organisation;
    }

    /** The same at the organisation it acts for, as the record names it. */
    public Caller actingAt(OdsCode named) {
        return new Caller(clientId, userId, roleProfileId, role, actingFor(named));
    }

    /** Who it is, for the record: the user, or the client where there is none. */
    public String actor() {
        return userId == null ? clientId : userId;
    }
}
