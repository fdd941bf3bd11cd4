// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptKeyTest {

    private static final byte[] RECEIPT = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatItSignsTheOtherHalfOfThePairVerifies() throws GeneralSecurityException {
        KeyPair pair = pair("Ed25519");
        String signature = ReceiptKey.parse(base64(pair)).orElseThrow().sign(RECEIPT);

        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(pair.getPublic());
        verifier.update(RECEIPT);
        assertThat(verifier.verify(Base64.getDecoder().decode(signature))).isTrue();
    }

    @Test
    void aStackWithoutOneSignsNothing() {
        assertThat(ReceiptKey.parse("none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64", "AAAA", "MA=="})
    void whatIsNoKeyIsRefusedAtTheStart(String text) {
        assertThatThrownBy(() -> ReceiptKey.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("openssl genpkey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "X25519"})
    void aKeyOfAnotherAlgorithmIsRefusedAtTheStart(String algorithm) throws GeneralSecurityException {
        String text = base64(pair(algorithm));

        assertThatThrownBy(() -> ReceiptKey.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not an Ed25519 key")
                .hasMessageNotContaining(text);
    }

    @Test
    void aKeyThatWasCutIsRefusedAtTheStart() throws GeneralSecurityException {
        byte[] der = pair("Ed25519").getPrivate().getEncoded();
        String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(der, der.length - 3));

        assertThatThrownBy(() -> ReceiptKey.parse(cut)).isInstanceOf(IllegalArgumentException.class);
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }

    private static String base64(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    }
}
