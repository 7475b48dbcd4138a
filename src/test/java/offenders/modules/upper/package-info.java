/** May use the lower module. */
@ApplicationModule(allowedDependencies = {"lower"})
package offenders.modules.upper;

import org.springframework.modulith.ApplicationModule;
