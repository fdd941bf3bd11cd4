// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A face as a vector. Immutable; carries its model's id, since vectors of two models have nothing to do with each other.
 */
public final class Embedding {

    private final String modelId;
    private final float[] values;
    private final OptionalDouble strength;

    /** Of unknown strength, as one that was stored or is a mean. */
    public Embedding(String modelId, float[] values) {
        this(modelId, values.clone(), OptionalDouble.empty());
    }

    private Embedding(String modelId, float[] values, OptionalDouble strength) {
        this.modelId = modelId;
        this.values = values;
        this.strength = strength;
    }

    /**
     * Scales what a net answered to length one and keeps its length as {@link #strength}.
     *
     * @throws IllegalArgumentException when the vector has no direction: all zero, or not finite
     */
    public static Embedding ofUnitLength(String modelId, float[] raw) {
        double squares = 0;
        for (float value : raw) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("a vector of length " + length + " says nothing about a face");
        }
        float[] scaled = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            scaled[i] = (float) (raw[i] / length);
        }
        return new Embedding(modelId, scaled, OptionalDouble.of(length));
    }

    public String modelId() {
        return modelId;
    }

    /** A copy of the vector. */
    public float[] values() {
        return values.clone();
    }

    /**
     * The length of the net's own vector before it was scaled to length one: a measure of how good the look was, the longer the
     * better. {@link ModelLines#poorStrength} says from where on it is poor. Not part of what makes two embeddings equal.
     */
    public OptionalDouble strength() {
        return strength;
    }

    /** Whether both come from one model: a jar may bring another one and forget to give it another id. */
    public boolean isComparableWith(Embedding other) {
        return modelId.equals(other.modelId) && values.length == other.values.length;
    }

    /**
     * Euclidean distance.
     *
     * @throws IllegalArgumentException when the two are not comparable
     */
    public double distance(Embedding other) {
        if (!isComparableWith(other)) {
            throw new IllegalArgumentException("%d numbers of %s cannot be compared with %d of %s"
                    .formatted(values.length, modelId, other.values.length, other.modelId));
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double difference = values[i] - other.values[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && modelId.equals(that.modelId) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Embedding[" + modelId + ", " + values.length + "]";
    }
}
