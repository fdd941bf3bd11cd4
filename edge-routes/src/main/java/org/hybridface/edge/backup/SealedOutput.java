// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.backup;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.hybridface.edge.store.Sealer;

/** Seals a stream in pieces, so that a backup of any size needs little memory. Each piece knows its place and the last one that it is the last. */
final class SealedOutput extends OutputStream {

    static final int PIECE_BYTES = 1 << 20;

    private final DataOutputStream out;
    private final Sealer sealer;
    private final byte[] piece = new byte[PIECE_BYTES];
    private int filled;
    private long number;
    private boolean closed;

    SealedOutput(OutputStream out, Sealer sealer) {
        this.out = new DataOutputStream(out);
        this.sealer = sealer;
    }

    /** What a piece is sealed as. */
    static String place(long number, boolean last) {
        return "backup " + number + (last ? " last" : "");
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (filled == PIECE_BYTES) {
                put(false);
            }
            int part = Math.min(left, PIECE_BYTES - filled);
            System.arraycopy(bytes, at, piece, filled, part);
            filled += part;
            at += part;
            left -= part;
        }
    }

    private void put(boolean last) throws IOException {
        byte[] sealed = sealer.seal(Arrays.copyOf(piece, filled), place(number++, last));
        out.writeInt(sealed.length);
        out.write(sealed);
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            put(true);
            out.close();
        }
    }
}
