package org.pestle.dispensing;

import org.pestle.signature.SignatureCheck;
import org.pestle.signature.SignatureVerdict;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ties the module to the signature check, and makes its settings known. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DispensingSettings.class, ReturnSettings.class})
class DispensingConfiguration {
    @Bean
    StoredSignatures storedSignatures(SignatureCheck check) {
        return new StoredSignatures() {
            @Override
            public SignatureVerdict check(OpenedMessage message) {
                return check.checkAgain(message.content(), message.signatures());
            }

            @Override
            public boolean areCertain() {
                return check.isCertain();
            }
        };
    }
}
