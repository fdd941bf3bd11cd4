package org.hybridface.edge.frame;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hybridface.vision.Box;

/**
 * A face in a frame as the device knows it right now: what is drawn, recorded and published.
 *
 * @param key        the device's key, for example {@code User001}
 * @param name       the person's name, once the cloud said it
 * @param state      {@code pending}, {@code enrolled}, {@code named} or {@code rejected}
 * @param similarity 0 to 100, from the cloud's answer
 * @param box        where, in pixels of the frame
 */
public record SeenFace(String key, Optional<String> name, String state, OptionalDouble similarity, Box box) {

    /** What to write beside the face: the name when there is one, else the key. */
    public String label() {
        return name.orElse(key);
    }
}
