// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Somebody who passes the camera, and what the device called them. Used by one thread. */
final class Visitor {

    private final String who;
    private final BufferedImage portrait;
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> everyKey = new TreeSet<>();
    private final Set<String> shownNames = new TreeSet<>();
    private String name = "";
    private int seen;

    Visitor(String who, BufferedImage portrait) {
        this.who = who;
        this.portrait = portrait;
    }

    String who() {
        return who;
    }

    BufferedImage portrait() {
        return portrait;
    }

    /** The device recorded them under a key. */
    void seenAs(String key) {
        seen++;
        keys.add(key);
        everyKey.add(key);
    }

    /** In how many frames the device recorded them. */
    int seen() {
        return seen;
    }

    /** Every key under which the device recorded them since they were last forgotten. */
    Set<String> keys() {
        return Collections.unmodifiableSet(keys);
    }

    /** Every key they ever had, also before they were forgotten: it is nobody else's for ever. */
    Set<String> everyKey() {
        return Collections.unmodifiableSet(everyKey);
    }

    /** Every name under which the device ever recorded them since then. */
    Set<String> shownNames() {
        return shownNames;
    }

    /** The name that was written into the table; empty before. */
    String name() {
        return name;
    }

    void named(String newName) {
        name = newName;
    }

    void forget() {
        keys.clear();
        shownNames.clear();
        name = "";
    }

    @Override
    public String toString() {
        return who + keys;
    }
}
