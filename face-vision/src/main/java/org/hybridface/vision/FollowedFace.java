// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.time.Duration;
import java.time.Instant;

/** What a {@link FaceTracker} remembers of one face. */
final class FollowedFace {

    /** Whether another face is so close that the two may be mistaken for each other. */
    enum Company { ALONE, TOUCHING }

    /** A face that grows or shrinks by more from one picture to the next is likely another one. */
    private static final double JUMP_IN_SIZE = 1.5;

    /** A face that was missed for a moment and overlaps less with its expected place may be another one that came there. */
    private static final double SURE_OVERLAP = 0.5;

    /** A face moves by fewer of its own sizes from one picture to the next. */
    private static final double FARTHEST_STEP = 1.5;

    /** So many of its own sizes in a second: a face is about 20 cm high, and people pass a camera at up to 1.6 m in a second. */
    private static final double QUICKEST_WALK_PER_S = 8;

    /** How much of the last movement goes into the expected speed; the rest is what was expected before. The first movement is all there is. */
    private static final double NEW_MOVEMENT = 0.5;

    /** Nobody is expected to have gone on in a straight line for longer. */
    private static final double FARTHEST_LOOK_AHEAD_S = 0.5;

    private final long id;
    private final Instant firstSeen;
    private Detection detection;
    private Instant lastSeen;
    private Instant lastEmbedded;
    private double speedX;
    private double speedY;
    private boolean speedKnown;
    private int sightings = 1;
    private boolean atEdge;
    private boolean touched;
    private boolean doubtful;

    FollowedFace(long id, Detection detection, Instant at, boolean atEdge) {
        this.id = id;
        this.atEdge = atEdge;
        this.detection = detection;
        this.firstSeen = at;
        this.lastSeen = at;
    }

    long id() {
        return id;
    }

    Box box() {
        return detection.box();
    }

    /** Whether it may have gone out by the picture's edge: that cut it when it was seen last, or cuts it if it goes on as it did. */
    boolean mayBeOut(Instant at, int pictureWidth, int pictureHeight) {
        return atEdge || expectedAt(at).isCutBy(pictureWidth, pictureHeight);
    }

    Instant lastSeen() {
        return lastSeen;
    }

    /** Where the face is expected if it goes on as it did. */
    Box expectedAt(Instant at) {
        double seconds = Math.min(seconds(lastSeen, at), FARTHEST_LOOK_AHEAD_S);
        Box last = detection.box();
        return new Box(last.x() + speedX * seconds, last.y() + speedY * seconds, last.width(), last.height());
    }

    /**
     * Whether a face somewhere else in the next picture can be this one after a quick step: of about that size, and not so far away. By an edge
     * one goes and another comes, so that two halves are not one face.
     *
     * @param cut whether the picture's edge cuts the other
     */
    boolean canStepTo(Detection other, boolean cut) {
        double size = Math.sqrt(box().area());
        double growth = Math.sqrt(other.box().area()) / size;
        return !(atEdge && cut) && growth < JUMP_IN_SIZE && growth > 1 / JUMP_IN_SIZE
                && box().centre().distance(other.box().centre()) < FARTHEST_STEP * size;
    }

    /**
     * What was expected of it does not hold any more: it has made a step, or, when that would have been quicker than people walk, may be somebody
     * else by now.
     */
    void steps(Detection to, Instant at) {
        double sizes = box().centre().distance(to.box().centre()) / Math.sqrt(box().area());
        doubtful |= sizes > QUICKEST_WALK_PER_S * seconds(lastSeen, at);
        speedKnown = false;
    }

    /**
     * @param shortGap out of sight for no longer, it is still the same face
     * @param missed   whether there was a picture since the last time in which it was not found
     */
    void seen(Detection now, Instant at, int pictureWidth, int pictureHeight, Duration shortGap, boolean missed) {
        boolean cut = now.box().isCutBy(pictureWidth, pictureHeight);
        Box before = detection.box();
        double growth = Math.sqrt(now.box().area() / before.area());
        boolean away = lastSeen.plus(shortGap).isBefore(at);
        boolean elsewhere = Math.max(expectedAt(at).overlap(now.box()), before.overlap(now.box())) < SURE_OVERLAP;
        // By an edge one goes and another comes, in the same place.
        doubtful |= missed && (away || elsewhere || cut || mayBeOut(at, pictureWidth, pictureHeight)) || growth > JUMP_IN_SIZE || growth < 1 / JUMP_IN_SIZE;
        double seconds = seconds(lastSeen, at);
        if (seconds > 0) {
            Point from = before.centre();
            Point to = now.box().centre();
            double weight = speedKnown ? NEW_MOVEMENT : 1;
            speedX += weight * ((to.x() - from.x()) / seconds - speedX);
            speedY += weight * ((to.y() - from.y()) / seconds - speedY);
            speedKnown = true;
        }
        atEdge = cut;
        detection = now;
        lastSeen = at;
        sightings++;
    }

    /** Only once the two are apart again is it worth a look who is who. */
    void touching(Company company) {
        boolean now = company == Company.TOUCHING;
        doubtful |= touched && !now;
        touched = now;
    }

    void embedded(Instant at) {
        lastEmbedded = at;
        doubtful = false;
    }

    Track track(Instant at, Duration reverify) {
        return new Track(id, detection, sightings, firstSeen, reason(at, reverify));
    }

    private EmbedReason reason(Instant at, Duration reverify) {
        if (lastEmbedded == null) {
            return EmbedReason.NEW;
        }
        if (doubtful) {
            return EmbedReason.SWAPPED;
        }
        return lastEmbedded.plus(reverify).isAfter(at) ? EmbedReason.NONE : EmbedReason.REVERIFY;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
