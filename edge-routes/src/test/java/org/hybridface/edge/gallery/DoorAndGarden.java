// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import java.nio.file.Path;
import java.time.Duration;
import org.hybridface.edge.gallery.FleetOfDevices.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two devices of a fleet, connected and at rest. */
abstract class DoorAndGarden {

    static final Duration MOMENT = Duration.ofSeconds(4);

    @TempDir
    Path directory;

    FleetOfDevices fleet;
    Node door;
    Node garden;

    @BeforeEach
    void start() throws Exception {
        fleet = new FleetOfDevices(directory);
        door = fleet.device("door").connect();
        garden = fleet.device("garden").connect();
        fleet.pass(MOMENT);
    }

    @AfterEach
    void stop() throws Exception {
        fleet.close();
    }
}
