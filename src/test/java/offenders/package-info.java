/**
 * Planted offenders: each breaks one rule, so that a test can show that the rule would notice. No part of the service,
 * and outside its packages so that nothing finds them by scanning.
 */
package offenders;
