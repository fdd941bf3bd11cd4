// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A network camera that speaks RTSP: GStreamer's server, in a process that may be stopped and killed. */
final class RtspServer implements AutoCloseable {

    /** Debian's own Python, which finds Debian's GStreamer. */
    private static final String PYTHON = "/usr/bin/python3";
    private static final String PACKAGES = "python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good "
            + "gstreamer1.0-plugins-ugly";
    private static final String PROBE = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import Gst, GstRtspServer; "
            + "Gst.init(None); assert Gst.ElementFactory.find('x264enc') and Gst.ElementFactory.find('rtph264pay')";

    private final Process process;
    private final int port;

    private RtspServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static void assumeInstalled() throws IOException, InterruptedException {
        boolean installed = Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", PROBE).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        Assumptions.assumeTrue(installed, "no RTSP server was tried: apt-get install " + PACKAGES);
    }

    /**
     * @param port     0 for any
     * @param settings codec, sound, user and password, as the script wants them
     */
    static RtspServer start(Path folder, int port, String... settings) throws IOException {
        Path script = folder.resolve("rtsp-server.py");
        try (InputStream in = RtspServer.class.getResourceAsStream("/rtsp-server.py")) {
            Files.write(script, in.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(PYTHON, script.toString(), Integer.toString(port)));
        command.addAll(List.of(settings));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the RTSP server did not start");
        }
        return new RtspServer(process, Integer.parseInt(line));
    }

    int port() {
        return port;
    }

    /** Its sockets stay open and say nothing more. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    /** Ends it as a pulled plug does. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
