package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the architecture hold, and each of them would notice if it were broken. */
class ArchitectureRulesTest {
    private static final JavaClasses SERVICE = new ClassFileImporter().importPath(Path.of("target/classes"));

    @ParameterizedTest
    @EnumSource
    void the_service_keeps_the_rule(ArchitectureRule rule) {
        rule.rule().check(SERVICE);
    }

    @ParameterizedTest
    @EnumSource
    void the_rule_catches_its_planted_offender(ArchitectureRule rule) {
        JavaClasses offender = new ClassFileImporter().importClasses(rule.offender());

        assertThat(rule.rule().evaluate(offender).hasViolation())
                .as("%s catches %s", rule, rule.offender())
                .isTrue();
    }
}
