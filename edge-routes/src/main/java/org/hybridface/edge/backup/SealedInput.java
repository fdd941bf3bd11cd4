// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.backup;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.store.UnsealException;

/** Reads what {@link SealedOutput} wrote; a piece that is damaged, missing or in another place is an {@link IOException}. */
final class SealedInput extends InputStream {

    private static final int MOST_SEALED = SealedOutput.PIECE_BYTES + 1024;

    private final DataInputStream in;
    private final Sealer sealer;
    private byte[] piece = new byte[0];
    private int at;
    private long number;
    private boolean last;

    SealedInput(InputStream in, Sealer sealer) {
        this.in = new DataInputStream(in);
        this.sealer = sealer;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (at == piece.length) {
            if (last) {
                return -1;
            }
            next();
        }
        int part = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, offset, part);
        at += part;
        return part;
    }

    private void next() throws IOException {
        byte[] sealed;
        try {
            int length = in.readInt();
            if (length < 0 || length > MOST_SEALED) {
                throw new IOException("the file is damaged");
            }
            sealed = in.readNBytes(length);
        } catch (EOFException e) {
            throw new IOException("the file is cut off", e);
        }
        last = in.available() == 0;
        try {
            piece = sealer.open(sealed, SealedOutput.place(number, last));
        } catch (UnsealException e) {
            throw new IOException(number == 0 ? "the password is another one, or the file is damaged" : "the file is damaged or cut off", e);
        }
        number++;
        at = 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
