// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.hybridface.edge.cache.DataKey;
import org.hybridface.edge.camera.CameraLook;
import org.hybridface.edge.camera.CameraUnavailableException;
import org.hybridface.edge.mqtt.BrokerVisit;
import org.hybridface.edge.mqtt.MqttSettings;
import org.hybridface.edge.mqtt.TlsFileException;
import org.hybridface.edge.print.Masked;
import org.hybridface.edge.store.DataDirectory;
import org.hybridface.edge.store.DeviceKeyFile;
import org.hybridface.edge.store.DirectoryFault;
import org.hybridface.edge.store.UnusableKeyException;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.vision.Accelerator;
import org.hybridface.vision.models.FaceModels;

/** Looks at everything a device needs, one after the other, and says of each how it is and what to do. Changes nothing. */
final class Doctor {

    /** How something is. */
    enum State { OK, WARN, BAD }

    /** @param text a sentence, and what to do when it is not well */
    record Finding(State state, String what, String text) {
    }

    /** A step that finds out how something is. */
    private interface Look {
        Finding look() throws Exception;
    }

    /** Long enough to order a new certificate. */
    private static final long DAYS_BEFORE_END = 30;

    /** No device of this program has seen an earlier day. */
    private static final Instant FIRST_DAY = Instant.parse("2025-01-01T00:00:00Z");

    private static final Duration CAMERA_PATIENCE = Duration.ofSeconds(20);

    private final CamelContext context;
    private final DeviceOptions own;
    private final Options options;
    private final Path routes;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();
    private boolean running;

    Doctor(CamelContext context, DeviceOptions own, Path routes, Clock clock) {
        this.own = own;
        this.context = context;
        this.options = new Options(context);
        this.routes = routes;
        this.clock = clock;
    }

    List<Finding> findings() {
        look("options", this::optionNames);
        look("routes", this::routeFiles);
        look("data", this::data);
        look("disk", this::disk);
        look("key", this::key);
        look("clock", this::time);
        look("model", this::model);
        look("certificate", this::certificate);
        look("broker", this::broker);
        look("camera", this::camera);
        look("page", this::page);
        return List.copyOf(findings);
    }

    private void look(String what, Look look) {
        try {
            Finding finding = look.look();
            findings.add(new Finding(finding.state, what, Masked.of(finding.text)));
        } catch (Exception e) {
            findings.add(new Finding(State.BAD, what, Problem.inOneLine(e)));
        }
    }

    private Finding optionNames() throws IOException {
        OptionReport report = OptionReport.of(own, options, routes);
        if (!report.faults().isEmpty()) {
            return bad(String.join("; ", report.faults()));
        }
        return report.notes().isEmpty() ? ok("every option is known") : warn(String.join("; ", report.notes()));
    }

    private Finding routeFiles() throws IOException {
        List<org.hybridface.routecheck.Problem> faults = RouteFaults.of(new RouteCheck(new EdgeSide()), routes, RouteCheck.read(routes), own, noStart -> { });
        return faults.isEmpty() ? ok("no faults in " + routes) : bad(faults.size() + " faults in " + routes + ", the first: " + faults.get(0)
                + "; bin/edge validate tells all");
    }

    private Finding data() throws IOException {
        Path data = options.requiredPath("edge.data.dir");
        Optional<String> fault = DirectoryFault.of(data);
        if (fault.isPresent()) {
            return bad("edge.data.dir cannot be used: " + fault.get());
        }
        if (!Files.isDirectory(data)) {
            return ok(data + " is made at the first start");
        }
        Optional<String> holder = DataDirectory.heldBy(data);
        running = holder.isPresent();
        return ok(holder.map(process -> "the device is running: " + process).orElse("the device is not running; its data are in " + data));
    }

    private Finding disk() throws IOException {
        Path data = options.requiredPath("edge.data.dir");
        Path there = Stream.iterate(data, path -> path != null, Path::getParent).filter(Files::exists).findFirst().orElseThrow();
        FileStore store = Files.getFileStore(there);
        long least = options.bytes("edge.data.min-free-bytes");
        String free = store.getUsableSpace() / 1_000_000 + " MB are free";
        return store.getUsableSpace() >= least ? ok(free) : bad("only " + free + ", less than edge.data.min-free-bytes: free some space");
    }

    private Finding key() throws IOException {
        Path key = options.requiredPath("edge.key.file");
        Optional<String> fault = DeviceKeyFile.fault(key);
        if (fault.isPresent()) {
            return bad(fault.get());
        }
        try {
            DataKey.require(key, options.requiredPath("edge.data.dir"));
        } catch (UnusableKeyException e) {
            return bad(e.getMessage());
        }
        return ok(Files.exists(key) ? "only its user reads " + key : key + " is made at the first start");
    }

    private Finding time() {
        Instant now = clock.instant();
        return now.isAfter(FIRST_DAY) ? ok(now.toString()) : bad("this machine believes it is " + now + ": set its clock, for example with "
                + "timedatectl set-ntp true");
    }

    private Finding model() throws Exception {
        FaceModels models = FaceModels.open(options.path("face.models.dir"), Accelerator.of(options.requiredText("face.accelerator")));
        try (var detector = models.detector(options.requiredText("face.detector"), options.integer("face.quality.min-size", 1, 10_000));
                var embedder = models.embedder(options.requiredText("face.embedder"))) {
            return ok(detector.modelId() + " finds faces, " + embedder.modelId() + " tells them apart");
        }
    }

    private Finding certificate() throws TlsFileException {
        Optional<Instant> ends = BrokerVisit.certificateEnds(mqtt());
        if (ends.isEmpty()) {
            return warn("mqtt.url is without TLS: only for a broker on this machine or network");
        }
        long days = Duration.between(clock.instant(), ends.get()).toDays();
        if (days < 0 || clock.instant().isAfter(ends.get())) {
            return bad("it ended on " + ends.get() + ": put a new one into mqtt.certificate.file, or set this machine's clock");
        }
        return days < DAYS_BEFORE_END ? warn(days + " days are left, until " + ends.get() + ": order a new one now") : ok(days + " days are left");
    }

    private Finding broker() {
        MqttSettings settings = mqtt();
        return BrokerVisit.problem(settings).map(Doctor::bad).orElseGet(() -> ok(settings.url() + " answers. Whether it lets this device in, and with "
                + "which rights, its health says (/observe/health)"));
    }

    private Finding camera() {
        String uri = options.camera("edge.camera");
        if (running) {
            return ok("left alone while the device runs: /observe/health says how it is");
        }
        try {
            return ok("a picture of " + CameraLook.size(context, uri, CAMERA_PATIENCE));
        } catch (CameraUnavailableException e) {
            return bad(Masked.of(uri) + " " + e.getMessage());
        }
    }

    private Finding page() {
        LocalPort port = new LocalPort(options.requiredText("edge.http.host"), options.integer("edge.http.port", 1, EdgeLife.HIGHEST_PORT));
        String address = "http://" + port.authority() + "/";
        return running ? ok(address) : port.problem().map(Doctor::bad).orElseGet(() -> ok(address + " is free"));
    }

    private MqttSettings mqtt() {
        return DeviceSettings.mqtt(options, clock);
    }

    private static Finding ok(String text) {
        return new Finding(State.OK, "", text);
    }

    private static Finding warn(String text) {
        return new Finding(State.WARN, "", text);
    }

    private static Finding bad(String text) {
        return new Finding(State.BAD, "", text);
    }
}
