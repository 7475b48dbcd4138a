package offenders;

import org.hl7.fhir.r4.model.Bundle;

/** Knows FHIR outside the edge. */
public record KnowsFhir(Bundle bundle) {}
