package org.hybridface.vision;

import java.util.Arrays;

/** A face as a vector. Immutable; carries its model's id, since vectors of two models have nothing to do with each other. */
public final class Embedding {

    private final String modelId;
    private final float[] values;

    public Embedding(String modelId, float[] values) {
        this.modelId = modelId;
        this.values = values.clone();
    }

    public String modelId() {
        return modelId;
    }

    /** A copy of the vector. */
    public float[] values() {
        return values.clone();
    }

    /**
     * Euclidean distance.
     *
     * @throws IllegalArgumentException when the other one comes from another model
     */
    public double distance(Embedding other) {
        if (!modelId.equals(other.modelId) || values.length != other.values.length) {
            throw new IllegalArgumentException(
                    "an embedding of " + modelId + " cannot be compared with one of " + other.modelId);
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
