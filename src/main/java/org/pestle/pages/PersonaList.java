package org.pestle.pages;

import java.util.List;
import java.util.Optional;
import org.pestle.access.Caller;

/** Who one can be here. Only the sandbox has any; where there are none, the start page shows nothing of the sandbox. */
public interface PersonaList {
    /**
     * One of them.
     *
     * @param name its name: client id and secret
     * @param is what it is, in plain words
     * @param organisation ODS code it acts for, or a dash
     */
    record Persona(String name, String is, String organisation) {}

    /** All of them, in the order in which people read them. */
    List<Persona> all();

    /** The caller that one of them is, or empty if there is none of that name. */
    Optional<Caller> caller(String name);
}
