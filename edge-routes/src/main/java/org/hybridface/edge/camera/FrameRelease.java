// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.hybridface.edge.frame.Frame;

/** Lets go of one frame when an exchange completes, failed or not. */
final class FrameRelease implements Synchronization {

    private final Frame frame;

    FrameRelease(Frame frame) {
        this.frame = frame;
    }

    @Override
    public void onComplete(Exchange exchange) {
        frame.close();
    }

    @Override
    public void onFailure(Exchange exchange) {
        frame.close();
    }
}
