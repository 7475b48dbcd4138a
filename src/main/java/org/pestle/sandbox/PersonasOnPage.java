package org.pestle.sandbox;

import java.util.List;
import java.util.Optional;
import org.pestle.access.Caller;
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

    @Override
    public Optional<Caller> caller(String name) {
        return Personas.named(name)
                .map(persona -> new Caller(
                        persona.name(),
                        persona.userId(),
                        persona.roleProfileId(),
                        persona.role(),
                        persona.organisation()));
    }
}
