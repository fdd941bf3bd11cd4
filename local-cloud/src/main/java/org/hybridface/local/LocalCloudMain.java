// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a local cloud until Ctrl-C and prints what to export and what a device needs. Options are system properties, see
 * {@link LocalCloudOptions}.
 */
public final class LocalCloudMain {

    private LocalCloudMain() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        OpenFiles.require();
        LastWord.install();
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            GivenOptions.unknown(System.getenv(GivenOptions.COMMAND_LINE), LocalCloudOptions.names()).ifPresent(unknown -> {
                throw new IllegalArgumentException(unknown);
            });
            LocalCloudOptions.jars(System::getProperty).use();
            LocalCloud cloud = LocalCloud.start(LocalCloudOptions.settings(System::getProperty));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                cloud.close();
                stopped.countDown();
            }, "stop"));
            print(cloud);
            stopped.await();
        } catch (IOException | RuntimeException e) {
            System.err.println("The local cloud did not start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void print(LocalCloud cloud) throws IOException {
        System.out.println("# For the AWS CLI and SDKs; what is not named here goes to " + Endpoints.NOWHERE + ", where nobody listens, and not to AWS:");
        cloud.endpoints().variables().forEach(LocalCloudMain::export);
        Endpoints.variables(cloud.administrator()).forEach(LocalCloudMain::export);
        for (String thing : cloud.stack().things()) {
            Device device = cloud.thing(thing);
            System.out.println("# For the device " + thing + ":");
            Map.of("edge.thing", thing, "mqtt.url", device.mqttUrl(), "mqtt.ca.file", device.identity().caFile(), "mqtt.certificate.file",
                    device.identity().certificateFile(), "mqtt.key.file", device.identity().keyFile(), "gallery.key.file", device.fleetKey())
                    .entrySet().stream().sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> System.out.println(entry.getKey() + "=" + entry.getValue()));
        }
        System.out.println("# Its page is " + cloud.page() + " ; the operator's token is in " + cloud.operatorToken());
        System.out.println("# Ctrl-C stops it.");
    }

    private static void export(String name, String value) {
        System.out.println("export " + name + "=" + value);
    }
}
