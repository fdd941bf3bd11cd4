// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hybridface.local.Clients;
import org.hybridface.local.Device;
import org.hybridface.local.LocalCloud;
import org.hybridface.local.LocalCloudSettings;
import org.hybridface.local.Starting;
import org.hybridface.local.demo.DemoSummary.CloudCalls;
import org.hybridface.local.demo.Enrolment.LabelledPhoto;
import org.hybridface.local.edge.EdgeArtifact;
import org.hybridface.local.files.PrivateFiles;
import org.hybridface.local.stack.Stack;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** One run of the demo. {@link #close()} may come from another thread (Ctrl-C) and ends the run. */
final class Demo implements AutoCloseable {

    /** These two have a name before anybody sees them. */
    static final List<String> ENROLLED = List.of("Ada", "Grace");

    /** Gets a name while the camera runs. */
    static final String LATE = "Alan";

    private static final Duration POLL = Duration.ofMillis(500);

    private final DemoOptions options;
    private final DemoFiles files;
    private final PrintStream terminal;
    private LocalCloud cloud;
    private final List<DemoDevice> devices = new ArrayList<>();
    private final List<KeptEdits> kept = new ArrayList<>();
    private final List<Starting<Path>> unzipping = new ArrayList<>();
    private boolean closed;

    Demo(DemoOptions options, DemoFiles files, PrintStream terminal) {
        this.options = options;
        this.files = files;
        this.terminal = terminal;
    }

    /** @return the exit code: 0 when the device ended well and, in the rendered scene, everyone got the right answer */
    int run() throws IOException, InterruptedException {
        for (int number = 1; number <= options.devices(); number++) {
            kept.add(KeptEdits.of(files.edge(number)));
        }
        clear(files.data());
        // 180 MB for each, while the cloud's processes start; and whoever stops the demo meanwhile finds the edits where they were.
        for (int number = 1; number <= options.devices(); number++) {
            int device = number;
            unzipping.add(Starting.of(() -> unzip(device, kept.get(device - 1))));
        }
        say("starting a small AWS on this machine");
        options.jars().use();
        startCloud();
        Optional<PhotoSplit> split = split();
        enrol(split.map(PhotoSplit::people).or(options::people)
                .map(folder -> Enrolment.fromFolder(folder, this::say)).orElseGet(() -> Enrolment.rendered(ENROLLED)));
        CloudCalls before = calls();
        for (int number = 1; number <= options.devices(); number++) {
            startDevice(number, camera(split));
        }
        if (!options.once()) {
            say("pull a plug and watch it heal: %s ; the operator's token is in %s".formatted(cloud.page(), cloud.operatorToken()));
            followChaos();
        }
        int code = watch();
        if (code == 0) {
            split.map(photos -> NameAccuracy.of(RecordedFrame.readAll(record()), photos.enrolled()).inWords()).ifPresent(this::say);
        }
        if (options.once()) {
            return finish(code, before);
        }
        if (code != 0 && !isClosed()) {
            throw ended(code);
        }
        return code;
    }

    private Path unzip(int number, KeptEdits edits) throws IOException {
        Path home = EdgeArtifact.unzip(files.edgeZip(), files.edgeHome(number));
        options.jars().copyTo(home.resolve("lib"));
        List<String> back = edits.putBack(home);
        if (!back.isEmpty()) {
            say("kept what you edited in " + home + ": " + String.join(", ", back) + "; delete that folder to begin anew");
        }
        return home;
    }

    private void followChaos() {
        try {
            cloud.faults().follow(options.chaos());
        } catch (IllegalArgumentException e) {
            throw new DemoException("demo.chaos: " + e.getMessage());
        }
    }

    private Optional<PhotoSplit> split() throws IOException {
        return options.accuracy().isPresent()
                ? Optional.of(PhotoSplit.of(options.accuracy().get(), files.data().resolve("accuracy")))
                : Optional.empty();
    }

    private String camera(Optional<PhotoSplit> split) {
        return split.map(photos -> "camera:dir:" + photos.probes())
                .or(options::camera)
                .orElse(options.once() ? "camera:demo" : "camera:demo?loop=true");
    }

    private synchronized void startCloud() throws IOException {
        cloud = LocalCloud.start(LocalCloudSettings.in(files.data().resolve("cloud"), files.lambdaZip())
                .withStack(options.stack())
                // Each is a JVM of its own, whose start would meet the device's: one serves a device, and waits for nobody.
                .withConcurrency(options.devices())
                .withLinks(options.once() ? LocalCloudSettings.Links.DIRECT : LocalCloudSettings.Links.BREAKABLE)
                .withModels(Optional.ofNullable(options.edgeOptions().get("face.models.dir")).map(Path::of),
                        options.edgeOptions().getOrDefault("face.detector", "auto"),
                        options.edgeOptions().getOrDefault("face.embedder", "auto")));
    }

    private void enrol(List<LabelledPhoto> photos) throws IOException {
        int taken = 0;
        Set<String> names = new TreeSet<>();
        try (LambdaClient lambda = Clients.client(LambdaClient.builder(), cloud.endpoints().lambda(), cloud.endpoints().region(),
                cloud.operator())) {
            Enroller enroller = new Enroller(lambda, cloud.stack().functionArn(Stack.OPERATOR));
            for (LabelledPhoto photo : photos) {
                Optional<String> refusal = enroller.enrol(photo);
                if (refusal.isPresent()) {
                    say("not enrolled: %s (%s)".formatted(photo.origin(), refusal.get()));
                    continue;
                }
                taken++;
                names.add(photo.name());
                if (taken % 25 == 0) {
                    say("enrolled %d of %d photos".formatted(taken, photos.size()));
                }
            }
        }
        say("enrolled " + (names.isEmpty() ? "nobody" : names.size() <= 10 ? String.join(", ", names) : names.size() + " people")
                + " with " + taken + " of " + photos.size() + " photos");
    }

    private synchronized void startDevice(int number, String camera) throws IOException {
        if (closed) {
            throw new DemoException("stopped before the device was started");
        }
        Device device = cloud.thing(cloud.stack().things().get(number - 1));
        DemoDevice started = DemoDevice.start(files, options, device, number, unzipping.get(number - 1).get(), camera, terminal);
        devices.add(started);
        cloud.faults().add(number == 1 ? "device" : "device-" + number, started);
        say((options.devices() > 1 ? device.thing() : "the device") + " looks at " + camera + "; live page on " + started.page()
                + (options.once() ? "" : " ; Ctrl-C stops it all"));
    }

    /**
     * Waits for the first device to end.
     *
     * @return its exit code
     */
    private int watch() throws InterruptedException {
        DemoDevice device = devices.get(0);
        try (DynamoDbClient dynamoDb = Clients.client(DynamoDbClient.builder(), cloud.endpoints().dynamoDb(),
                cloud.endpoints().region(), cloud.operator())) {
            Optional<LateNaming> naming = options.isRenderedScene()
                    ? Optional.of(new LateNaming(LATE, device.thing(), record(), new SceneTruth(),
                            new Registrar(dynamoDb, cloud.stack().table().name())))
                    : Optional.empty();
            OptionalInt code = device.waitFor(POLL);
            while (code.isEmpty()) {
                naming.flatMap(LateNaming::tryOnce).ifPresent(this::say);
                code = device.waitFor(POLL);
            }
            return code.getAsInt();
        }
    }

    private int finish(int edgeCode, CloudCalls before) throws IOException {
        if (edgeCode != 0) {
            throw ended(edgeCode);
        }
        CloudCalls calls = calls().since(before);
        DemoSummary summary =
                new DemoSummary(DemoSummary.readDevice(files.edgeSummary()), calls, findings(calls));
        summary.write(files.summary());
        say(summary.inWords());
        summary.findings().forEach(finding -> terminal.println("  WRONG: " + finding));
        if (!summary.findings().isEmpty()) {
            DemoCheck.tooBusy(RecordedFrame.readAll(record()).size(), new SceneTruth().frames()).ifPresent(busy -> terminal.println("  " + busy));
        }
        say("summary in " + files.summary());
        return summary.findings().isEmpty() ? 0 : 1;
    }

    private List<String> findings(CloudCalls calls) {
        if (!options.isRenderedScene()) {
            return List.of();
        }
        SceneTruth truth = new SceneTruth();
        Set<String> named = new TreeSet<>(ENROLLED);
        named.add(LATE);
        return new DemoCheck(truth, named, truth.everyone()).findings(RecordedFrame.readAll(record()), calls.search());
    }

    private DemoException ended(int code) {
        return new DemoException("the device ended with code " + code + "; its log is " + files.edgeLog(1));
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private CloudCalls calls() {
        return new CloudCalls(
                cloud.recogniserCalls("s3:PutObject"),
                // The operation with which each question begins.
                cloud.recogniserCalls(options.matchBy().equals("users") ? "rekognition:SearchUsersByImage" : "rekognition:SearchFacesByImage"),
                cloud.recogniserCalls("rekognition:IndexFaces"),
                cloud.recogniserCalls("dynamodb:GetItem"),
                cloud.recogniserCalls("iot:UpdateThingShadow"));
    }

    private Path record() {
        return DemoDevice.record(files, options);
    }

    private void say(String what) {
        terminal.println(what);
    }

    /** Every run starts anew: old keys, photos and certificates go. */
    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.walk(folder)) {
                for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(entry);
                }
            }
        }
        PrivateFiles.folder(folder);
    }

    /** Ends devices and cloud side by side, so that Ctrl-C is answered within seconds. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<Thread> stops = devices.stream().map(device -> new Thread(device::close, "stop-" + device.thing())).toList();
        stops.forEach(Thread::start);
        Optional.ofNullable(cloud).ifPresent(LocalCloud::close);
        try {
            for (Thread stop : stops) {
                stop.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
