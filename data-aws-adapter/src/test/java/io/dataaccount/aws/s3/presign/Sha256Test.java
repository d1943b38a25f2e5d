package io.dataaccount.aws.s3.presign;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.testkit.contract.SeededRandom;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** Keys with lengths around that of a block, because longer keys are hashed first. */
    @Test
    void hmac_isWhatTheJdkGives() throws GeneralSecurityException {
        Random random = SeededRandom.random("hmac_isWhatTheJdkGives");
        Sha256 sha256 = new Sha256();
        for (int length = 1; length < 200; length++) {
            byte[] key = new byte[length];
            byte[] text = new byte[random.nextInt(300)];
            random.nextBytes(key);
            random.nextBytes(text);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            assertThat(sha256.hmac(key, text)).as("a key of %d bytes", length).isEqualTo(mac.doFinal(text));
        }
    }
}
