// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.hybridface.edge.camera.CameraListener;

/** A clip that ends leaves nobody unasked: whoever was still being looked at is asked for with what was gathered. */
public final class LastQuestions implements CameraListener {

    private final CamelContext context;
    private final FaceRecogniser recogniser;

    public LastQuestions(CamelContext context, FaceRecogniser recogniser) {
        this.context = context;
        this.recogniser = recogniser;
    }

    @Override
    public void ending(String camera) {
        ProducerTemplate route = context.createProducerTemplate();
        try {
            recogniser.nobodyComes().forEach(sighting -> route.send("direct:face-to-outbox", exchange -> exchange.getMessage().setBody(sighting)));
        } finally {
            route.stop();
        }
    }
}
