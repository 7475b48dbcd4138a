package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineItemLifecycleTest {
    private static final LifecyclePage PAGE = new LifecyclePage("line-item-lifecycle.md");

    @Test
    void the_page_has_the_rows_of_the_table() {
        assertThat(PAGE.rows()).isEqualTo(LifecyclePage.rows(LineItemLifecycle.rows(), LineItemLifecycleTest::named));
    }

    @Test
    void the_diagram_is_printed_from_the_table() {
        assertThat(PAGE.diagram())
                .isEqualTo(LifecyclePage.diagram(
                        LineItemStatus.values(),
                        LineItemLifecycle.rows(),
                        LineItemStatus::code,
                        LineItemLifecycleTest::named));
    }

    @Test
    void every_status_meets_every_event_as_approved() {
        String grid = LifecyclePage.grid(
                LineItemStatus.values(),
                LineItemEvent.values(),
                LineItemStatus::code,
                (status, event) -> LineItemLifecycle.next(status, event)
                        .map(LineItemStatus::code)
                        .orElse("   -"));

        assertThat(grid).isEqualTo(LifecyclePage.approved("line-item-lifecycle.grid.txt"));
    }

    @Test
    void the_page_says_which_items_an_issue_may_have() {
        Map<String, String> legal = new LinkedHashMap<>();
        for (String row : PAGE.legal()) {
            List<String> cells =
                    Arrays.asList(row.substring(2, row.length() - 2).split(" \\| ", -1));
            for (String code : cells.getFirst().split(", ", -1)) {
                legal.put(code, cells.getLast());
            }
        }

        assertThat(legal).hasSameSizeAs(PrescriptionStatus.values());
        for (PrescriptionStatus status : PrescriptionStatus.values()) {
            String items = LineItemLifecycle.legalUnder(status).stream()
                    .map(LineItemStatus::code)
                    .sorted()
                    .collect(Collectors.joining(", "));
            assertThat(items.isEmpty() ? "none" : items).as(named(status)).isEqualTo(legal.get(status.code()));
        }
    }

    @Test
    void an_item_is_expired_in_the_issues_after_its_last() {
        assertThat(LineItemLifecycle.first(2, 2)).isEqualTo(LineItemStatus.TO_BE_DISPENSED);
        assertThat(LineItemLifecycle.first(2, 3)).isEqualTo(LineItemStatus.EXPIRED);
    }

    private static String named(PrescriptionStatus status) {
        return status.code() + " " + status.display();
    }

    private static String named(LineItemStatus status) {
        return status.code() + " " + status.display();
    }
}
