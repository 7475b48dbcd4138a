/** What products and services are paid: Drug Tariff editions and rates, each with the months for which it holds. */
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "problems"})
package org.pestle.tariff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
