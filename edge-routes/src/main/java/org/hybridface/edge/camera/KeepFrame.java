// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.hybridface.edge.frame.Frame;

/**
 * Makes a copied exchange a further owner of its frame: the {@code onPrepare} of a wire tap, whose exchange may outlive the one
 * it was copied from.
 */
public final class KeepFrame implements Processor {

    @Override
    public void process(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof Frame frame) {
            exchange.getExchangeExtension().addOnCompletion(new FrameRelease(frame.retain()));
        }
    }
}
