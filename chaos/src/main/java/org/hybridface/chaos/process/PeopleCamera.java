// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/**
 * A network camera on 127.0.0.1 (Motion JPEG over HTTP) before which people come and go as they are told. It runs on whatever becomes of
 * its viewers. Thread safe.
 */
final class PeopleCamera implements AutoCloseable {

    static final int WIDTH = 640;
    static final int HEIGHT = 480;

    private static final int PORTRAIT = WIDTH / 2;
    private static final int PORTRAIT_Y = (HEIGHT - PORTRAIT) / 2;
    private static final Color WALL = new Color(120, 118, 115);
    /** Nobody stands quite still: pixels to either side. */
    private static final int SWAY = 2;
    private static final String BOUNDARY = "person";
    private static final int WAITING_VIEWERS = 10;

    private final ServerSocket door;
    private final int framesPerSecond;
    private final Map<Doorway, BufferedImage> people = new ConcurrentHashMap<>();

    private PeopleCamera(ServerSocket door, int framesPerSecond) {
        this.door = door;
        this.framesPerSecond = framesPerSecond;
    }

    static PeopleCamera start(int framesPerSecond) throws IOException {
        PeopleCamera camera = new PeopleCamera(new ServerSocket(0, WAITING_VIEWERS, InetAddress.getLoopbackAddress()), framesPerSecond);
        thread(camera::accept);
        return camera;
    }

    /** For {@code edge.camera}. */
    String uri() {
        return "camera:http://127.0.0.1:" + door.getLocalPort() + "/people";
    }

    /** Somebody steps into a doorway, in place of whoever stood there. */
    void show(Doorway doorway, BufferedImage portrait) {
        people.put(doorway, portrait);
    }

    /** Whoever stands there leaves. */
    void clear(Doorway doorway) {
        people.remove(doorway);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket viewer = door.accept();
                thread(() -> serve(viewer));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket viewer) {
        try (viewer) {
            BufferedReader request = new BufferedReader(new InputStreamReader(viewer.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
                // There is one thing to see, whatever is asked.
            }
            OutputStream out = viewer.getOutputStream();
            out.write(("HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=" + BOUNDARY + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int frame = 0; !door.isClosed(); frame++) {
                byte[] jpeg = frame(frame);
                out.write(("--" + BOUNDARY + "\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(jpeg);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(1000 / framesPerSecond);
            }
        } catch (IOException gone) {
            // The viewer was killed, or has seen enough.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] frame(int number) throws IOException {
        return picture(people, number);
    }

    /** What the camera shows of these people in its so-and-so-many-eth picture: a JPEG. */
    static byte[] picture(Map<Doorway, BufferedImage> people, int number) throws IOException {
        BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = frame.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setColor(WALL);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        people.forEach((doorway, portrait) -> {
            graphics.setClip(doorway.x(), 0, PORTRAIT, HEIGHT);
            graphics.drawImage(portrait, doorway.x() + number % (2 * SWAY + 1) - SWAY, PORTRAIT_Y, PORTRAIT, PORTRAIT, null);
        });
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(frame, "jpg", jpeg);
        return jpeg.toByteArray();
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "people-camera");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
