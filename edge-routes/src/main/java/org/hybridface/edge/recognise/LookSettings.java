// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.time.Duration;
import org.hybridface.vision.TrackerSettings;

/**
 * @param tracking how faces are followed
 * @param patience how long a face that nobody knows is looked at before it gets its key and the cloud is asked with its best photo
 */
public record LookSettings(TrackerSettings tracking, Duration patience) {

    public LookSettings {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("face.patience is " + patience + ": give 0 or more, for example 700ms");
        }
    }
}
