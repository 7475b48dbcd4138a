package org.pestle.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pestle.access.FhirAddresses;
import org.pestle.exchange.Answer;
import org.pestle.problems.Finding;
import org.pestle.problems.Outage;
import org.pestle.problems.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;

/**
 * The answer to what went wrong with a call: an OperationOutcome on the FHIR interfaces, problem details (RFC 9457) on
 * the others. Nothing of the inside is told: of a fault the caller learns that there was one, the log its class and
 * place.
 */
@Component
class InterfaceErrors {
    static final int UNAVAILABLE = 503;
    static final String RETRY_AFTER_SECONDS = "5";

    private static final Logger LOG = LoggerFactory.getLogger(InterfaceErrors.class);
    private static final List<String> OTHER_INTERFACES = List.of("/reimbursement");

    private final OutcomeWriter outcomes;

    InterfaceErrors(OutcomeWriter outcomes) {
        this.outcomes = outcomes;
    }

    /** Whether a call is one of an interface; the others are pages. */
    static boolean isInterface(HttpServletRequest request) {
        return isFhir(request) || OTHER_INTERFACES.stream().anyMatch(request.getRequestURI()::startsWith);
    }

    private static boolean isFhir(HttpServletRequest request) {
        return FhirAddresses.contain(request.getRequestURI());
    }

    /** What an exception means to the caller. */
    Finding finding(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyLimit.TooLarge) {
                return Finding.of(Problem.MESSAGE_TOO_LARGE);
            }
        }
        if (thrown instanceof AccessDeniedException) {
            return Finding.of(Problem.NOT_PERMITTED);
        }
        if (thrown instanceof AuthenticationException) {
            return Finding.of(Problem.ACCESS_DENIED);
        }
        if (thrown instanceof HttpMessageNotReadableException) {
            return Finding.of(Problem.INVALID_JSON, "The body is not JSON or not of the form that this call takes");
        }
        if (thrown instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            return Finding.of(
                    switch (response.getStatusCode().value()) {
                        case 404 -> Problem.NO_SUCH_ADDRESS;
                        case 405 -> Problem.METHOD_NOT_ALLOWED;
                        case 406 -> Problem.NOT_ACCEPTABLE;
                        case 413 -> Problem.MESSAGE_TOO_LARGE;
                        case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
                        default -> Problem.INVALID_VALUE;
                    });
        }
        if (Outage.caused(thrown)) {
            LOG.warn("a call found no database: {}", thrown.getClass().getName());
            return Finding.of(Problem.SERVICE_UNAVAILABLE);
        }
        LOG.error("a call failed: {} at {}", thrown.getClass().getName(), place(thrown));
        return Finding.of(Problem.INTERNAL_ERROR);
    }

    /** Writes the answer, unless one is on its way already. */
    void answer(HttpServletRequest request, HttpServletResponse response, Finding finding) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        if (isFhir(request)) {
            Answer answer = outcomes.answer(List.of(finding));
            write(response, answer.status(), answer.contentType(), answer.body());
        } else {
            Problem problem = finding.problem();
            String body = """
                    {"type":"about:blank","title":"%s","status":%d,"detail":"%s","code":"%s"}
                    """.formatted(problem.title(), problem.httpStatus(), problem.whatToDo(), problem.code());
            write(response, problem.httpStatus(), "application/problem+json", body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(HttpServletResponse response, int status, String contentType, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setContentType(contentType);
        if (status == UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.getOutputStream().write(body);
    }

    private static String place(Throwable thrown) {
        for (StackTraceElement element : thrown.getStackTrace()) {
            if (element.getClassName().startsWith("org.pestle.")) {
                return element.toString();
            }
        }
        return thrown.getStackTrace().length == 0 ? "?" : thrown.getStackTrace()[0].toString();
    }
}
