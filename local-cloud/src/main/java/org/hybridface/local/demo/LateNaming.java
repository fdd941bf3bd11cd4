// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Part of the story: somebody from the pool gets a name while the camera runs, and the name reaches the screen by way of the
 * table's stream. Who stands behind a key is read from the scene's answer sheet.
 */
final class LateNaming {

    private final String person;
    private final String thing;
    private final Path record;
    private final Truth truth;
    private final Registrar registrar;
    private boolean done;

    LateNaming(String person, String thing, Path record, Truth truth, Registrar registrar) {
        this.person = person;
        this.thing = thing;
        this.record = record;
        this.truth = truth;
        this.registrar = registrar;
    }

    /**
     * Names the person once the pool has the face.
     *
     * @return what was done, once, in words
     */
    Optional<String> tryOnce() {
        if (done) {
            return Optional.empty();
        }
        List<RecordedFrame> frames = RecordedFrame.readAll(record);
        for (Map.Entry<String, String> holder : truth.personByKey(frames).entrySet()) {
            if (holder.getValue().equals(person)) {
                Optional<String> face = registrar.unnamedFace(thing, holder.getKey());
                if (face.isPresent()) {
                    registrar.name(face.get(), person);
                    done = true;
                    return Optional.of("somebody puts the name " + person + " into the table for the face of "
                            + holder.getKey());
                }
            }
        }
        return Optional.empty();
    }
}
