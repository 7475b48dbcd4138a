package org.pestle.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.pestle.signature.SignedContent.Agent;
import org.pestle.signature.SignedContent.Instructions;
import org.pestle.signature.SignedContent.Item;
import org.pestle.signature.SignedContent.Name;
import org.pestle.signature.SignedContent.Organisation;
import org.pestle.signature.SignedContent.Patient;
import org.pestle.signature.SignedContent.Telecom;
import org.pestle.signature.SignedContent.Terms;
import org.pestle.values.LineItemId;

/** What a JWS signs, against the vector of eps.md 7.7 and the rules of RFC 8785. */
class SignedJsonTest {
    private static final Telecom PHONE = new Telecom("work", "0115 9737320");

    @Test
    void writes_the_vector_of_the_specification() throws NoSuchAlgorithmException {
        byte[] json = SignedJson.of(content(
                new Terms("24F5DA-A83008-7EFE6Z", "acute", "0101", null, null, null),
                new Item(
                        new LineItemId(UUID.fromString("a54219b8-f741-4c47-b662-e4f8dfa49ab6")),
                        "39732311000001104",
                        "Amoxicillin 250mg capsules",
                        "20",
                        "http://snomed.info/sct",
                        "428673006",
                        "tablet",
                        null,
                        Instructions.NONE,
                        List.of(),
                        "2 times a day for 10 days")));

        assertThat(json).hasSize(739);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json)))
                .isEqualTo("4f3a358813a05951d957f8f31d284f99ff14cf84abae2bed59f74f9662d9e541");
    }

    @Test
    void writes_all_that_an_order_may_have() {
        String json = new String(
                SignedJson.of(content(
                        new Terms(
                                "24F5DA-A83008-7EFE6Z",
                                "continuous-repeat-dispensing",
                                "0101",
                                "2026-01-05",
                                "2026-12-05",
                                28),
                        new Item(
                                new LineItemId(UUID.fromString("a54219b8-f741-4c47-b662-e4f8dfa49ab6")),
                                "39732311000001104",
                                "Morphine",
                                "12.50",
                                "http://snomed.info/sct",
                                "428673006",
                                "tablet",
                                6,
                                new Instructions(
                                        List.of("Aspirin 75mg"),
                                        List.of("Come back in May"),
                                        "twelve and a half",
                                        "Blue"),
                                List.of("CC", "FS"),
                                "One"))),
                StandardCharsets.UTF_8);

        assertThat(json)
                .contains(
                        "\"daysSupply\":28,\"issues\":6,\"items\":[{\"cdWords\":\"twelve and a half\",\"dosage\":\"One\","
                                + "\"endorsements\":[\"CC\",\"FS\"],")
                .contains("\"issues\":6,\"notes\":[\"Aspirin 75mg\",\"Come back in May\",\"Blue\"],")
                .contains("\"quantity\":{\"unit\":\"tablet\",\"unitCode\":\"428673006\",\"value\":\"12.50\"}")
                .endsWith("\"treatmentType\":\"continuous-repeat-dispensing\",\"validity\":{\"end\":\"2026-12-05\","
                        + "\"start\":\"2026-01-05\"}}");
    }

    @Test
    void writes_characters_and_orders_members_as_the_rfc_says() {
        TreeMap<String, Object> object = new TreeMap<>();
        object.put("\u20ac", "Euro Sign");
        object.put("\r", "Carriage Return");
        object.put("1", "One");
        object.put("\ud83d\ude00", "Emoji: Grinning Face");
        object.put("\u0080", "Control");
        object.put("\u00f6", "Latin Small Letter O With Diaeresis");
        object.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
        object.put("text", "\u20ac$\u000f\nA'B\"\\\"/\u007f");
        StringBuilder text = new StringBuilder();

        CanonicalJson.write(object, text);

        assertThat(text.toString())
                .isEqualTo(
                        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"text\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\u007f\","
                                + "\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small Letter O With Diaeresis\","
                                + "\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    private static SignedContent content(Terms terms, Item item) {
        return new SignedContent(
                Instant.parse("2026-01-05T09:30:00Z"),
                UUID.fromString("20ba5fb5-cb58-462c-923e-22d180b09356"),
                terms,
                new Agent(
                        "555086689106",
                        "200102238987",
                        "R8000",
                        List.of(PHONE),
                        "https://fhir.hl7.org.uk/Id/gmc-number",
                        "6095103",
                        new Name(null, List.of("DR"), List.of("Ada"), "Example", List.of(), null),
                        new Organisation("A83008", "A practice", PHONE, null, "84H", "A board")),
                new Patient(
                        "9449304130",
                        List.of(),
                        List.of(),
                        List.of(new Name(null, List.of(), List.of("STACEY", "MARISA"), "TWITCHETT", List.of(), null)),
                        "female",
                        LocalDate.of(1948, 4, 30),
                        "A83008"),
                List.of(item));
    }
}
