package org.pestle.signature;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.pestle.signature.SignedContent.Address;
import org.pestle.signature.SignedContent.Agent;
import org.pestle.signature.SignedContent.Instructions;
import org.pestle.signature.SignedContent.Item;
import org.pestle.signature.SignedContent.Name;
import org.pestle.signature.SignedContent.Organisation;
import org.pestle.signature.SignedContent.Patient;
import org.pestle.signature.SignedContent.Telecom;
import org.pestle.signature.SignedContent.Terms;
import org.pestle.values.LineItemId;

/** What a prescriber might sign. */
final class MadeContent {
    static final UUID LONG_ID = UUID.fromString("20ba5fb5-cb58-462c-923e-22d180b09356");

    private static final Telecom TELECOM = new Telecom("work", "0115 9737320");
    private static final Address ADDRESS = new Address("work", List.of("1 Station Road", "Otherby"), "ZZ1 1ZZ");

    private static final Terms TERMS = new Terms("24F5DA-A83008-7EFE6Z", "acute", "0101", null, null, null);

    private MadeContent() {}

    /** A prescription of one medicine. */
    static SignedContent of(Instant signedAt, String medicine) {
        return of(signedAt, LONG_ID, agent("555254242105", "A83008"), patient("O'Made & Co"), List.of(item(medicine)));
    }

    static SignedContent of(Instant signedAt, UUID longId, Agent agent, Patient patient, List<Item> items) {
        return new SignedContent(signedAt, longId, TERMS, agent, patient, items);
    }

    static Agent agent(String roleProfile, String organisation) {
        return new Agent(
                "555086689106",
                roleProfile,
                "R8000",
                List.of(TELECOM),
                "https://fhir.hl7.org.uk/Id/gmc-number",
                "6095103",
                new Name(null, List.of("DR"), List.of("Ada"), "Example", List.of(), null),
                new Organisation(organisation, "A practice", TELECOM, ADDRESS, "84H", "A board"));
    }

    static Patient patient(String family) {
        return new Patient(
                "9449304130",
                List.of(ADDRESS),
                List.of(),
                List.of(new Name("usual", List.of(), List.of("Ann"), family, List.of(), null)),
                "female",
                LocalDate.of(1948, 4, 30),
                "A83008");
    }

    static Item item(String medicine) {
        return item(medicine, "28", "One each morning");
    }

    static Item item(String medicine, String quantity, String dosage) {
        return new Item(
                new LineItemId(UUID.fromString("a54219b8-f741-4c47-b662-e4f8dfa49ab6")),
                "39732011000001102",
                medicine,
                quantity,
                "http://snomed.info/sct",
                "428673006",
                "tablet",
                null,
                Instructions.NONE,
                List.of(),
                dosage);
    }
}
