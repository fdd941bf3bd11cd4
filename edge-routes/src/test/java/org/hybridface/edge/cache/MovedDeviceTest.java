// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.hybridface.edge.backup.Backup;
import org.hybridface.edge.backup.BackupRefusedException;
import org.hybridface.edge.backup.DevicePlaces;
import org.hybridface.edge.backup.Restore;

/** Everything {@link UpgradeTest} asks of the old data, after a backup has brought them to another machine: not one face lost, not one question more. */
class MovedDeviceTest extends UpgradeTest {

    private static final String PASSWORD = "twelve letters at least";

    @Override
    Path move(Path there) throws IOException {
        Path other = there.resolve("other-machine");
        Path file = there.resolve("door.backup");
        try {
            Backup.write(places(there), file, PASSWORD);
            Restore.read(file, PASSWORD, other, properties -> places(other));
        } catch (BackupRefusedException e) {
            throw new IOException(e);
        }
        return other;
    }

    private static DevicePlaces places(Path home) {
        return new DevicePlaces(home.resolve("data"), home.resolve("data/outbox"), home.resolve("device.key"), home, Map.of());
    }
}
