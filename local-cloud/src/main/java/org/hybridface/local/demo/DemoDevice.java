package org.hybridface.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.hybridface.local.Device;
import org.hybridface.local.edge.EdgeArtifact;
import org.hybridface.local.edge.EdgeProcess;

/** One device of the demo: the artifact that ships, in a process of its own, with its own page, data and log. */
final class DemoDevice implements AutoCloseable {

    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_PORT = "9876";

    private final String thing;
    private final String page;
    private final EdgeProcess process;
    private final EdgeOutput output;

    private DemoDevice(String thing, String page, EdgeProcess process, EdgeOutput output) {
        this.thing = thing;
        this.page = page;
        this.process = process;
        this.output = output;
    }

    /** @param number 1 for the first, whose frames are recorded and whose page is on the port that was asked for; the others follow */
    static DemoDevice start(DemoFiles files, DemoOptions options, Device device, int number, String camera, PrintStream terminal)
            throws IOException {
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
        properties.putAll(options.edgeOptions());
        properties.put("edge.http.port", Integer.toString(port));

        Path home = EdgeArtifact.unzip(files.edgeZip(), files.edgeHome(number));
        EdgeOutput output = new EdgeOutput(files.edgeLog(number), options.devices() > 1 ? device.thing() + "  " : "", terminal);
        EdgeProcess process = EdgeProcess.start(home, files.workingDirectory(), properties, output::line);
        return new DemoDevice(device.thing(), "http://" + host + ":" + port + "/", process, output);
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

    /** @see EdgeProcess#waitFor */
    OptionalInt waitFor(Duration timeout) throws InterruptedException {
        return process.waitFor(timeout);
    }

    @Override
    public void close() {
        process.close();
        output.close();
    }
}
