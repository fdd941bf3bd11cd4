// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridface.local.shadow.ShadowException;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Mailbox;
import org.hybridface.messages.ShadowUpdate;

/**
 * A device as its shadow sees it: what it hears comes in order but late, it applies what is newer than what it has seen, takes it
 * out with the version it saw, and reads the whole mailbox when that is refused (routes shadow-to-names and shadow-rejected).
 */
final class Device {

    private final String thing;
    private final World world;
    private final Deque<Mailbox> inbox = new ArrayDeque<>();
    private final Deque<byte[]> outbox = new ArrayDeque<>();
    private final Map<String, List<Answer>> shown = new LinkedHashMap<>();
    private long lastVersion;

    Device(String thing, World world) {
        this.thing = thing;
        this.world = world;
    }

    String thing() {
        return thing;
    }

    void hears(byte[] delta) {
        inbox.add(Mailbox.fromDelta(delta));
    }

    boolean hasMail() {
        return !inbox.isEmpty();
    }

    boolean hasWord() {
        return !outbox.isEmpty();
    }

    /** Applies the oldest it has heard. */
    void apply() {
        Mailbox mailbox = inbox.remove();
        if (mailbox.version() <= lastVersion) {
            return;
        }
        mailbox.answers().forEach(this::show);
        lastVersion = mailbox.version();
        if (!mailbox.answers().isEmpty()) {
            outbox.add(ShadowUpdate.applied(mailbox.answers().keySet(), mailbox.version()));
        }
    }

    /** Its oldest acknowledgement reaches the shadow. */
    void acknowledge() {
        try {
            world.tellMailbox(thing, outbox.remove());
        } catch (ShadowException e) {
            inbox.add(Mailbox.fromGetAccepted(world.mailbox(thing).toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** All that was ever shown of a key, oldest first. */
    Map<String, List<Answer>> shown() {
        return shown;
    }

    private void show(String key, Answer answer) {
        List<Answer> all = shown.computeIfAbsent(key, any -> new ArrayList<>());
        if (!all.isEmpty() && answer.isOutdatedBy(all.get(all.size() - 1).face(), all.get(all.size() - 1).version())) {
            return;
        }
        if (all.isEmpty() || !all.get(all.size() - 1).equals(answer)) {
            all.add(answer);
        }
    }
}
