package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.testing.Service;

/** Calls that reach no use case are refused with a code of the catalogue too, in the form of their interface. */
class RefusedCallsTest {
    private static final String MESSAGE = """
            {"resourceType": "Bundle", "type": "message",
             "identifier": {"system": "https://tools.ietf.org/html/rfc4122", "value": "MESSAGE-ID"},
             "entry": [{"fullUrl": "urn:uuid:4d4bd0f1-4f87-4a5f-9b1a-0c2d1a7a3c55",
                        "resource": {"resourceType": "MessageHeader", "eventCoding": {"code": "no-such-event"},
                                     "source": {"endpoint": "urn:nhs-uk:addressing:ods:A83008"}}}]}
            """;

    private static final Service SERVICE = Service.running();

    @ParameterizedTest(name = "{1} {2} as {0}: {5} {6}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # as       | method | path                                      | sent                  | accepted         | status | code
            prescriber | POST   | /fhir-prescribing/FHIR/R4/$process-message | text/plain            | -                | 415    | UNSUPPORTED_MEDIA_TYPE
            prescriber | GET    | /fhir-prescribing/FHIR/R4/$process-message | -                     | -                | 405    | METHOD_NOT_ALLOWED
            prescriber | GET    | /fhir-prescribing/FHIR/R4/Nothing          | -                     | -                | 404    | NO_SUCH_ADDRESS
            prescriber | POST   | /fhir-prescribing/FHIR/R4/$process-message | application/fhir+json | -                | 400    | UNKNOWN_MESSAGE_EVENT
            pharmacist | GET    | /reimbursement/claims/7f0a32b8-5c80-4bb0-a50e-3e6d1ab4b2b1 | -     | -                | 404    | CLAIM_NOT_FOUND
            contractor | GET    | /reimbursement/schedules/FA565/2020-01     | -                     | application/json | 404    | NO_SUCH_REPORT
            contractor | GET    | /reimbursement/schedules/FA565/2020-01     | -                     | image/png        | 406    | NOT_ACCEPTABLE
            """)
    void a_call_that_nothing_takes_is_told_why(
            String persona,
            String method,
            String path,
            @Nullable String sent,
            @Nullable String accepted,
            int status,
            String code) {
        HttpRequest.Builder request = HttpRequest.newBuilder(SERVICE.url(path))
                .header("Authorization", "Bearer " + SERVICE.token(persona))
                .header("X-Request-ID", UUID.randomUUID().toString());
        if (sent != null) {
            request.header("Content-Type", sent);
        }
        if (accepted != null) {
            request.header("Accept", accepted);
        }
        String body = MESSAGE.replace("MESSAGE-ID", UUID.randomUUID().toString());
        HttpResponse<String> answer = SERVICE.send(
                request.method(method, sent == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"" + code + "\"");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith(path.startsWith("/fhir") ? "application/fhir+json" : "application/problem+json");
    }
}
