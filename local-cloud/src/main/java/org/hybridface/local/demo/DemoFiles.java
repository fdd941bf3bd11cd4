// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.nio.file.Path;

/**
 * Where the demo reads and writes.
 *
 * @param root the checked-out project; relative paths in options count from here
 */
record DemoFiles(Path root) {

    Path workingDirectory() {
        return root;
    }

    Path lambdaZip() {
        return root.resolve("cloud-routes/target/cloud-routes.zip");
    }

    Path edgeZip() {
        return root.resolve("edge-routes/target/edge.zip");
    }

    /** Everything a run leaves, wiped by the next one, but for what somebody edited in a device. */
    Path data() {
        return root.resolve("local-cloud/target/demo");
    }

    Path record() {
        return data().resolve("record.jsonl");
    }

    Path edgeSummary() {
        return data().resolve("edge-summary.json");
    }

    /** Where a device's artifact is unzipped, routes and all. */
    Path edgeHome(int number) {
        return data().resolve("device" + suffix(number));
    }

    /** The unzipped device itself. */
    Path edge(int number) {
        return edgeHome(number).resolve("edge");
    }

    /**
     * Faces and questions of a device.
     *
     * @param number 1 for the first
     */
    Path edgeData(int number) {
        return data().resolve("edge" + suffix(number));
    }

    Path edgeKey(int number) {
        return data().resolve("edge" + suffix(number) + ".key");
    }

    Path edgeLog(int number) {
        return data().resolve("edge" + suffix(number) + ".log");
    }

    /** The first device is the demo's own and bears no number. */
    private static String suffix(int number) {
        return number == 1 ? "" : "-" + number;
    }

    Path summary() {
        return root.resolve("local-cloud/target/demo-summary.json");
    }
}
