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

    /** Everything a run leaves, wiped by the next one. */
    Path data() {
        return root.resolve("local-cloud/target/demo");
    }

    Path record() {
        return data().resolve("record.jsonl");
    }

    Path edgeSummary() {
        return data().resolve("edge-summary.json");
    }

    Path edgeLog() {
        return data().resolve("edge.log");
    }

    Path summary() {
        return root.resolve("local-cloud/target/demo-summary.json");
    }
}
