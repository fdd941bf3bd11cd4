// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** What a face looks like to a model: a vector of length one. Immutable. */
public final class LookVector {

    /** Longest vector: twice that of any face model in use. */
    public static final int MOST_VALUES = 1024;

    /** How far from one the length may be: what 1,024 numbers of 24 bits and a mean of them lose is far less. */
    private static final double LENGTH_TOLERANCE = 1e-3;

    private final float[] values;

    /** @throws InvalidMessageException when it is empty or too long, not finite, or not of length one */
    public LookVector(float[] values) {
        this.values = values.clone();
        if (values.length == 0 || values.length > MOST_VALUES) {
            throw new InvalidMessageException("a vector has " + values.length + " values instead of 1 to " + MOST_VALUES);
        }
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        // Also false for what is not a number.
        if (!(Math.abs(Math.sqrt(squares) - 1) <= LENGTH_TOLERANCE)) {
            throw new InvalidMessageException("a vector is not of length one");
        }
    }

    /** A copy. */
    public float[] values() {
        return values.clone();
    }

    public int size() {
        return values.length;
    }

    /** The numbers as IEEE 754 singles, most significant byte first, in base64. */
    String toText() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** @throws InvalidMessageException when {@link #toText} cannot have written it */
    static LookVector fromText(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException("a vector is not in base64");
        }
        if (bytes.length % Float.BYTES != 0) {
            throw new InvalidMessageException("a vector ends within a number");
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return new LookVector(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LookVector that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "LookVector[" + values.length + "]";
    }
}
