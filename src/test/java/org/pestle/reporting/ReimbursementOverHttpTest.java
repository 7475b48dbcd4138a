package org.pestle.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.testing.Service;

/** Who may read what of reimbursement, and how a refusal looks (contract.md 2). */
class ReimbursementOverHttpTest {
    @ParameterizedTest(name = "{0} reads {1}: {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            contractor   | /reimbursement/schedules/FA565/2019-01                       | 404 | NO_SUCH_REPORT
            contractor   | /reimbursement/schedules/fa565/2019-01.pdf                   | 404 | NO_SUCH_REPORT
            contractor   | /reimbursement/schedules/FA565/2019-13                       | 404 | NO_SUCH_REPORT
            contractor   | /reimbursement/schedules/FLM49/2019-01                       | 403 | NOT_PERMITTED
            commissioner | /reimbursement/schedules/FA565/2019-01                       | 403 | NOT_PERMITTED
            locum        | /reimbursement/schedules/FA565/2019-01                       | 403 | NOT_PERMITTED
            contractor   | /reimbursement/reports/QOP/2019-01                           | 403 | NOT_PERMITTED
            commissioner | /reimbursement/reports/QHM/2019-01/contractors.csv           | 404 | NO_SUCH_REPORT
            commissioner | /reimbursement/reports/QHM/2019-01/practices.zip             | 404 | NO_SUCH_REPORT
            commissioner | /reimbursement/reports/QHM/2019-01/chemists.csv              | 404 | NO_SUCH_REPORT
            commissioner | /reimbursement/reports/QHM/2019-01/published.json            | 404 | NO_SUCH_REPORT
            commissioner | /reimbursement/reports/QWO/2019-01/published.csv             | 403 | NOT_PERMITTED
            commissioner | /reimbursement/reports/QWO/2019-01/contractors.zip           | 403 | NOT_PERMITTED
            contractor   | /reimbursement/claims/00000000-0000-4000-8000-000000000000   | 404 | CLAIM_NOT_FOUND
            contractor   | /reimbursement/claims/not-an-id                              | 404 | CLAIM_NOT_FOUND
            commissioner | /reimbursement/claims/00000000-0000-4000-8000-000000000000   | 403 | NOT_PERMITTED
            """)
    void a_refusal_has_its_status_and_its_code(String persona, String path, int status, String code) {
        HttpResponse<String> answer = Service.running().get(path, persona);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(code);
    }
}
