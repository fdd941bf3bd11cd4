// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.hybridface.edge.cache.EditedFaces;
import org.hybridface.edge.correction.CorrectionBox;
import org.hybridface.edge.mqtt.SendingPace;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.DeviceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the cloud the corrections that it has not heard of, one after the other, also after a restart. Used by one thread. */
public final class KeptCorrections {

    private static final String CORRECTION = "correction";
    private static final Logger LOG = LoggerFactory.getLogger(KeptCorrections.class);

    private final CorrectionBox box;
    private final MadeCorrections made;
    private final EditedFaces cache;
    private final BooleanSupplier connected;
    private final SendingPace pace;

    /**
     * @param connected whether the cloud can be told now, and may be: without {@code cloud.naming} a device has no right to
     * @param clock     a steady one
     */
    KeptCorrections(CorrectionBox box, MadeCorrections made, EditedFaces cache, BooleanSupplier connected, Clock clock) {
        this.box = box;
        this.made = made;
        this.cache = cache;
        this.connected = connected;
        this.pace = new SendingPace(clock);
    }

    /** The next message, also as the property that the route to the cloud reads; null when there is none, or none can go now. */
    public byte[] next(Exchange exchange) throws IOException {
        if (!connected.getAsBoolean() || !pace.isDue()) {
            return null;
        }
        Optional<Correction> next = box.next();
        next.ifPresent(correction -> {
            pace.underway();
            exchange.setProperty(CORRECTION, correction);
            exchange.setProperty(EditAnswers.TELL_CLOUD, correction.toJson());
        });
        return next.map(Correction::toJson).orElse(null);
    }

    /** The broker has it. */
    public void noteTold(Exchange exchange) throws IOException {
        Correction correction = exchange.getProperty(CORRECTION, Correction.class);
        box.sent(correction.id());
        made.told(correction.id());
        pace.taken();
        done(cache, correction);
        LOG.info("event=correction-sent-later {}", correction);
    }

    /** What the device may do only once the cloud can know: ask again whom it took for somebody else. Otherwise the cloud would say the same, and be paid for it. */
    static void done(EditedFaces cache, Correction correction) {
        if (correction.act() instanceof Act.NotThisPerson not) {
            cache.notThisPerson(cache.current(DeviceKey.parse(not.key()).key()));
        }
    }
}
