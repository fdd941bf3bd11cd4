// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Box;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A small picture of each person lately seen, for the page. In memory only: nobody's face gets onto the disk for it. Bounded by
 * {@link #CAPACITY}; who was not seen longest goes first. Thread safe.
 */
final class Portraits {

    static final int CAPACITY = 200;

    private static final int SIDE_PX = 112;
    private static final double MARGIN = 0.35;

    /** A new picture of somebody who stays is no news; encoding one takes part of a millisecond from the camera's thread. */
    private static final Duration EVERY = Duration.ofSeconds(3);

    /** After so long any picture is better than one of another haircut. */
    private static final Duration STALE = Duration.ofMinutes(10);

    /** Part of the kept picture's area that a face must have to take its place: whoever walks away gets smaller. */
    private static final double NEARLY_AS_LARGE = 0.7;

    /**
     * @param jpeg  {@value #SIDE_PX} pixels square
     * @param taken changes when the picture does
     * @param area  of the face in the frame, square pixels
     */
    record Portrait(byte[] jpeg, Instant taken, double area) {
    }

    private final Clock clock;
    private final Map<String, Portrait> portraits = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Portrait> eldest) {
            return size() > CAPACITY;
        }
    };

    Portraits(Clock clock) {
        this.clock = clock;
    }

    void take(Mat picture, SeenFace face) {
        Instant now = clock.instant();
        synchronized (this) {
            Portrait last = portraits.get(face.key());
            if (last != null && !isBetter(face.box(), picture, last, now)) {
                return;
            }
        }
        cut(picture, face.box()).ifPresent(jpeg -> {
            synchronized (this) {
                portraits.put(face.key(), new Portrait(jpeg, now, area(face.box())));
            }
        });
    }

    private static boolean isBetter(Box face, Mat picture, Portrait last, Instant now) {
        if (last.taken().plus(EVERY).isAfter(now)) {
            return false;
        }
        return last.taken().plus(STALE).isBefore(now) || isWhole(face, picture) && area(face) >= NEARLY_AS_LARGE * last.area();
    }

    private static boolean isWhole(Box face, Mat picture) {
        return face.x() >= 0 && face.y() >= 0 && face.x() + face.width() <= picture.cols() && face.y() + face.height() <= picture.rows();
    }

    private static double area(Box face) {
        return face.width() * face.height();
    }

    synchronized Optional<Portrait> of(String key) {
        return Optional.ofNullable(portraits.get(key));
    }

    synchronized void forget(String key) {
        portraits.remove(key);
    }

    /** A square around the face with some hair and chin; moved inside the picture where it reaches out. */
    private static Optional<byte[]> cut(Mat picture, Box box) {
        int side = (int) Math.min(Math.max(box.width(), box.height()) * (1 + 2 * MARGIN), Math.min(picture.cols(), picture.rows()));
        if (side < 8) {
            return Optional.empty();
        }
        int x = (int) Math.max(0, Math.min(box.centre().x() - side / 2.0, picture.cols() - side));
        int y = (int) Math.max(0, Math.min(box.centre().y() - side / 2.0, picture.rows() - side));
        Mat part = picture.submat(new Rect(x, y, side, side));
        Mat small = new Mat();
        try {
            Imgproc.resize(part, small, new Size(SIDE_PX, SIDE_PX), 0, 0, Imgproc.INTER_AREA);
            return Optional.of(Annotator.encode(small));
        } finally {
            part.release();
            small.release();
        }
    }
}
