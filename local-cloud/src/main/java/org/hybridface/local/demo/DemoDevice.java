// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.hybridface.local.Device;
import org.hybridface.local.edge.EdgeProcess;
import org.hybridface.local.fault.FaultKind;
import org.hybridface.local.fault.FaultTarget;
import org.hybridface.local.fault.Processes;

/** One device of the demo: the artifact that ships, in a process of its own, with its own page, data and log. */
final class DemoDevice implements FaultTarget, AutoCloseable {

    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_PORT = "9876";

    private final String thing;
    private final String page;
    private final Starter starter;
    private final EdgeOutput output;
    private final Processes running = new Processes(() -> List.of(process().handle()));
    private EdgeProcess process;
    private boolean killed;
    private boolean closed;

    private DemoDevice(String thing, String page, Starter starter, EdgeOutput output) throws IOException {
        this.thing = thing;
        this.page = page;
        this.starter = starter;
        this.output = output;
        this.process = starter.start();
    }

    /** How it is started, the first time and after a fault. */
    private interface Starter {
        EdgeProcess start() throws IOException;
    }

    /**
     * @param number 1 for the first, whose frames are recorded and whose page is on the port that was asked for; the others follow
     * @param home   the unzipped artifact
     */
    static DemoDevice start(DemoFiles files, DemoOptions options, Device device, int number, Path home, String camera,
            PrintStream terminal) throws IOException {
        String host = options.edgeOptions().getOrDefault("edge.http.host", DEFAULT_HOST);
        int port = port(options.edgeOptions().getOrDefault("edge.http.port", DEFAULT_PORT)) + number - 1;
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("edge.thing", device.thing());
        properties.put("edge.camera", camera);
        properties.put("edge.data.dir", files.edgeData(number).toString());
        properties.put("edge.key.file", files.edgeKey(number).toString());
        properties.put("edge.once", Boolean.toString(options.once()));
        if (number == 1) {
            properties.put("edge.record", record(files, options).toString());
            properties.put("edge.summary", files.edgeSummary().toString());
        }
        if (options.accuracy().isPresent()) {
            // A measurement asks about every stranger in one go.
            properties.put("cloud.budget.per-hour", Integer.toString(Integer.MAX_VALUE));
        }
        // Whoever tries the page's form wants to see the name on the other device; the demo's policy allows it.
        properties.put("cloud.naming", "true");
        properties.put("mqtt.url", device.mqttUrl());
        properties.put("mqtt.ca.file", device.identity().caFile().toString());
        properties.put("mqtt.certificate.file", device.identity().certificateFile().toString());
        properties.put("mqtt.key.file", device.identity().keyFile().toString());
        properties.put("gallery.key.file", device.fleetKey().toString());
        properties.putAll(options.edgeOptions());
        properties.put("edge.http.port", Integer.toString(port));

        EdgeOutput output = new EdgeOutput(files.edgeLog(number), options.devices() > 1 ? device.thing() + "  " : "", terminal);
        return new DemoDevice(device.thing(), "http://" + host + ":" + port + "/",
                () -> EdgeProcess.start(home, files.workingDirectory(), properties, output::line), output);
    }

    /** Where the first device writes a line for each frame. */
    static Path record(DemoFiles files, DemoOptions options) {
        return options.record().orElse(files.record());
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new DemoException("edge.http.port is '" + text + "': give a port number such as " + DEFAULT_PORT);
        }
    }

    String thing() {
        return thing;
    }

    /** The address of its live page. */
    String page() {
        return page;
    }

    /** The exit code once the device has ended; one that was killed on purpose comes back and has not ended. */
    OptionalInt waitFor(Duration timeout) throws InterruptedException {
        OptionalInt code = process().waitFor(timeout);
        synchronized (this) {
            if (!killed) {
                return code;
            }
            wait(timeout.toMillis());
            return OptionalInt.empty();
        }
    }

    @Override
    public Set<FaultKind> kinds() {
        return running.kinds();
    }

    @Override
    public void begin(FaultKind kind) {
        synchronized (this) {
            killed = kind == FaultKind.KILL;
        }
        running.begin(kind);
    }

    @Override
    public synchronized void end() {
        running.end();
        if (killed && !closed) {
            try {
                process = starter.start();
            } catch (IOException e) {
                throw new UncheckedIOException("the killed device does not start again", e);
            } finally {
                killed = false;
                notifyAll();
            }
        }
    }

    private synchronized EdgeProcess process() {
        return process;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        process().close();
        output.close();
    }
}
