// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The device's own MBeans stand together as {@code org.hybridface:context="edge",name=...}, beside Camel's. */
public final class DeviceMBeans {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceMBeans.class);

    private DeviceMBeans() {
    }

    /** As {@link #register}, once the context has started. */
    public static void registerAtStart(CamelContext context, String name, Object bean) throws Exception {
        AfterStart.once(context, started -> register(started, name, bean));
    }

    /** @param bean annotated as Camel's managed resources are; nothing happens when JMX is off */
    public static void register(CamelContext context, String name, Object bean) {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            return;
        }
        try {
            agent.register(bean, new ObjectName("org.hybridface:context=" + ObjectName.quote(context.getManagementName()) + ",name=" + name));
        } catch (Exception e) {
            LOG.warn("event=mbean-missing name={} {}", name, e.toString());
        }
    }
}
