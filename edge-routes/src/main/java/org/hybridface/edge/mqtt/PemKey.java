// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a private key in PEM: PKCS#8 (RSA or elliptic curve), and the PKCS#1 form in which AWS IoT hands out RSA keys. */
final class PemKey {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");

    /** DER of INTEGER 0 and the algorithm identifier rsaEncryption (RFC 8017, appendix A.1), as PKCS#8 wants them before the key. */
    private static final byte[] RSA_HEADER = {0x02, 0x01, 0x00,
        0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00};
    private static final byte SEQUENCE = 0x30;
    private static final byte OCTET_STRING = 0x04;

    private PemKey() {
    }

    /** @throws GeneralSecurityException when the text holds no such key; the message says what it holds */
    static PrivateKey parse(String pem) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new GeneralSecurityException("it holds no '-----BEGIN PRIVATE KEY-----' block");
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("its base64 is damaged");
        }
        return switch (block.group(1)) {
            case "PRIVATE KEY" -> pkcs8(der);
            case "RSA PRIVATE KEY" -> pkcs8(wrapRsa(der));
            default -> throw new GeneralSecurityException("it holds a '" + block.group(1)
                    + "'; convert it with: openssl pkcs8 -topk8 -nocrypt -in <old> -out <new>");
        };
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                // The next algorithm may fit; the key does not say its own name in a simpler way.
            }
        }
        throw new GeneralSecurityException("it is neither an RSA nor an elliptic curve key, or it is damaged");
    }

    private static byte[] wrapRsa(byte[] pkcs1) {
        byte[] key = der(OCTET_STRING, pkcs1);
        return der(SEQUENCE, ByteBuffer.allocate(RSA_HEADER.length + key.length).put(RSA_HEADER).put(key).array());
    }

    private static byte[] der(byte tag, byte[] content) {
        // Two length bytes are enough for every RSA key up to 64 KB.
        return ByteBuffer.allocate(4 + content.length)
                .put(tag).put((byte) 0x82).putShort((short) content.length).put(content).array();
    }
}
