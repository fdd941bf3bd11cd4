// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what this device remembers; what all who ask the {@link FaceCache} share. Thread safe. */
public interface RememberedFaces {

    Optional<FaceEntry> find(String key);

    /** Every remembered face, most recently seen first. */
    List<FaceEntry> list();

    /** The key a face goes by now: another one when the cloud showed that two keys were one face. */
    String current(String key);

    /** How its keys are called where others keep them too. */
    DeviceKeys deviceKeys();

    /** A time of this cache as the machine's clock tells it now, to be shown. */
    Instant timeOfDay(Instant time);

    /** Euclidean distance below which two embeddings are one person. */
    double sameFaceDistance();

    /** Counts since the start. */
    CacheCounts counts();
}
