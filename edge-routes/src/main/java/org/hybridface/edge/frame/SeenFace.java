// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.frame;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hybridface.vision.Box;

/**
 * A face in a frame as the device knows it right now: what is drawn, recorded and published.
 *
 * @param key        the device's key, for example {@code User001}
 * @param name       the person's name, once the cloud said it
 * @param state      {@code pending}, {@code enrolled}, {@code named} or {@code rejected}; {@code probable} when the key is not certain
 * @param similarity 0 to 100, from the cloud's answer
 * @param box        where, in pixels of the frame
 * @param probably   what the person of this key is called, when it is only probably this one; then there is no name
 */
public record SeenFace(String key, Optional<String> name, String state, OptionalDouble similarity, Box box, Optional<String> probably) {

    /** The state of a face that is near to two people: shown, and never told to others as certain. */
    public static final String PROBABLE = "probable";

    /** A face the device is sure of. */
    public SeenFace(String key, Optional<String> name, String state, OptionalDouble similarity, Box box) {
        this(key, name, state, similarity, box, Optional.empty());
    }

    /** @param called the name of the person it probably is, or the key when there is none */
    public static SeenFace probably(String key, String called, Box box) {
        return new SeenFace(key, Optional.empty(), PROBABLE, OptionalDouble.empty(), box, Optional.of(called));
    }

    /** What to write beside the face: the name when there is one, else the key; {@code probably Ada} when that is all one can say. */
    public String label() {
        return probably.map(called -> "probably " + called).or(() -> name).orElse(key);
    }
}
