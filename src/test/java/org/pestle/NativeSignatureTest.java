package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import tools.jackson.databind.node.ObjectNode;

/** A supplier who signs with a JWS instead of an XML signature, or with both (eps.md 7.7), over HTTP. */
class NativeSignatureTest {
    private static final String FHIR = "application/fhir+json";
    private static final String PREPARE = "/fhir-prescribing/FHIR/R4/$prepare";

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);
    private ObjectNode order;

    @BeforeEach
    void anOrder() {
        order = MadeOrder.unsigned(SampleOrder.Kind.ACUTE, service.now());
    }

    @Test
    void a_prescription_signed_with_a_jws_is_kept_and_released() {
        assertThat(prescriber.send(prescriber.signNative(order).toString()).statusCode())
                .isEqualTo(200);

        HttpResponse<String> released = service.post(
                "/fhir-dispensing/FHIR/R4/Task/$release",
                "pharmacist",
                FHIR,
                SampleRelease.byId(SamplePharmacy.FA565, SampleOrder.prescriptionId(order)));

        assertThat(released.statusCode()).isEqualTo(200);
        assertThat(released.body()).contains("passedPrescriptions").contains("application/jose");
    }

    @Test
    void a_prescription_may_carry_both() {
        ObjectNode both = prescriber.signNative(prescriber.sign(order));

        HttpResponse<String> answer = prescriber.send(both.toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void one_bad_signature_of_two_is_one_too_many() {
        ObjectNode both = prescriber.signNative(prescriber.sign(order));
        ObjectNode jws = MadeOrder.resources(both, "Provenance").getLast();
        ObjectNode other = prescriber.signNative(MadeOrder.unsigned(SampleOrder.Kind.ACUTE, service.now()));
        String foreign =
                MadeOrder.resource(other, "Provenance").at("/signature/0/data").asString();
        ((ObjectNode) jws.at("/signature/0")).put("data", foreign);

        HttpResponse<String> answer = prescriber.send(both.toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("INVALID_SIGNATURE").contains("Signature doesn't match prescription");
    }

    @Test
    void the_short_id_is_signed_by_a_jws() {
        String id = SampleOrder.prescriptionId(order);
        String otherId = SampleOrder.prescriptionId(MadeOrder.unsigned(SampleOrder.Kind.ACUTE, service.now()));

        HttpResponse<String> answer =
                prescriber.send(prescriber.signNative(order).toString().replace(id, otherId));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Signature doesn't match prescription");
    }

    @Test
    void preparing_for_a_jws_needs_the_certificate_and_a_format_that_is_known() {
        ObjectNode withoutCertificate = SampleOrder.toPrepareNative(order, "AAAA");
        withoutCertificate.withArray("parameter").remove(1);
        ObjectNode otherFormat = SampleOrder.toPrepareNative(order, "AAAA");
        ((ObjectNode) otherFormat.at("/parameter/0")).put("valueCode", "pgp");

        assertThat(refusal(withoutCertificate))
                .contains("MISSING_VALUE")
                .contains("Parameters.parameter.where(name = 'certificate')");
        assertThat(refusal(otherFormat)).contains("The signature format must be xmldsig or jws");
        assertThat(refusal(SampleOrder.toPrepareNative(order, "AAAA")))
                .contains("The certificate must be the base64 of an X.509 certificate in DER form");
    }

    private String refusal(ObjectNode request) {
        HttpResponse<String> answer = service.post(PREPARE, "prescriber", FHIR, request.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return answer.body();
    }
}
