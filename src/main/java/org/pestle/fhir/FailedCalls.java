package org.pestle.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.pestle.access.CurrentCaller;
import org.pestle.access.RefusedCallRecord;
import org.springframework.core.Ordered;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Stands at the places where the framework tells of calls that failed or were not let in. */
@Component
class FailedCalls implements HandlerExceptionResolver, AuthenticationEntryPoint, AccessDeniedHandler, Ordered {
    private final InterfaceErrors errors;
    private final CurrentCaller callers;
    private final RefusedCallRecord record;

    FailedCalls(InterfaceErrors errors, CurrentCaller callers, RefusedCallRecord record) {
        this.errors = errors;
        this.callers = callers;
        this.record = record;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        if (!InterfaceErrors.isInterface(request)) {
            return null;
        }
        if (thrown instanceof AccessDeniedException refusal) {
            record.add(request, callers.get(), refusal);
        }
        try {
            errors.answer(request, response, errors.finding(thrown));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return new ModelAndView();
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        errors.answer(request, response, errors.finding(refusal));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        errors.answer(request, response, errors.finding(refusal));
    }
}
