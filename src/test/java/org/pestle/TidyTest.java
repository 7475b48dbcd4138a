package org.pestle;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every file of the repository is tidy, and each rule would notice if one were not. */
class TidyTest {
    /** The rules themselves name what they forbid. */
    private static final List<SourceFile> FILES = SourceFile.all().stream()
            .filter(file -> !file.path().endsWith("/TidyRule.java"))
            .toList();

    @ParameterizedTest
    @EnumSource
    void every_file_keeps_the_rule(TidyRule rule) {
        assertThat(FILES).hasSizeGreaterThan(50);
        assertThat(FILES.stream().flatMap(file -> rule.violations(file).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_rule_catches_its_planted_offender(TidyRule rule) {
        assertThat(rule.violations(rule.offender())).isNotEmpty();
    }

    @Test
    void every_package_says_what_it_is_and_checks_nulls() {
        Map<String, List<SourceFile>> packages = FILES.stream()
                .filter(SourceFile::isService)
                .collect(groupingBy(file -> file.path().substring(0, file.path().lastIndexOf('/') + 1)));

        assertThat(packages).isNotEmpty();
        assertThat(packages.entrySet().stream()
                        .filter(entry -> entry.getValue().stream().noneMatch(TidyTest::describesANullMarkedPackage))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    private static boolean describesANullMarkedPackage(SourceFile file) {
        return file.path().endsWith("/package-info.java")
                && file.text().startsWith("/**")
                && file.text().contains("@NullMarked");
    }
}
