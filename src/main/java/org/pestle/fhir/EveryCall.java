package org.pestle.fhir;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Comes before everything else, the check of the token included: mirrors the ids of a call, limits its body, and
 * answers for whatever fails where no controller could.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class EveryCall extends OncePerRequestFilter {
    private static final List<String> MIRRORED = List.of(RequestIds.HEADER, "X-Correlation-ID");
    private static final Pattern MIRRORABLE = Pattern.compile("[\\x21-\\x7E]{1,100}");

    private final InterfaceErrors errors;

    EveryCall(InterfaceErrors errors) {
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        for (String header : MIRRORED) {
            String value = request.getHeader(header);
            if (value != null && MIRRORABLE.matcher(value).matches()) {
                response.setHeader(header, value);
            }
        }
        if (!InterfaceErrors.isInterface(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            chain.doFilter(new BodyLimit(request), response);
        } catch (ServletException | IOException | RuntimeException failed) {
            errors.answer(request, response, errors.finding(failed));
        }
    }
}
