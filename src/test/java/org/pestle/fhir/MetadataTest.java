package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pestle.problems.Outcome;
import org.pestle.testing.Service;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the bases say of themselves is what they are. */
class MetadataTest {
    private final Service service = Service.running();

    static List<String> bases() {
        return FhirBases.ALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bases")
    void the_statement_of_a_base_is_equal_to_its_addresses(String base) {
        Set<String> mapped = new TreeSet<>();
        service.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith(base + "/"))
                        .map(path -> path.substring(base.length() + 1).replaceFirst("^FHIR/R4/", ""))
                        .filter(path -> !path.matches("_ping|_status|metadata|.*\\.(pdf|png)"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> mapped.add(addressed(method + " " + path)))));

        CapabilityStatement statement = statement(base);

        Set<String> stated = new TreeSet<>();
        statement.getRestFirstRep().getOperation().forEach(operation -> stated.add("POST $" + operation.getName()));
        statement.getRestFirstRep().getResource().forEach(resource -> stated.addAll(stated(resource)));
        assertThat(stated).isEqualTo(mapped);
    }

    /** A statement names the operations of a resource, not by which method, nor whether each is of a single one. */
    private static String addressed(String address) {
        return address.replaceFirst("^GET ([A-Za-z]+)/\\{id}/\\$", "POST $1/\\$");
    }

    private static List<String> stated(CapabilityStatementRestResourceComponent resource) {
        return Stream.concat(
                        resource.getOperation().stream()
                                .map(operation -> "POST " + resource.getType() + "/$" + operation.getName()),
                        resource.getInteraction().stream()
                                .map(interaction -> (interaction.getCode() == TypeRestfulInteraction.CREATE
                                                ? "POST "
                                                : "GET ")
                                        + resource.getType()
                                        + (interaction.getCode() == TypeRestfulInteraction.READ ? "/{id}" : "")))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bases")
    void the_statement_of_a_base_is_valid_fhir(String base) {
        HttpResponse<String> answer = service.get(base + "/metadata", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(service.context()
                        .getBean(StandardRules.class)
                        .findings(answer.body())
                        .orElseThrow())
                .isEmpty();
    }

    @Test
    void a_base_names_the_events_that_may_come_there() {
        assertThat(events("/fhir-prescribing")).contains("prescription-order").doesNotContain("dispense-notification");
        assertThat(events("/fhir-dispensing")).containsExactly("dispense-notification");
        assertThat(events("/electronic-prescriptions")).contains("prescription-order", "dispense-notification");
    }

    @Test
    void the_search_of_the_tracker_names_its_parameters_and_who_may_ask() {
        var task = statement("/electronic-prescriptions").getRestFirstRep().getResource().stream()
                .filter(resource -> resource.getType().equals("Task"))
                .findFirst()
                .orElseThrow();

        assertThat(task.getSearchParam())
                .extracting(parameter -> parameter.getName())
                .contains("focus:identifier", "patient:identifier", "authored-on");
        assertThat(task.getInteraction())
                .filteredOn(interaction -> interaction.getCode() == TypeRestfulInteraction.SEARCHTYPE)
                .singleElement()
                .satisfies(search -> assertThat(search.getDocumentation())
                        .contains("support")
                        .doesNotContain("patient"));
    }

    @Test
    void status_asks_the_database_and_tells_whether_the_validator_is_warm() {
        HttpResponse<String> answer = service.get("/fhir-prescribing/_status", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"pass\"", "\"database\":\"pass\"", "\"validator\":");
    }

    @Test
    void a_database_that_is_gone_is_noticed_and_asked_once_a_second_only() {
        Gone gone = new Gone();
        DatabaseAnswer answer = new DatabaseAnswer(gone);

        assertThat(answer.isThere()).isFalse();
        assertThat(answer.isThere()).isFalse();

        assertThat(gone.asked).isEqualTo(1);
    }

    private List<String> events(String base) {
        return statement(base).getMessagingFirstRep().getSupportedMessage().stream()
                .map(message -> message.getDefinition().replaceFirst(".*/", ""))
                .toList();
    }

    private CapabilityStatement statement(String base) {
        byte[] body = service.get(base + "/metadata", null).body().getBytes(StandardCharsets.UTF_8);
        return service.context().getBean(FhirJson.class).parse(body, CapabilityStatement.class)
                        instanceof Outcome.Done<CapabilityStatement>(CapabilityStatement statement)
                ? statement
                : new CapabilityStatement();
    }

    private static final class Gone extends AbstractDataSource {
        private int asked;

        @Override
        public Connection getConnection() throws SQLException {
            asked++;
            throw new SQLException("gone", "08006");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
