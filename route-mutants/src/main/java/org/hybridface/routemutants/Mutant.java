// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routemutants;

/**
 * A route file with one thing changed.
 *
 * @param file the route file's name without its ending, for example {@code new-face}
 * @param line of the change in the original, counted from 1
 * @param name says where the change is and what it is; the same as long as route and step keep their ids
 * @param text the changed file: JSON, which is YAML
 */
record Mutant(String file, int line, String name, String text) {

    @Override
    public String toString() {
        return file + ":" + line + " " + name;
    }
}
