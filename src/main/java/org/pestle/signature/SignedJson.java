package org.pestle.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pestle.signature.SignedContent.Address;
import org.pestle.signature.SignedContent.Agent;
import org.pestle.signature.SignedContent.Instructions;
import org.pestle.signature.SignedContent.Item;
import org.pestle.signature.SignedContent.Name;
import org.pestle.signature.SignedContent.Patient;
import org.pestle.signature.SignedContent.Terms;

/**
 * What a prescriber signs, as the canonical JSON that a JWS signs: profile {@code eps-signed-content/1} (eps.md 7.7) in
 * the canonical form of RFC 8785, UTF-8. What the prescription does not have is left out; quantities are strings.
 */
final class SignedJson {
    static final String PROFILE = "eps-signed-content/1";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SignedJson() {}

    /** The bytes of the content. */
    static byte[] of(SignedContent content) {
        Terms terms = content.terms();
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("profile", PROFILE);
        json.put("prescriptionId", content.longId().toString());
        json.put("shortId", terms.shortId());
        json.put("signedAt", time(content.signedAt()));
        json.put("treatmentType", terms.treatmentType());
        put(json, "prescriptionType", terms.prescriptionType());
        json.put("patient", patient(content.patient()));
        json.put("prescriber", prescriber(content.agent()));
        SortedMap<String, Object> validity = new TreeMap<>();
        put(validity, "start", terms.start());
        put(validity, "end", terms.end());
        put(json, "validity", validity);
        put(json, "daysSupply", terms.daysSupply());
        put(json, "issues", issues(content.items()));
        json.put("items", content.items().stream().map(SignedJson::item).toList());
        StringBuilder text = new StringBuilder(1024);
        CanonicalJson.write(json, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    private static @Nullable Integer issues(List<Item> items) {
        return items.stream()
                .map(Item::issues)
                .filter(Objects::nonNull)
                .max(Integer::compare)
                .orElse(null);
    }

    private static SortedMap<String, Object> patient(Patient patient) {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("nhsNumber", patient.nhsNumber());
        json.put("birthDate", patient.birthDate().toString());
        if (!patient.names().isEmpty()) {
            Name name = patient.names().getFirst();
            put(json, "family", name.family());
            put(json, "given", name.givens());
            put(json, "name", name.family() == null && name.givens().isEmpty() ? name.text() : null);
        }
        put(
                json,
                "postcode",
                patient.addresses().stream()
                        .map(Address::postcode)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
        return json;
    }

    private static SortedMap<String, Object> prescriber(Agent agent) {
        SortedMap<String, Object> code = new TreeMap<>();
        code.put("system", agent.professionalCodeSystem());
        code.put("value", agent.professionalCode());
        SortedMap<String, Object> json = new TreeMap<>();
        put(json, "sdsUserId", agent.userId());
        json.put("roleProfileId", agent.roleProfileId());
        json.put("professionalCode", code);
        json.put("organisation", agent.organisation().odsCode());
        return json;
    }

    private static SortedMap<String, Object> item(Item item) {
        SortedMap<String, Object> product = new TreeMap<>();
        product.put("code", item.productCode());
        product.put("display", item.productName());
        SortedMap<String, Object> quantity = new TreeMap<>();
        quantity.put("value", item.quantity());
        quantity.put("unitCode", item.unitCode());
        quantity.put("unit", item.unitName());
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("id", item.id().value().toString());
        json.put("product", product);
        json.put("quantity", quantity);
        json.put("dosage", item.dosage());
        put(json, "notes", notes(item.instructions()));
        put(json, "cdWords", item.instructions().controlledWords());
        put(json, "endorsements", item.endorsements());
        put(json, "issues", item.issues());
        return json;
    }

    /**
     * What the patient is told and the repeat list, which travel with the first item, and the note to the dispenser.
     */
    private static List<String> notes(Instructions instructions) {
        List<String> notes = new ArrayList<>(instructions.repeatList());
        notes.addAll(instructions.forPatient());
        if (instructions.note() != null) {
            notes.add(instructions.note());
        }
        return notes;
    }

    private static void put(SortedMap<String, Object> json, String name, @Nullable Object value) {
        boolean nothing = value == null
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof SortedMap<?, ?> map && map.isEmpty());
        if (!nothing) {
            json.put(name, value);
        }
    }
}
