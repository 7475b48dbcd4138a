package org.pestle.testing;

import java.net.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a cancellation was answered over HTTP.
 *
 * @param said HTTP status, then status and code of the item; or type and code of the first issue
 * @param dispenser organisation code of the dispenser that the answer names, or empty
 */
public record CancelReply(String said, String dispenser) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads a Bundle or an OperationOutcome. */
    public static CancelReply of(HttpResponse<String> answer) {
        ObjectNode body = (ObjectNode) JSON.readTree(answer.body());
        if (body.path("resourceType").asString().equals("Bundle")) {
            ObjectNode item = MadeOrder.resource(body, "MedicationRequest");
            return new CancelReply(
                    answer.statusCode() + " " + item.path("status").asString() + " " + code(item),
                    item.at("/dispenseRequest/performer/identifier/value").asString(""));
        }
        ObjectNode issue = (ObjectNode) body.path("issue").path(0);
        return new CancelReply(
                answer.statusCode() + " " + issue.path("code").asString() + " "
                        + issue.at("/details/coding/0/code").asString(""),
                "");
    }

    /** The response code that an item of an answer carries. */
    public static String code(ObjectNode item) {
        return item.path("extension")
                .valueStream()
                .filter(extension -> extension.path("url").asString().endsWith("PrescriptionStatusHistory"))
                .map(extension -> extension.at("/extension/0/valueCoding/code").asString(""))
                .findFirst()
                .orElse("");
    }
}
