// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.cache.SharedFaces;
import org.hybridface.edge.mqtt.SendingPace;
import org.hybridface.messages.FaceSeen;

/**
 * Tells the cloud which faces were recognised here without a question, so that this device hears of their names as well. A face is told of until the broker
 * has it, also after a restart. Used by one thread.
 */
public final class SightingReports {

    private static final String FACE = "faceSeen";

    private final SharedFaces cache;
    private final BooleanSupplier connected;
    private final SendingPace pace;

    /** @param clock a steady one */
    public SightingReports(SharedFaces cache, BooleanSupplier connected, Clock clock) {
        this.cache = cache;
        this.connected = connected;
        this.pace = new SendingPace(clock);
    }

    /** The next message; null when there is none, or none can go now. */
    public byte[] next(Exchange exchange) {
        if (!connected.getAsBoolean() || !pace.isDue()) {
            return null;
        }
        Optional<FaceEntry> next = cache.toSayToTheCloud();
        next.ifPresent(face -> {
            pace.underway();
            exchange.setProperty(FACE, face.key());
        });
        return next.map(face -> new FaceSeen(cache.deviceKeys().of(face.key()).toString(), face.faceId().orElseThrow(), face.answerVersion()).toJson()).orElse(null);
    }

    /** The broker has it. */
    public void noteTold(Exchange exchange) {
        cache.saidToTheCloud(exchange.getProperty(FACE, String.class));
        pace.taken();
    }
}
