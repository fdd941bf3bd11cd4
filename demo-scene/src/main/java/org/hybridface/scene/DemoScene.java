// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hybridface.scene.Walk.Stand;
import org.hybridface.scene.Walk.Stop;

/**
 * A camera's view of a room that people walk through, sometimes two or three at once; the same clip every time, and its end joins its
 * beginning. Frames may be rendered in any order. Thread safe; one frame is rendered at a time. People are made ready on a thread of its
 * own that ends when all are.
 */
public final class DemoScene {

    public static final int WIDTH = 640;
    public static final int HEIGHT = 480;
    private static final int BYTES = WIDTH * HEIGHT * 3;

    private static final double FRAMES_PER_SECOND = 12;
    private static final double SECONDS = 33;
    /** Focal length in pixels: faces are 90 to 150 pixels wide at the distances people keep. */
    private static final double FOCAL_PX = 1050;
    /** A box this near the edge counts as cut, pixels. */
    private static final double EDGE_PX = 4;

    private final List<Walk> walks = script();
    private final Wardrobe wardrobe = new Wardrobe(walks.stream().map(Walk::person).distinct().toList());
    private final byte[] room = Room.bgr(WIDTH, HEIGHT);
    private final Grain grain = new Grain();
    private final Painter painter = new Painter();
    private final Layer layer = new Layer(WIDTH, HEIGHT);

    /** How many frames the clip has. */
    public int frames() {
        return (int) (SECONDS * FRAMES_PER_SECOND);
    }

    public double framesPerSecond() {
        return FRAMES_PER_SECOND;
    }

    /** @return the pixels of the room while nobody is in it, BGR, row after row */
    public static byte[] emptyRoom() {
        return Room.bgr(WIDTH, HEIGHT);
    }

    /** @return the frame's pixels, BGR, row after row, {@code WIDTH * HEIGHT * 3} bytes */
    public byte[] bgr(int frame) {
        byte[] target = new byte[BYTES];
        render(frame, target);
        return target;
    }

    /**
     * Renders one frame; waits for whoever is in it to be made ready.
     *
     * @param frame  from 0; the clip starts again after its last one
     * @param target takes the pixels, BGR, row after row, {@code WIDTH * HEIGHT * 3} bytes
     */
    public synchronized void render(int frame, byte[] target) {
        if (target.length != BYTES) {
            throw new IllegalArgumentException(
                    "a frame of %d x %d pixels takes %d bytes, not %d".formatted(WIDTH, HEIGHT, BYTES, target.length));
        }
        double second = second(frame);
        grain.dim(room, target, 0.9 + 0.1 * daylight(second));
        for (Walk walk : fromBack(second)) {
            Stand stand = walk.at(second);
            wardrobe.figure(walk.person())
                    .draw(stand.pose(), light(second, stand.x()), FOCAL_PX, stand.distance(), stand.x(), stand.y(), painter, layer);
            layer.compose(target);
        }
        grain.add(target, Math.floorMod(frame, frames()));
    }

    /** Whose face is where in that frame, from left to right; also those cut by the frame's edge. */
    public List<Sighting> who(int frame) {
        double second = second(frame);
        List<Sighting> seen = new ArrayList<>();
        // From the front: who comes later may be hidden by who came before.
        List<FaceBox> nearer = new ArrayList<>();
        List<Walk> walking = fromBack(second);
        for (int i = walking.size() - 1; i >= 0; i--) {
            Walk walk = walking.get(i);
            FaceBox box = FaceBox.of(walk.person().looks(), walk.at(second), FOCAL_PX);
            if (box.isIn(WIDTH, HEIGHT, -0.9 * box.width())) {
                boolean whole = box.isIn(WIDTH, HEIGHT, EDGE_PX) && nearer.stream().noneMatch(box::isHiddenBy);
                seen.add(new Sighting(walk.person().name(), box.x(), box.y(), box.width(), box.height(), whole));
            }
            nearer.add(box);
        }
        seen.sort(Comparator.comparingDouble(Sighting::x));
        return seen;
    }

    private double second(int frame) {
        return Math.floorMod(frame, frames()) / FRAMES_PER_SECOND;
    }

    private List<Walk> fromBack(double second) {
        return walks.stream()
                .filter(walk -> walk.isOnAt(second))
                .sorted(Comparator.comparingDouble((Walk walk) -> -walk.at(second).distance()))
                .toList();
    }

    /** Clouds pass. 0 to 1; the same at the end as at the beginning. */
    private static double daylight(double second) {
        double turn = 2 * Math.PI * second / SECONDS;
        return 0.5 + 0.3 * Math.sin(2 * turn) + 0.2 * Math.sin(5 * turn + 1);
    }

    /** Cool light by the window on the left, warm light by the lamp on the right. */
    private static Light light(double second, double x) {
        double day = daylight(second);
        Light window = new Light(-48, 28, 0.85 + 0.25 * day, 0.85 + 0.2 * day, -0.35);
        Light lamp = new Light(38, 34, 0.95, 0.85 + 0.1 * day, 0.45);
        return window.towards(lamp, Numbers.smoothStep(60, 580, x));
    }

    private static List<Walk> script() {
        Person ada = DemoPeople.named("Ada");
        return List.of(
                new Walk(ada, 205,
                        new Stop(-3, -120, 150, 20, 0), new Stop(0, 230, 140, 8, 0), new Stop(2.6, 400, 115, -4, 0),
                        new Stop(4.2, 520, 122, 14, 2), new Stop(6.5, 770, 135, 24, 0)),
                new Walk(DemoPeople.named("Grace"), 225,
                        new Stop(2.5, -130, 150, 22, 0), new Stop(5.5, 170, 135, 10, 0), new Stop(7.4, 250, 112, -6, -3),
                        new Stop(9.2, 170, 125, -14, 2), new Stop(11.5, -130, 140, -24, 0)),
                new Walk(DemoPeople.named("Alan"), 180,
                        new Stop(7.5, 770, 140, -24, 0), new Stop(10.3, 500, 135, -10, 0), new Stop(13.2, 335, 155, 2, 3),
                        new Stop(16.5, 330, 158, 12, -3), new Stop(19.8, 325, 152, -12, 2), new Stop(22.2, 120, 140, -18, 0),
                        new Stop(23.6, -130, 140, -24, 0)),
                new Walk(DemoPeople.named("Edsger"), 195,
                        new Stop(13, -130, 150, 22, 0), new Stop(15.4, 118, 145, 12, 0), new Stop(18.2, 125, 135, 4, -4),
                        new Stop(20.6, -140, 145, -24, 0)),
                new Walk(DemoPeople.named("Katherine"), 235,
                        new Stop(14.2, 770, 150, -22, 0), new Stop(17, 535, 148, -12, 0), new Stop(20.2, 520, 140, 6, 3),
                        new Stop(23.6, 380, 112, 0, -2), new Stop(25.6, 520, 125, 16, 0), new Stop(27.8, 780, 140, 24, 0)),
                new Walk(DemoPeople.named("Dennis"), 188,
                        new Stop(23.8, -130, 150, 22, 0), new Stop(26.4, 180, 138, 8, -2), new Stop(29.2, 420, 118, -4, 2),
                        new Stop(32.2, 790, 140, 24, 0)),
                new Walk(ada, 205,
                        new Stop(30, -120, 150, 20, 0), new Stop(33, 230, 140, 8, 0), new Stop(35.6, 400, 115, -4, 0)));
    }
}
