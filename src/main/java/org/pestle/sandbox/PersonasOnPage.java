package org.pestle.sandbox;

import java.util.List;
import org.pestle.pages.PersonaList;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Shows the personas on the start page. */
@Component
@Profile("sandbox")
class PersonasOnPage implements PersonaList {
    @Override
    public List<PersonaList.Persona> all() {
        return Personas.all().stream()
                .map(persona -> new PersonaList.Persona(
                        persona.name(),
                        persona.description(),
                        persona.organisation().value()))
                .toList();
    }
}
