package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pestle.testing.Service;
import org.pestle.testing.SharedExamples;

/** The published messages of the validation service get from {@code $validate} the outcome in their names. */
class PublishedValidationTest {
    private static final Pattern OUTCOME = Pattern.compile("[-_](\\d{3})_");

    /** Published as good, and refused all the same: by which rule. */
    private static final Map<String, String> REFUSED = Map.of(
            "cancellations/7-Process-Request-Cancel-200_OK.json", "The reason is not one that a prescriber can give",
            "clinical-practitioner/1-Process-Request-Cancel-200_OK.json", "Array cannot be empty",
            "clinical-practitioner/1-Process-Request-Dispense-200_OK.json", "have the same identifier",
            "clinical-practitioner/7-Process-Request-Dispense-200_OK.json", "have the same identifier",
            "concurrent-dosage-instructions/1-Process-Request-Dispense-200_OK.json", "wrong format or check character",
            "concurrent-dosage-instructions/1-Task-Request-Release-200_OK.json", "wrong format or check character");

    private final Service service = Service.running();

    @Test
    void every_published_request_gets_its_documented_outcome() throws IOException {
        TreeMap<String, String> others = new TreeMap<>();
        int sent = 0;
        for (Path file : requests()) {
            Matcher documented = OUTCOME.matcher(file.getFileName().toString());
            assertThat(documented.find()).isTrue();
            HttpResponse<String> answer = validated(Files.readString(file));
            sent++;
            String known = REFUSED.entrySet().stream()
                    .filter(refused -> file.toString().endsWith(refused.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            int status = known == null ? Integer.parseInt(documented.group(1)) : 400;
            if (answer.statusCode() != status
                    || (known != null && !answer.body().contains(known))) {
                others.put(file.toString(), answer.body());
            }
        }

        assertThat(sent).isGreaterThan(50);
        assertThat(others).isEmpty();
    }

    /** The first question may find the validator cold. */
    private HttpResponse<String> validated(String message) {
        HttpResponse<String> answer = validate(message);
        for (int again = 1; again < 5 && answer.statusCode() == 503; again++) {
            answer = validate(message);
        }
        return answer;
    }

    private HttpResponse<String> validate(String message) {
        return service.post("/electronic-prescriptions/FHIR/R4/$validate", "prescriber", FhirNames.MEDIA_TYPE, message);
    }

    private static List<Path> requests() throws IOException {
        try (Stream<Path> files = Files.walk(SharedExamples.examples().resolve("validation-service"))) {
            return files.filter(file -> file.getFileName().toString().matches(".*Request.*\\.json"))
                    .sorted()
                    .toList();
        }
    }
}
