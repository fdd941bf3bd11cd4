// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;

/** The video in JMX. A bean that a route calls as a step cannot be its own MBean: Camel mixes the step's attributes into it. */
@ManagedResource(description = "The live page's video; drawn only while somebody watches")
public final class ManagedVideo {

    private final LiveView view;

    ManagedVideo(LiveView view) {
        this.view = view;
    }

    @ManagedAttribute(description = "How many watch the video")
    public int getViewers() {
        return view.getViewers();
    }
}
