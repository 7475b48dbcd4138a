package org.pestle.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a test makes the database do at a certain statement, and only for a while.
 *
 * @param owner of the database
 * @param when as SQL says it: {@code BEFORE INSERT ON table FOR EACH ROW}
 * @param does statements of PL/pgSQL
 */
public record PlantedTrigger(JdbcClient owner, String when, String does) {
    /** A fault. */
    public static PlantedTrigger fault(JdbcClient owner, String when) {
        return new PlantedTrigger(owner, when, "RAISE EXCEPTION 'planted';");
    }

    /** Does something while it is planted. */
    public void during(Runnable work) {
        owner.sql("CREATE FUNCTION planted_for_a_while() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + does
                        + " END $$; CREATE TRIGGER planted_for_a_while " + when
                        + " EXECUTE FUNCTION planted_for_a_while()")
                .update();
        try {
            work.run();
        } finally {
            owner.sql("DROP FUNCTION planted_for_a_while() CASCADE").update();
        }
    }
}
