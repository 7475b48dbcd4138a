package org.pestle.reporting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A schedule of payments as JSON and as CSV. */
@Component
class PaymentScheduleFiles {
    private static final List<String> HEAD =
            List.of("YEAR_MONTH", "CONTRACTOR_CODE", "SECTION", "FIELD", "LINE", "COUNT", "AMOUNT");

    private final JsonMapper json;

    PaymentScheduleFiles(JsonMapper json) {
        this.json = json;
    }

    byte[] json(PaymentSchedule schedule) {
        return json.writeValueAsBytes(schedule.document());
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
