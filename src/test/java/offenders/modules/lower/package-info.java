/** May use nothing. */
@ApplicationModule(allowedDependencies = {})
package offenders.modules.lower;

import org.springframework.modulith.ApplicationModule;
