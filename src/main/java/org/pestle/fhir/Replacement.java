package org.pestle.fhir;

import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.pestle.fhir.Message.Part;

/** The word of a prescription-order message that it takes the place of an earlier one (ADR 0014). */
final class Replacement {
    private Replacement() {}

    /** Whether a message takes the place of another one, rightly or wrongly put. */
    static boolean isMeant(Message message) {
        return message.all(MessageHeader.class).stream().anyMatch(header -> isMeant(header.value()));
    }

    /**
     * The identifier of the message that this one replaces; empty if it replaces none. Writes down where it is missing,
     * of another system, no UUID, contradicted, or the message's own.
     */
    static Optional<UUID> read(Message message, Reading reading) {
        for (Part<MessageHeader> header : message.all(MessageHeader.class)) {
            if (isMeant(header.value())) {
                return Optional.of(read(message, reading, header));
            }
        }
        return Optional.empty();
    }

    private static UUID read(Message message, Reading reading, Part<MessageHeader> header) {
        Found<Identifier> found = Found.extension(
                header.place(),
                header.value().getExtension(),
                FhirNames.REPLACEMENT_OF_EXTENSION,
                Identifier.class,
                "identifier of the replaced message");
        reading.noRival(found);
        if (found.value() == null) {
            return reading.uuid(found.place(), null);
        }
        reading.system(found.place(), FhirNames.MESSAGE_ID, found.value().getSystem());
        UUID replaced = reading.uuid(found.place().to("value"), found.value().getValue());
        String own = message.bundle().getIdentifier().getValue();
        if (RequestIds.parse(own == null ? "" : own).filter(replaced::equals).isPresent()) {
            reading.wrong(
                    found.place().to("value"),
                    "A message cannot replace itself: an amendment has an identifier of its own");
        }
        return replaced;
    }

    private static boolean isMeant(MessageHeader header) {
        return header.getExtension().stream()
                .anyMatch(extension -> FhirNames.same(FhirNames.REPLACEMENT_OF_EXTENSION, extension.getUrl()));
    }
}
