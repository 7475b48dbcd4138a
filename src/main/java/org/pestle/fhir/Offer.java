package org.pestle.fhir;

import java.time.Clock;
import java.util.List;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What this service offers at its bases, as the running code has it. */
@Component
class Offer {
    private final ObjectProvider<RequestMappingHandlerMapping> controllers;
    private final List<MessageHandler> handlers;
    private final Clock clock;

    Offer(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> controllers,
            List<MessageHandler> handlers,
            Clock clock) {
        this.controllers = controllers;
        this.handlers = handlers;
        this.clock = clock;
    }

    CapabilityStatement of(String base, String version) {
        return Capabilities.of(base, Address.of(controllers.getObject()), handlers, version, clock.instant());
    }
}
