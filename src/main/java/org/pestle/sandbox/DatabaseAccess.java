package org.pestle.sandbox;

/**
 * How to reach a database.
 *
 * @param url JDBC address
 */
public record DatabaseAccess(String url, String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
