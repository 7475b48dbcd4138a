/**
 * The words of the field as values: an NHS number, a prescription id, an amount of money, a day in London. A value that
 * exists is right; a wrong one cannot be made. No Spring, no SQL, no FHIR.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.pestle.values;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
