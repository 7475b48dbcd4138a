package org.pestle.fhir;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;

/** What a base offers, as FHIR says it. */
final class Capabilities {
    private static final String OPERATIONS = "https://fhir.nhs.uk/OperationDefinition/";

    private Capabilities() {}

    /** The statement of a base. */
    static CapabilityStatement of(String base, String version, Instant now) {
        CapabilityStatement statement = new CapabilityStatement();
        statement.setStatus(PublicationStatus.ACTIVE);
        statement.setDateElement(new DateTimeType(now.toString()));
        statement.setKind(CapabilityStatementKind.INSTANCE);
        statement.getSoftware().setName("Pestle").setVersion(version);
        statement
                .getImplementation()
                .setDescription("Pestle, an electronic prescription service")
                .setUrl(base);
        statement.setFhirVersion(FHIRVersion._4_0_1);
        statement.setFormat(List.of(new CodeType("json")));
        CapabilityStatementRestComponent rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
        boolean prescribing = base.equals(FhirBases.PRESCRIBING) || base.equals(FhirBases.BOTH);
        boolean dispensing = base.equals(FhirBases.DISPENSING) || base.equals(FhirBases.BOTH);
        if (prescribing) {
            operation(rest, "prepare");
        }
        if (prescribing || dispensing) {
            operation(rest, "process-message");
        }
        if (dispensing) {
            rest.addResource().setType("Claim").addInteraction().setCode(TypeRestfulInteraction.CREATE);
            rest.addResource().setType("Task").addOperation().setName("release").setDefinition(OPERATIONS + "release");
        }
        if (base.equals(FhirBases.BOTH)) {
            rest.getResource().getLast().addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
        }
        return statement;
    }

    private static void operation(CapabilityStatementRestComponent rest, String name) {
        rest.addOperation().setName(name).setDefinition(OPERATIONS + name);
    }
}
