// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import java.util.List;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.hybridface.edge.reload.RouteReload;

/** The routes folder in JMX. */
@ManagedResource(description = "Route files that are taken while the device runs")
public final class ManagedRoutes {

    private final RouteReload reload;

    public ManagedRoutes(RouteReload reload) {
        this.reload = reload;
    }

    @ManagedAttribute(description = "How often edits were taken")
    public int getExchanges() {
        return reload.getExchanges();
    }

    @ManagedAttribute(description = "Edits that were refused: file, line and reason; empty when the folder is what runs")
    public List<String> getRefused() {
        return reload.getRefused();
    }
}
