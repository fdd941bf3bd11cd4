// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.hybridface.local.LocalCloudSettings.Links;
import org.hybridface.local.LocalCloudSettings.Ports;
import org.hybridface.local.LocalCloudSettings.State;
import org.hybridface.local.stack.Stack;

/**
 * Runs a local cloud until Ctrl-C and prints what to export and what a device needs. Options are system properties, with their defaults in
 * {@link #main}.
 */
public final class LocalCloudMain {

    private LocalCloudMain() {
    }

    /**
     * {@code local.data.dir} (target/local-cloud), {@code local.lambda.zip} (../cloud-routes/target/cloud-routes.zip),
     * {@code local.concurrency} (2), {@code face.models.dir} (none), {@code face.detector} (auto), {@code face.embedder} (auto),
     * and ports on 127.0.0.1, 0 for any free one: {@code local.mqtt.port} (8883), {@code local.s3.port} (9000), {@code local.dynamodb.port} (8000),
     * {@code local.rekognition.port} (9001), {@code local.iot.port} (9002), {@code local.lambda.port} (9003),
     * {@code local.page.port} (9004). {@code local.retry.millis} (1000): what
     * a failed event waits before it is tried again; {@code local.keep} (false): true keeps
     * table, collection and shadows between starts; {@code local.match-by} (faces): users compares an unknown face with each person first; {@code local.faults} (false): true lets faults befall links and function, by the switches of the page.
     */
    public static void main(String[] arguments) throws InterruptedException {
        OpenFiles.require();
        LastWord.install();
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            LocalCloud cloud = LocalCloud.start(settings());
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

    private static LocalCloudSettings settings() {
        Ports ports = new Ports(Integer.getInteger("local.mqtt.port", 8883), Integer.getInteger("local.s3.port", 9000),
                Integer.getInteger("local.dynamodb.port", 8000), Integer.getInteger("local.rekognition.port", 9001),
                Integer.getInteger("local.iot.port", 9002), Integer.getInteger("local.lambda.port", 9003),
                Integer.getInteger("local.page.port", 9004));
        Optional<Path> models = Optional.ofNullable(System.getProperty("face.models.dir")).filter(text -> !text.isBlank()).map(Path::of);
        return LocalCloudSettings.in(Path.of(System.getProperty("local.data.dir", "target/local-cloud")),
                        Path.of(System.getProperty("local.lambda.zip", "../cloud-routes/target/cloud-routes.zip")))
                .withPorts(ports)
                .withRetryPause(Duration.ofMillis(Long.getLong("local.retry.millis", LocalCloudSettings.DEFAULT_RETRY_PAUSE.toMillis())))
                .withConcurrency(Integer.getInteger("local.concurrency", LocalCloudSettings.DEFAULT_CONCURRENCY))
                .withStack(Stack.matchingBy(System.getProperty("local.match-by", "faces")))
                .withLinks(Boolean.getBoolean("local.faults") ? Links.BREAKABLE : Links.DIRECT)
                .withState(Boolean.getBoolean("local.keep") ? State.KEPT : State.FRESH)
                .withModels(models, System.getProperty("face.detector", "auto"), System.getProperty("face.embedder", "auto"));
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
