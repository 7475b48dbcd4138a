package org.pestle.reporting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A schedule of payments as JSON and as CSV. */
@Component
class PaymentScheduleFiles {
    private static final List<String> HEAD =
            List.of("YEAR_MONTH", "CONTRACTOR_CODE", "SECTION", "FIELD", "LINE", "COUNT", "AMOUNT");

    private final JsonMapper json;

    PaymentScheduleFiles(JsonMapper json) {
        this.json = json;
    }

    /** The document, and what the last night added to it. */
    byte[] json(PaymentSchedule schedule, AccountInTime account) {
        ObjectNode document = schedule.document().deepCopy();
        account.lastNight().ifPresent(night -> document.set("last_night", json.valueToTree(night.document())));
        return json.writeValueAsBytes(document);
    }

    /** A row for each line of the paper; amounts in pounds, negative where they are taken away. */
    byte[] csv(PaymentSchedule schedule) {
        List<List<String>> rows = ScheduleLine.of(schedule).stream()
                .map(line -> List.of(
                        schedule.month().toString(),
                        schedule.contractor().value(),
                        line.section().title(),
                        line.field(),
                        line.label(),
                        text(line.count()),
                        line.pence() == null ? "" : Pounds.exact(line.pence()).toPlainString()))
                .toList();
        return CsvFile.of(HEAD, rows);
    }

    private static String text(@Nullable Long count) {
        return count == null ? "" : count.toString();
    }
}
