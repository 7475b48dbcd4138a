package org.pestle.signature;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The subject of a signer's certificate, such as {@code CN=555253517102_RANDOM_USERM}. */
public final class SignerName {
    private static final Pattern USER_ID = Pattern.compile("(\\d{12})(?!\\d).*", Pattern.DOTALL);

    private SignerName() {}

    /**
     * The SDS user id at the beginning of the common name; empty if it does not begin with twelve digits.
     *
     * @param subject distinguished name, RFC 2253
     */
    public static Optional<String> userId(String subject) {
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .filter(String.class::isInstance)
                            .map(value -> USER_ID.matcher((String) value))
                            .filter(Matcher::matches)
                            .map(matcher -> matcher.group(1))
                            .findFirst();
        } catch (InvalidNameException notAName) {
            return Optional.empty();
        }
    }
}
