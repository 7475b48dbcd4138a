package org.pestle.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.claim.ClaimFixture.HIGH_STREET;
import static org.pestle.claim.ClaimFixture.NOW;
import static org.pestle.claim.ClaimFixture.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Outcome;

/** Each reimbursement authority numbers its claims, and sees by that that none is missing. */
class ClaimSequenceTest {
    private static final String ENGLAND = "T1450";
    private static final int CLAIMS = 24;
    private static final int REFUSED = 8;

    private final ClaimFixture pharmacy = new ClaimFixture();

    @Test
    void claims_that_come_at_once_are_numbered_without_a_gap_and_a_refused_one_takes_no_number() throws Exception {
        List<DispenseClaim> sent = new ArrayList<>();
        for (int i = 0; i < CLAIMS; i++) {
            sent.add(claimFor(UUID.randomUUID(), ENGLAND));
        }
        // refused only by the statement that takes the number: the id is that of another claim
        for (int i = 0; i < REFUSED; i++) {
            sent.add(claimFor(sent.get(i).id(), ENGLAND));
        }
        ReceiveClaim receive = pharmacy.receiving(NOW);

        List<Outcome<UUID>> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(REFUSED)) {
            for (Future<Outcome<UUID>> outcome : threads.invokeAll(sent.stream()
                    .map(claim -> (Callable<Outcome<UUID>>) () -> pharmacy.receive(receive, claim, HIGH_STREET))
                    .toList())) {
                outcomes.add(outcome.get());
            }
        }

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(CLAIMS);
        assertThat(pharmacy.owner
                        .sql("SELECT sequence FROM claim ORDER BY sequence")
                        .query(Long.class)
                        .list())
                .isEqualTo(LongStream.rangeClosed(1, CLAIMS).boxed().toList());
    }

    @Test
    void each_authority_has_numbers_of_its_own() {
        for (String authority : List.of(ENGLAND, "RQFZ1", ENGLAND)) {
            pharmacy.receive(claimFor(UUID.randomUUID(), authority), HIGH_STREET, NOW);
        }

        assertThat(pharmacy.text("SELECT string_agg(authority || ' ' || sequence, ', ' ORDER BY authority, sequence)"
                        + " FROM claim"))
                .isEqualTo("RQFZ1 1, T1450 1, T1450 2");
    }

    private DispenseClaim claimFor(UUID id, String authority) {
        return ClaimFixture.with(id, authority, claim(pharmacy.dispensed(1), "0006", "0001", "28"));
    }
}
