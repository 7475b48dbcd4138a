/**
 * What a claim is worth: everything is looked up first, then a pure calculation follows the rules one by one and keeps
 * each step, so that every penny can be explained.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"values", "problems", "access", "audit", "prescription", "dispensing", "claim", "tariff"
        })
package org.pestle.pricing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
