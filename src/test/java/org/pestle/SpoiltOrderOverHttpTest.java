package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pestle.cli.SampleOrder;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.pestle.testing.SpoiltMessage;
import org.pestle.testing.SpoiltMessage.Way;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sample of the spoilt orders over HTTP, spoilt after they were signed: none is kept, whatever is wrong with it, and
 * the sound message can be sent afterwards under the same ids. Which code and place each gets, is tested below HTTP for
 * all of them.
 */
class SpoiltOrderOverHttpTest {
    private static final int EVERY = 17;

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);
    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Way.class,
            names = {"REMOVED", "SENT_TWICE", "MISTYPED", "CONTRADICTED"})
    void keeps_no_spoilt_order_and_takes_the_sound_one_after_it(Way way) {
        int refused = 0;
        for (int i = 0; i < places(way); i += EVERY) {
            ObjectNode order = prescriber.sign(order());
            SpoiltMessage spoilt = SpoiltMessage.of(order, way).get(i);
            HttpResponse<String> answer = prescriber.send(new String(spoilt.body(), StandardCharsets.UTF_8));
            if (answer.statusCode() == 200) {
                continue; // neither asked for nor signed
            }
            refused++;
            assertThat(answer.statusCode()).as(spoilt + answer.body()).isEqualTo(400);
            assertThat(codes(answer)).as(answer.body()).isNotEmpty().doesNotContain("");
            assertThat(answer.body()).doesNotContain("Exception", "\tat ");
            assertThat(kept(order)).as(spoilt.toString()).isZero();
            assertThat(prescriber.send(order.toString()).statusCode())
                    .as(spoilt.toString())
                    .isEqualTo(200);
            assertThat(kept(order)).isEqualTo(1);
        }
        assertThat(refused).isGreaterThan(5);
    }

    private int places(Way way) {
        return SpoiltMessage.of(prescriber.sign(order()), way).size();
    }

    private ObjectNode order() {
        return SampleOrder.message(SampleOrder.Kind.ERD, "FA565", 1, service.now());
    }

    private List<String> codes(HttpResponse<String> answer) {
        List<String> codes = new ArrayList<>();
        for (JsonNode issue : json.readTree(answer.body()).path("issue")) {
            codes.add(issue.path("details").path("coding").path(0).path("code").asString(""));
        }
        return codes;
    }

    private int kept(ObjectNode order) {
        return service.context()
                .getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM prescription WHERE prescription_id = :id")
                .param("id", PrescriptionId.compact(SampleOrder.prescriptionId(order)))
                .query(Integer.class)
                .single();
    }
}
