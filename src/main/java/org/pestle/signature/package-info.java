/**
 * Is a prescription signed, over exactly this content, by a trusted certificate that was valid when it signed? The
 * signed text of the national service, the checks in their order, and the verdict: valid, invalid or undetermined.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "problems"})
package org.pestle.signature;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
