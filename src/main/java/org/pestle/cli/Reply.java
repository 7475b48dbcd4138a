package org.pestle.cli;

import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the service answered.
 *
 * @param call what was asked
 * @param status HTTP status
 * @param body as received
 * @param took from sending to the last byte
 */
public record Reply(ServiceCall call, int status, byte[] body, Duration took) {
    /** Whether the service did what was asked. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** This reply, if it is a yes; a no ends the command. */
    public Reply orRefused() {
        if (!ok()) {
            throw new ServiceRefused(this);
        }
        return this;
    }

    /** The body as JSON; an empty object if it is something else. */
    public JsonNode json() {
        try {
            return Json.read(body);
        } catch (tools.jackson.core.JacksonException notJson) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** Whole milliseconds from sending to the last byte. */
    long millis() {
        return took.toMillis();
    }
}
