// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.seda.SedaEndpoint;

/**
 * The routes of the owner's that want to hear who is in view: those that read from a {@code seda} queue whose name begins with {@value #QUEUES}. Each
 * has a queue of its own, so that a slow one keeps no other waiting and all hear everything in its order, which consumers of one queue do not.
 */
public final class ViewListeners {

    static final String QUEUES = "view-changed";
    static final String VISIT_QUEUES = "visit-changed";

    private final CamelContext context;

    public ViewListeners(CamelContext context) {
        this.context = context;
    }

    /** The queues somebody reads from now to hear who is in view. */
    public List<Endpoint> queues() {
        return queues(QUEUES);
    }

    /** The queues somebody reads from now to hear of visits: {@code seda:visit-changed-...}. */
    public List<Endpoint> visitQueues() {
        return queues(VISIT_QUEUES);
    }

    private List<Endpoint> queues(String begin) {
        return context.getEndpoints().stream().filter(SedaEndpoint.class::isInstance).map(SedaEndpoint.class::cast)
                .filter(queue -> queue.getName().startsWith(begin) && !queue.getConsumers().isEmpty())
                .map(Endpoint.class::cast).toList();
    }
}
