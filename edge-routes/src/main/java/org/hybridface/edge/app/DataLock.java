// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import org.apache.camel.support.service.ServiceSupport;
import org.hybridface.edge.store.DataDirectory;

/** Holds the data directory for as long as the Camel context lives. */
final class DataLock extends ServiceSupport {

    private final DataDirectory directory;

    DataLock(DataDirectory directory) {
        this.directory = directory;
    }

    @Override
    protected void doStop() throws IOException {
        directory.close();
    }
}
