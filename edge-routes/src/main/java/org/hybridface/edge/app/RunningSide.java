// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;

/** What routes of this device may name while it runs: beans of its own and options given by environment included. */
final class RunningSide extends EdgeSide {

    private final CamelContext context;

    RunningSide(CamelContext context) {
        this.context = context;
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new TreeMap<>(super.options());
        PropertiesComponent now = context.getPropertiesComponent();
        // Camel's Properties have an empty forEach. The file may say what was not taken.
        Set<String> names = new HashSet<>(now.loadProperties().stringPropertyNames());
        names.addAll(options.keySet());
        names.forEach(name -> now.resolveProperty(name).ifPresent(value -> options.put(name, value)));
        return options;
    }

    @Override
    public Map<String, Class<?>> beans() {
        Map<String, Class<?>> beans = new TreeMap<>(super.beans());
        context.getRegistry().findByTypeWithName(Object.class).forEach((name, bean) -> beans.put(name, bean.getClass()));
        return beans;
    }
}
