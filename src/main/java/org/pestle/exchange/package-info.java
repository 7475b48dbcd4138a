/**
 * Every write that was received: its id, who sent it, the digest of its body and the answer it got. A message that is
 * sent again gets the stored answer and has no second effect.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "problems", "access", "audit"})
package org.pestle.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
