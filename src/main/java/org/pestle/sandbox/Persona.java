package org.pestle.sandbox;

import org.jspecify.annotations.Nullable;
import org.pestle.access.Role;
import org.pestle.values.OdsCode;

/**
 * Someone to be in the sandbox (contract.md 3). Its name is client id and secret at the token address.
 *
 * @param userId SDS user id; null for a system
 * @param roleProfileId SDS role profile id; null for a system
 * @param organisation for a commissioner the code of its ICB
 * @param description who it is, in plain words
 */
public record Persona(
        String name,
        @Nullable String userId,
        @Nullable String roleProfileId,
        Role role,
        OdsCode organisation,
        String description) {

    /** Whether a person is behind it, or a system that works unattended. */
    public boolean isUser() {
        return userId != null;
    }
}
