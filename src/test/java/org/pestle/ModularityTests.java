package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import offenders.modules.PlantedApplication;
import org.junit.jupiter.api.Test;
import org.pestle.testing.GeneratedDocument;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** Modules know only the modules that they declare, and none of them knows one above it. */
class ModularityTests {
    private static final ApplicationModules MODULES = ApplicationModules.of(PestleApplication.class);

    @Test
    void each_module_uses_only_what_it_declares() {
        assertThatCode(MODULES::verify).doesNotThrowAnyException();
    }

    @Test
    void an_upward_call_is_caught() {
        ApplicationModules planted = ApplicationModules.of(PlantedApplication.class, new EverythingPlanted());

        assertThat(planted.stream()).hasSize(2);
        assertThatThrownBy(planted::verify)
                .isInstanceOf(Violations.class)
                .hasMessageContaining("lower")
                .hasMessageContaining("upper")
                .hasMessageContaining("offenders.modules.lower.Upward");
    }

    @Test
    void every_module_declares_what_it_may_use_and_only_modules_that_exist() {
        Map<String, List<String>> declared = declared();

        assertThat(declared).isNotEmpty();
        assertThat(declared.values().stream().flatMap(List::stream)).isSubsetOf(declared.keySet());
        assertThat(inOrder(declared)).as("no circle among the modules").hasSameElementsAs(declared.keySet());
    }

    @Test
    void the_diagram_shows_the_modules_as_declared() {
        Map<String, List<String>> declared = declared();
        StringBuilder text = new StringBuilder("""
                # Modules

                Made from the `package-info.java` files by `ModularityTests`. An arrow leads from a module to one
                that it may use; arrows that follow from others are left out. Nothing points upward.

                ```mermaid
                graph TD
                """);
        inOrder(declared).forEach(module -> text.append("  ").append(module).append('\n'));
        declared.forEach((module, uses) -> uses.stream()
                .filter(used -> uses.stream().noneMatch(other -> reaches(declared, other, used)))
                .forEach(used -> text.append("  ")
                        .append(module)
                        .append(" --> ")
                        .append(used)
                        .append('\n')));
        text.append("```\n\n| module | may use |\n|---|---|\n");
        for (String module : inOrder(declared)) {
            String uses = String.join(", ", declared.getOrDefault(module, List.of()));
            text.append("| `%s` | %s |%n".formatted(module, uses.isEmpty() ? "nothing" : uses));
        }
        GeneratedDocument.check(Path.of("src/docs/modules.md"), text.toString());
    }

    private static Map<String, List<String>> declared() {
        return MODULES.stream()
                .collect(Collectors.toMap(
                        module -> module.getIdentifier().toString(),
                        module -> declaredBy(module.getBasePackage().getName()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static List<String> declaredBy(String packageName) {
        try {
            ApplicationModule declaration =
                    Class.forName(packageName + ".package-info").getAnnotation(ApplicationModule.class);
            assertThat(declaration).as("declaration of %s", packageName).isNotNull();
            return Arrays.stream(declaration.allowedDependencies())
                    .map(name -> name.replaceAll(" *::.*", ""))
                    .distinct()
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no package-info in " + packageName, e);
        }
    }

    /** Lowest first; a module that stands in a circle is missing. */
    private static List<String> inOrder(Map<String, List<String>> declared) {
        List<String> ordered = new ArrayList<>();
        TreeSet<String> left = new TreeSet<>(Comparator.<String>comparingInt(
                        module -> declared.getOrDefault(module, List.of()).size())
                .thenComparing(Comparator.naturalOrder()));
        left.addAll(declared.keySet());
        boolean found = true;
        while (found) {
            found = false;
            for (String module : List.copyOf(left)) {
                if (ordered.containsAll(declared.getOrDefault(module, List.of()))) {
                    ordered.add(module);
                    left.remove(module);
                    found = true;
                }
            }
        }
        return ordered;
    }

    private static boolean reaches(Map<String, List<String>> declared, String from, String to) {
        return declared.getOrDefault(from, List.of()).stream()
                .anyMatch(used -> used.equals(to) || reaches(declared, used, to));
    }

    /** Looks at nothing but the planted application, tests or not. */
    private static final class EverythingPlanted implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return location.contains("/offenders/modules/");
        }
    }
}
