// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.hybridface.fuzz.Expected;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.Limits;
import org.hybridface.messages.Mailbox;
import org.hybridface.messages.ShadowUpdate;

/** Shadow documents: what the device reads of them, and what the local cloud makes of an update of any shape. */
public final class ShadowDocumentFuzz {

    private ShadowDocumentFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] json) {
        Expected.only(() -> Mailbox.fromDelta(json), InvalidMessageException.class);
        Expected.only(() -> Mailbox.fromGetAccepted(json), InvalidMessageException.class);
        Expected.only(() -> ShadowUpdate.appliedKeys(json), InvalidMessageException.class);
        Shadows shadows = new Shadows(Clock.systemUTC());
        ShadowId id = new ShadowId("camera-1", java.util.Optional.of("faces"));
        Expected.only(() -> {
            shadows.update(id, json);
            shadows.update(id, json);
            byte[] whole = shadows.get(id).toString().getBytes(StandardCharsets.UTF_8);
            if (shadows.get(id).path("state").toString().getBytes(StandardCharsets.UTF_8).length > 2 * Limits.SHADOW_BYTES) {
                throw new AssertionError("a shadow larger than AWS allows: " + whole.length);
            }
            Mailbox.fromGetAccepted(whole);
        }, ShadowException.class);
    }
}
