// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes everybody a stranger again: their items are deleted, upon which the function forgets them, and the device forgets them, too. */
final class Forgetting {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(200);

    private Forgetting() {
    }

    /** @return what is left of them: ids of faces in the collection, keys on the device; empty when all went well */
    static Set<String> everybody(CloudView view, DeviceProcess device) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Set<String> left = new TreeSet<>(Set.of("everybody"));
        while (!left.isEmpty() && System.nanoTime() < end) {
            try {
                left = once(view, device);
            } catch (IOException | SdkException notYet) {
                Thread.sleep(LOOK.toMillis());
            }
        }
        return left;
    }

    private static Set<String> once(CloudView view, DeviceProcess device) throws IOException, InterruptedException {
        view.faces().forEach(view::delete);
        for (JsonNode face : device.faces().path("faces")) {
            device.forget(face.path("key").asText());
        }
        Thread.sleep(LOOK.toMillis());
        Set<String> left = new TreeSet<>(view.collection());
        device.faces().path("faces").forEach(face -> left.add(face.path("key").asText()));
        int shared = StateFile.GALLERY.of(device.data()).size();
        if (shared > 0) {
            left.add(shared + " persons in the gallery");
        }
        return left;
    }
}
