package org.pestle.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.CurrentCaller;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands controllers the call they take: its id, its caller, its body. */
@Component
class ReceivedResolver implements HandlerMethodArgumentResolver {
    private final CurrentCaller callers;

    ReceivedResolver(CurrentCaller callers) {
        this.callers = callers;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Received.class;
    }

    @Override
    public Received resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not an HTTP call");
        }
        UUID requestId = RequestIds.of(request)
                .orElseThrow(() -> new IllegalStateException("the interceptor lets no call in without an id"));
        return new Received(requestId, callers.get(), request.getInputStream().readAllBytes());
    }
}
