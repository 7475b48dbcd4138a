package org.pestle.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may call which address, worked out from {@link AccessTable} and the addresses of each {@link Operation}. An
 * address that answers but is no operation is denied; one where nothing answers is let through to be told so.
 */
final class PathAccess implements AuthorizationManager<RequestAuthorizationContext> {
    private record Rule(PathPatternRequestMatcher address, Set<Role> roles) {}

    private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);
    private static final AuthorizationDecision DENIED = new AuthorizationDecision(false);

    private final List<Rule> rules;
    private final RequestMappingHandlerMapping controllers;

    PathAccess(RequestMappingHandlerMapping controllers) {
        this.controllers = controllers;
        this.rules = rules();
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> authentication, RequestAuthorizationContext context) {
        if (!(authentication.get() instanceof CallerToken token)) {
            return DENIED;
        }
        HttpServletRequest request = context.getRequest();
        boolean isOperation = false;
        for (Rule rule : rules) {
            if (rule.address().matches(request)) {
                if (rule.roles().contains(token.getPrincipal().role())) {
                    return GRANTED;
                }
                isOperation = true;
            }
        }
        return isOperation || answers(request) ? DENIED : GRANTED;
    }

    private boolean answers(HttpServletRequest request) {
        try {
            return controllers.getHandler(request) != null;
        } catch (HttpRequestMethodNotSupportedException otherMethod) {
            return false;
        } catch (Exception otherwiseUnsuitable) {
            return true;
        }
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            AccessTable.rows().stream()
                    .filter(row -> row.operation() == operation)
                    .map(AccessTable.Row::role)
                    .forEach(roles::add);
            for (String path : operation.paths()) {
                rules.add(new Rule(
                        PathPatternRequestMatcher.pathPattern(HttpMethod.valueOf(operation.method()), path), roles));
            }
        }
        return rules;
    }
}
