/** The migration of the night's own tables, which a library brings as a script; Flyway finds it beside those in SQL. */
@NullMarked
package db.migration.jobs;

import org.jspecify.annotations.NullMarked;
