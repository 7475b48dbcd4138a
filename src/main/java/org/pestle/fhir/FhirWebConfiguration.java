package org.pestle.fhir;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What stands before the FHIR controllers. */
@Configuration(proxyBeanMethods = false)
class FhirWebConfiguration implements WebMvcConfigurer {
    private final ReceivedResolver received;
    private final FhirCallRules rules;

    FhirWebConfiguration(ReceivedResolver received, FhirCallRules rules) {
        this.received = received;
        this.rules = rules;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(received);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(rules)
                .addPathPatterns(FhirBases.patterns())
                .excludePathPatterns(FhirBases.openPatterns());
    }
}
