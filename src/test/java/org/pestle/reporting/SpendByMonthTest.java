package org.pestle.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.paper.BarChart;
import org.pestle.paper.SvgChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The chart of spend: its sentence, its columns and lines, and what a screen reader is told. */
class SpendByMonthTest {
    private static final YearMonth JULY = YearMonth.of(2026, 7);

    @ParameterizedTest(name = "{0}p, then {1}p")
    @CsvSource(delimiter = '|', textBlock = """
            200000 | 250000 | false | Actual cost in July 2026 was £2,500.00, 25.0% more than in June 2026 (£2,000.00).
            200000 | 150000 | true  | Actual cost in July 2026 is £1,500.00 so far, 25.0% less than in June 2026 (£2,000.00).
            200000 | 200000 | false | Actual cost in July 2026 was £2,000.00, as much as in June 2026 (£2,000.00).
            0      | 999.6  | false | Actual cost in July 2026 was £10.00.
            """)
    void says_in_a_sentence_what_changed(String before, String now, boolean isProvisional, String sentence) {
        assertThat(spend(month(6, before, false), month(7, now, isProvisional)).sentence())
                .isEqualTo(sentence);
    }

    @Test
    void shows_twelve_months_at_most_and_leaves_none_out_in_between() {
        SpendByMonth spend = SpendByMonth.upTo(
                JULY,
                "Actual cost",
                List.of(new SpendByMonth.Month(YearMonth.of(2024, 1), BigDecimal.ONE, false), month(5, "100", false)));

        assertThat(spend.months()).hasSize(12);
        assertThat(spend.months().getFirst().month()).isEqualTo(YearMonth.of(2025, 8));
        assertThat(spend.months())
                .extracting(month -> month.pence().intValue())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 0, 0);
    }

    @ParameterizedTest(name = "{0} pounds")
    @CsvSource(delimiter = '|', textBlock = """
            # highest | its lines
            38832.57  | £0 £10,000 £20,000 £30,000 £40,000
            100       | £0 £20 £40 £60 £80 £100
            1.57      | £0 £0.50 £1.00 £1.50 £2.00
            0         | £0 £0.20 £0.40 £0.60 £0.80 £1.00
            4         | £0 £1 £2 £3 £4
            """)
    void has_a_few_lines_at_round_values(String highest, String lines) {
        BarChart chart = new BarChart(
                "", "", "£", List.of(new BarChart.Bar("Jul", "2026", new BigDecimal(highest), highest, true)));

        assertThat(chart.lines().stream().map(line -> line.shown().replace("£0.00", "£0")))
                .containsExactly(lines.split(" ", -1));
        assertThat(chart.lines().getLast().height()).isEqualTo(1);
    }

    @Test
    void a_column_is_as_high_as_its_value_and_a_provisional_one_is_an_outline() throws Exception {
        BarChart chart = spend(month(5, "1000000", false), month(6, "-500", false), month(7, "250000", true))
                .chart();

        Document svg = read(SvgChart.of(chart, "spend"));

        assertThat(chart.height(0)).isEqualTo(1);
        assertThat(chart.height(1)).isZero();
        assertThat(chart.height(2)).isCloseTo(0.25f, Offset.offset(0.0001f));
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(2);
        Element first = (Element) svg.getElementsByTagName("rect").item(0);
        Element last = (Element) svg.getElementsByTagName("rect").item(1);
        assertThat(first.getAttribute("height")).isEqualTo("200.0");
        assertThat(last.getAttribute("height")).isEqualTo("50.0");
        assertThat(last.getAttribute("stroke-dasharray")).isNotEmpty();
    }

    @Test
    void a_screen_reader_is_told_the_sentence_and_every_figure() throws Exception {
        Document svg = read(
                SvgChart.of(spend(month(6, "100", false), month(7, "200", true)).chart(), "spend"));

        assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(svg.getDocumentElement().getAttribute("aria-labelledby")).isEqualTo("spend-title spend-desc");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).startsWith("Actual cost in July 2026");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo("June 2026 £1.00, July 2026 £2.00 (provisional).");
    }

    private static SpendByMonth spend(SpendByMonth.Month... months) {
        return SpendByMonth.upTo(JULY, "Actual cost", List.of(months));
    }

    private static SpendByMonth.Month month(int number, String pence, boolean isProvisional) {
        return new SpendByMonth.Month(YearMonth.of(2026, number), new BigDecimal(pence), isProvisional);
    }

    private static Document read(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
