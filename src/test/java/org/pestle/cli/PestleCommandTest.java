package org.pestle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line without a service behind it: what it says, and with which status it ends. */
class PestleCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer service;

    @BeforeEach
    void a_service_that_refuses_everything() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] outcome = """
                {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "invalid",
                 "details": {"coding": [{"code": "INVALID_SIGNATURE", "display": "The signature does not hold"}]},
                 "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line",
                                "valueInteger": 7}],
                 "expression": ["Provenance.signature.data"]}]}""".getBytes(StandardCharsets.UTF_8);
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(400, outcome.length);
            exchange.getResponseBody().write(outcome);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void it_stops() {
        service.stop(0);
    }

    @Test
    void says_how_to_start_the_service_when_none_answers() {
        service.stop(0);

        int status = run("send", "--url", url());

        assertThat(status).isEqualTo(3);
        assertThat(err.toString()).contains("No service answers at " + url()).contains("mvn spring-boot:run");
    }

    @Test
    void puts_a_refusal_into_lines_that_say_where_and_what_to_do() {
        int status = run("send", "--url", url());

        assertThat(status).isEqualTo(1);
        assertThat(err.toString())
                .contains("HTTP 400", "INVALID_SIGNATURE", "The signature does not hold")
                .contains("at line 7, Provenance.signature.data", "what to do: Prepare the prescription again");
    }

    @Test
    void prints_the_findings_of_a_validation_with_line_and_place(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("order.json"), "{}");

        int status = run("validate", "--url", url(), file.toString());

        assertThat(status).isEqualTo(1);
        assertThat(err.toString() + out)
                .contains("INVALID_SIGNATURE", "The signature does not hold")
                .contains("at line 7, Provenance.signature.data");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "send",
                "cancel",
                "release",
                "return",
                "dispense",
                "claim",
                "clock",
                "token",
                "validate",
                "errors"
            })
    void explains_each_command_with_an_example(String command) {
        int status = run(command, "--help");

        assertThat(status).isZero();
        assertThat(out.toString()).contains("Example:").contains("java -jar target/pestle.jar " + command);
    }

    @Test
    void explains_a_code_of_the_error_catalogue_in_any_letter_case() {
        int status = run("errors", "no_more_prescriptions");

        assertThat(status).isZero();
        assertThat(out.toString()).contains("NO_MORE_PRESCRIPTIONS", "No more prescriptions available", "HTTP 200");
    }

    @Test
    void lists_the_whole_catalogue_as_one_json_document() {
        int status = run("--json", "errors");

        assertThat(status).isZero();
        assertThat(Json.read(out.toString().getBytes(StandardCharsets.UTF_8)).size())
                .isEqualTo(org.pestle.problems.Problem.values().length);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            errors NO_SUCH_CODE
            sned
            send --count none
            send --count 0
            clock tomorrow
            job
            """)
    void ends_with_two_when_it_is_used_wrongly(String arguments) {
        int status = run(arguments.split(" ", -1));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            +1d,                  '{"advance":"P1D"}'
            +6h,                  '{"advance":"PT6H"}'
            P10DT6H,              '{"advance":"P10DT6H"}'
            2026-12-01T09:00:00Z, '{"set":"2026-12-01T09:00:00Z"}'
            """)
    void moves_the_clock_as_it_is_told(String change, String body) {
        assertThat(ClockCommand.body(change)).hasToString(body);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            send,                true
            job,                 true
            --help,              true
            --url=http://a,      true
            --server.port=8090,  false
            """)
    void takes_words_and_its_own_options_but_no_settings_of_the_service(String first, boolean takes) {
        assertThat(PestleCommand.takes(first)).isEqualTo(takes);
        assertThat(PestleCommand.takes()).isFalse();
    }

    private int run(String... arguments) {
        CommandLine line = PestleCommand.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private String url() {
        return "http://127.0.0.1:" + service.getAddress().getPort();
    }
}
