// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import org.hybridface.messages.AesGcm;

/**
 * Encrypts and authenticates bytes. Sealed bytes are: format (1 byte), and what {@link AesGcm} makes. Thread safe.
 */
public final class Sealer {

    private static final byte[] HEADER = {1};

    private final SecretKey key;

    public Sealer(SecretKey key) {
        this.key = key;
    }

    /** @param place what these bytes are, for example a file name; they open under that place only */
    public byte[] seal(byte[] plain, String place) {
        return AesGcm.seal(key, HEADER, front -> place.getBytes(StandardCharsets.UTF_8), plain);
    }

    /** @throws UnsealException when one bit differs from what was sealed, or key or place do */
    public byte[] open(byte[] sealed, String place) throws UnsealException {
        if (sealed.length < HEADER.length + AesGcm.OVERHEAD_BYTES || sealed[0] != HEADER[0]) {
            throw new UnsealException("not sealed by this program");
        }
        return AesGcm.open(key, HEADER.length, front -> place.getBytes(StandardCharsets.UTF_8), sealed)
                .orElseThrow(() -> new UnsealException("damaged, or sealed with another key"));
    }
}
