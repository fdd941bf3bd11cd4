// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridface.local.edge.EdgeArtifact;

/** A local cloud, a device and a camera, each in a process or a thread of its own, and what is needed to look into them. */
final class TestBed implements AutoCloseable {

    static final String THING = "camera-1";

    private static final int FRAMES_PER_SECOND = 5;
    /** Of the local cloud's retries: long enough for a second of harm, as AWS's minute is for a minute. */
    private static final int RETRY_MILLIS = 2000;

    private final PeopleCamera camera;
    private final CloudProcess cloud;
    private final DeviceProcess device;
    private final FullDisk disk;
    private CloudView view;

    private TestBed(PeopleCamera camera, CloudProcess cloud, DeviceProcess device, FullDisk disk) {
        this.camera = camera;
        this.cloud = cloud;
        this.device = device;
        this.disk = disk;
        this.view = new CloudView(cloud);
    }

    /**
     * @param edge   the device's zip
     * @param folder emptied first
     */
    static TestBed start(Path root, Path edge, Path folder) throws IOException, InterruptedException {
        FullDisk.unmount(folder.resolve("device/data"));
        clear(folder);
        Path home = EdgeArtifact.unzip(edge, folder.resolve("device-home"));
        PeopleCamera camera = PeopleCamera.start(FRAMES_PER_SECOND);
        CloudProcess cloud = CloudProcess.start(folder.resolve("cloud"), root.resolve("cloud-routes/target/cloud-routes.zip"),
                List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Dlocal.retry.millis=" + RETRY_MILLIS));
        FullDisk disk = FullDisk.mount(folder.resolve("device/data"));
        try {
            Map<String, String> options = new LinkedHashMap<>(cloud.device(THING));
            options.put("edge.camera", camera.uri());
            options.put("cloud.budget.per-hour", "100000");
            return new TestBed(camera, cloud, DeviceProcess.start(home, folder.resolve("device"), options), disk);
        } catch (IOException | RuntimeException e) {
            cloud.close();
            disk.close();
            throw e;
        }
    }

    PeopleCamera camera() {
        return camera;
    }

    CloudProcess cloud() {
        return cloud;
    }

    DeviceProcess device() {
        return device;
    }

    FullDisk disk() {
        return disk;
    }

    CloudView view() {
        return view;
    }

    /** After the cloud was started again, with keys of its own. */
    void lookAgain() {
        view.close();
        view = new CloudView(cloud);
    }

    static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.walk(folder)) {
                for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(entry);
                }
            }
        }
        Files.createDirectories(folder);
    }

    @Override
    public void close() throws IOException {
        view.close();
        device.close();
        cloud.close();
        camera.close();
        disk.close();
    }
}
