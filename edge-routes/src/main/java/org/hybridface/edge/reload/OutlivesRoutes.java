// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Closes a bean when the device stops. A bean that routes name must not be a Camel service itself: Camel would stop it with the first of
 * its routes that is stopped, as every edit of a route does.
 */
public final class OutlivesRoutes extends ServiceSupport {

    private final AutoCloseable bean;

    private OutlivesRoutes(AutoCloseable bean) {
        this.bean = bean;
    }

    /** @param bean closed once, with the context */
    public static void add(CamelContext context, AutoCloseable bean) throws Exception {
        context.addService(new OutlivesRoutes(bean));
    }

    @Override
    protected void doStop() throws Exception {
        bean.close();
    }
}
