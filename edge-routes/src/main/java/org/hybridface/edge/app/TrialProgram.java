// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.hybridface.edge.mqtt.SharedMqttComponent;
import sun.reflect.ReflectionFactory;

/**
 * The program as its start configures it, to build routes in that never run: components and options are the device's own, and a bean is an object of its
 * class whose constructor nobody called, so that no model is loaded, no directory taken and no connection made.
 */
final class TrialProgram implements AutoCloseable {

    /** What would open a port or run by itself. */
    private static final List<String> OFF = List.of("camel.management.enabled", "camel.routecontroller.enabled", "camel.metrics.enabled", "camel.health.enabled",
            "camel.main.dev-console-enabled", "camel.main.jmx-enabled");

    private final Main main = new Main(EdgeMain.class);

    /**
     * @param own what the file says
     * @throws RuntimeException when Camel cannot be configured with these options, which ends a start as well
     */
    TrialProgram(DeviceOptions own) {
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("classpath:application.properties");
        main.bind("deviceOptions", own);
        OFF.forEach(option -> main.addOverrideProperty(option, "false"));
        new EdgeSide().beans().forEach((name, type) -> main.bind(name, standIn(type)));
        main.bind("paho-mqtt5", new SharedMqttComponent());
        main.init();
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    @Override
    public void close() {
        main.stop();
    }

    private static Object standIn(Class<?> type) {
        if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> type.getName();
                default -> throw new UnsupportedOperationException("no route runs here");
            });
        }
        try {
            return ReflectionFactory.getReflectionFactory().newConstructorForSerialization(type, Object.class.getDeclaredConstructor()).newInstance();
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Object has a constructor that does nothing", e);
        }
    }
}
