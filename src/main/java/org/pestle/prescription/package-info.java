/**
 * The record of a prescription: what was ordered and signed, its issues and items, the tables that say how their status
 * may change, and the history of every change.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "problems", "access", "audit", "exchange", "signature", "routing"})
package org.pestle.prescription;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
