package org.pestle.fhir;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * An address at which a controller answers.
 *
 * @param method the HTTP method
 * @param path with its base
 */
record Address(String method, String path) implements Comparable<Address> {
    private static final String VERSIONED = "/FHIR/R4";
    private static final List<String> OPEN = List.of("_ping", "_status", "metadata");

    /** What FHIR calls a call of an address. */
    enum Kind {
        OPERATION_OF_SYSTEM,
        OPERATION_OF_TYPE,
        CREATE,
        READ,
        SEARCH,
        TRANSACTION,
        /** Health, metadata and papers, of which a statement does not speak. */
        UNSTATED
    }

    /** Every address of these controllers. */
    static List<Address> of(RequestMappingHandlerMapping controllers) {
        return controllers.getHandlerMethods().keySet().stream()
                .flatMap(Address::of)
                .sorted()
                .toList();
    }

    private static Stream<Address> of(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                        .map(method -> new Address(method.name(), path)));
    }

    boolean isUnder(String base) {
        return path.equals(base) || path.startsWith(base + "/");
    }

    Kind kind() {
        String[] steps = steps();
        if (OPEN.contains(last()) || last().contains(".")) {
            return Kind.UNSTATED;
        }
        if (last().isEmpty()) {
            return Kind.TRANSACTION;
        }
        if (steps[steps.length - 1].startsWith("$")) {
            return steps.length == 1 ? Kind.OPERATION_OF_SYSTEM : Kind.OPERATION_OF_TYPE;
        }
        if (steps.length > 1) {
            return Kind.READ;
        }
        return method.equals("POST") ? Kind.CREATE : Kind.SEARCH;
    }

    /** The resource type of an address that has one. */
    String resourceType() {
        return steps()[0];
    }

    /** The last step, an operation without its sign. */
    String last() {
        String[] steps = steps();
        return steps[steps.length - 1].replace("$", "");
    }

    /** What comes after the base and the version. */
    private String[] steps() {
        String afterBase = path.substring(path.indexOf('/', 1) < 0 ? path.length() : path.indexOf('/', 1));
        String steps = afterBase.startsWith(VERSIONED) ? afterBase.substring(VERSIONED.length()) : afterBase;
        return (steps.startsWith("/") ? steps.substring(1) : steps).split("/", -1);
    }

    @Override
    public int compareTo(Address other) {
        return Comparator.comparing(Address::path)
                .thenComparing(Address::method)
                .compare(this, other);
    }
}
