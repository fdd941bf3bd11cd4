// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import org.apache.camel.main.Main;

/** Camel's main, which ends by itself when the work is done or cannot be done. */
final class EdgeProgram extends Main implements OnceWatch.Program {

    EdgeProgram() {
        super(EdgeMain.class);
    }

    @Override
    public void done() {
        completed();
    }

    @Override
    public void failed() {
        exitCode.set(EdgeMain.EXIT_FAILED);
        completed();
    }
}
