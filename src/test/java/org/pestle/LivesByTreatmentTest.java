package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SampleOrder.Kind;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.OrderEdits;
import org.pestle.testing.Pharmacist;
import org.pestle.testing.Pharmacist.InHand;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.pestle.values.NhsDates;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The life of a prescription over HTTP for each way to treat, from the signature to the claim (eps.md 3.1, 4). */
@Isolated
class LivesByTreatmentTest {
    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);
    private final Pharmacist pharmacist = new Pharmacist(service);

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    /** Prescriptions that are dispensed once, on the day on which they are written. */
    enum Once {
        ACUTE,
        REPEAT,
        SECONDARY_CARE,
        CONTROLLED_DRUG,
        MIXED;

        ObjectNode order(Service service) {
            OrderEdits edits = new OrderEdits(
                    SampleOrder.message(this == REPEAT ? Kind.REPEAT : Kind.ACUTE, "FA565", 1, service.now()));
            return (switch (this) {
                        case ACUTE, REPEAT -> edits;
                        case SECONDARY_CARE -> edits.type("1001").inHealthcareService();
                        case CONTROLLED_DRUG -> edits.controlledDrug("CD2", "twenty eight");
                        case MIXED -> edits.secondItemContinuous();
                    })
                    .order();
        }
    }

    @ParameterizedTest
    @EnumSource(Once.class)
    void what_is_dispensed_once_ends_with_its_claim(Once kind) {
        String id = send(kind.order(service));
        assertThat(statuses(id)).containsExactly("0001");

        InHand inHand = pharmacist.releaseNominated().getFirst();
        assertThat(SampleRelease.prescriptionId(inHand.prescription())).isEqualTo(id);
        assertThat(statuses(id)).containsExactly("0002");

        pharmacist.dispenseAndClaim(inHand);
        assertThat(statuses(id)).containsExactly("0008");
        assertThat(pharmacist.releaseNominated()).isEmpty();
    }

    @Test
    void repeat_dispensing_goes_from_its_first_issue_to_its_second() {
        LocalDate written = today();
        String id = send(SampleOrder.message(Kind.ERD, "FA565", 1, service.now()));
        assertThat(statuses(id)).containsExactly("0001", "9000", "9000", "9000", "9000", "9000");

        pharmacist.dispenseAndClaim(pharmacist.releaseNominated().getFirst());
        assertThat(statuses(id)).startsWith("0008", "0000", "9000");
        assertThat(pharmacist.releaseNominated()).as("the second issue waits").isEmpty();

        // Ready seven days before the first 28 are over, counted from the prescription (eps.md 4.7).
        moveTo(written.plusDays(20));
        service.runJob("make-ready");
        assertThat(statuses(id)).startsWith("0008", "0000");
        moveTo(written.plusDays(21));
        service.runJob("make-ready");
        assertThat(statuses(id)).startsWith("0008", "0001", "9000");

        InHand second = pharmacist.releaseNominated().getFirst();
        assertThat(second.prescription().toString()).contains("\"numberOfRepeatsIssued\",\"valueInteger\":1");
        pharmacist.dispenseAndClaim(second);
        assertThat(statuses(id)).startsWith("0008", "0008", "0000", "9000");
    }

    @Test
    void a_prescription_for_later_waits_for_its_day() {
        LocalDate day = today().plusDays(10);
        String id = send(new OrderEdits(SampleOrder.message(Kind.ACUTE, "FA565", 1, service.now()))
                .startingOn(day)
                .order());
        assertThat(statuses(id)).containsExactly("9001");
        assertThat(pharmacist.releaseNominated()).isEmpty();
        assertThat(pharmacist.releaseById(id)).isEmpty();

        moveTo(day.minusDays(1));
        service.runJob("make-ready");
        assertThat(statuses(id)).containsExactly("9001");
        moveTo(day);
        service.runJob("make-ready");
        assertThat(statuses(id)).containsExactly("0001");

        pharmacist.dispenseAndClaim(pharmacist.releaseNominated().getFirst());
        assertThat(statuses(id)).containsExactly("0008");
    }

    private String send(ObjectNode order) {
        HttpResponse<String> answer = prescriber.signAndSend(order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return SampleOrder.prescriptionId(order);
    }

    /** Of all issues, in their order. */
    private List<String> statuses(String id) {
        try (Stream<String> statuses = service
                .context()
                .getBean(JdbcClient.class)
                .sql("""
                        SELECT status
                          FROM prescription_issue
                         WHERE prescription_id = :id
                         ORDER BY issue_number
                        """)
                .param("id", PrescriptionId.compact(id))
                .query(String.class)
                .stream()) {
            return statuses.toList();
        }
    }

    private LocalDate today() {
        return NhsDates.today(service.context().getBean(Clock.class));
    }

    private void moveTo(LocalDate day) {
        service.moveClockTo(NhsDates.startOf(day).plusSeconds(9 * 3_600L));
    }
}
