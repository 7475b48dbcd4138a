package org.pestle.sandbox;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The memory of the stand-in for PDS: nominations that were changed by JSON Patch are answered from then on, with an
 * ETag that rises. Stubs whose name begins with {@code change of a patient} are changes; all others answer as they say.
 */
public final class RememberingPatients implements ResponseTransformerV2 {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CHANGE = "change of a patient";

    private final Map<String, Kept> patients = new ConcurrentHashMap<>();

    /** A Patient as it was served last. */
    private record Kept(ObjectNode patient, int version) {
        String tag() {
            return "W/\"" + version + "\"";
        }
    }

    @Override
    public String getName() {
        return "remembering-patients";
    }

    /** Makes everything as the files have it. */
    public void forget() {
        patients.clear();
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        Request request = event.getRequest();
        String path = request.getUrl();
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (request.getMethod().equals(RequestMethod.PATCH)) {
            String stub = String.valueOf(event.getStubMapping().getName());
            return stub.startsWith(CHANGE) ? change(response, id, request) : response;
        }
        return response.getStatus() == 200 && response.getFault() == null ? served(response, id) : response;
    }

    private Response served(Response response, String id) {
        ObjectNode patient = patientIn(response.getBodyAsString());
        if (!patient.path("id").asString("").equals(id)) {
            return response;
        }
        return answer(response, patients.computeIfAbsent(id, ignored -> new Kept(patient, 1)));
    }

    private Response change(Response response, String id, Request request) {
        Kept kept = patients.get(id);
        if (kept == null || !kept.tag().equals(request.getHeader("If-Match"))) {
            return refused(response, 412);
        }
        ArrayNode extensions = kept.patient().withArray("extension").deepCopy();
        for (JsonNode operation : JSON.readTree(request.getBodyAsString())) {
            if (!apply(operation, extensions)) {
                return refused(response, 400);
            }
        }
        ObjectNode patient = kept.patient().deepCopy();
        patient.set("extension", extensions);
        Kept changed = new Kept(patient, kept.version() + 1);
        patients.put(id, changed);
        return answer(response, changed);
    }

    private static boolean apply(JsonNode operation, ArrayNode extensions) {
        String path = operation.path("path").asString("");
        JsonNode value = operation.path("value");
        if (operation.path("op").asString("").equals("add") && path.equals("/extension/-")) {
            extensions.add(value);
            return true;
        }
        if (!path.matches("/extension/\\d{1,2}")) {
            return false;
        }
        int index = Integer.parseInt(path.substring("/extension/".length()));
        if (index >= extensions.size()) {
            return false;
        }
        switch (operation.path("op").asString("")) {
            case "test" -> {
                return extensions.get(index).equals(value);
            }
            case "replace" -> extensions.set(index, value);
            case "remove" -> extensions.remove(index);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static ObjectNode patientIn(String body) {
        try {
            return JSON.readTree(body) instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (JacksonException garbage) {
            return JSON.createObjectNode();
        }
    }

    private static Response answer(Response response, Kept kept) {
        return Response.Builder.like(response)
                .but()
                .headers(new HttpHeaders(
                        HttpHeader.httpHeader("Content-Type", "application/fhir+json; charset=utf-8"),
                        HttpHeader.httpHeader("ETag", kept.tag())))
                .body(JSON.writeValueAsString(kept.patient()))
                .build();
    }

    private static Response refused(Response response, int status) {
        return Response.Builder.like(response).but().status(status).body("{}").build();
    }
}
