// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.util.List;

/** One person's way through the room. */
final class Walk {

    /** A step up and down each, people walk about two a second. */
    private static final double STEPS_PER_SECOND = 1.9;

    /**
     * Where somebody is at a moment; in between, people move smoothly.
     *
     * @param second   since the clip began
     * @param x        middle of the head, pixels of the frame
     * @param distance from the camera, centimetres
     * @param yaw      degrees, see {@link Pose}
     */
    record Stop(double second, double x, double distance, double yaw, double pitch) {}

    private final Person person;
    private final double eyesY;
    private final List<Stop> stops;

    /** @param eyesY how high the eyes are, pixels from the frame's top, seen from 150 cm */
    Walk(Person person, double eyesY, Stop... stops) {
        this.person = person;
        this.eyesY = eyesY;
        this.stops = List.of(stops);
    }

    Person person() {
        return person;
    }

    double begins() {
        return stops.get(0).second();
    }

    double ends() {
        return stops.get(stops.size() - 1).second();
    }

    boolean isOnAt(double second) {
        return second >= begins() && second < ends();
    }

    /** @return x and y of the head in pixels, distance in centimetres, and how the head is turned */
    Stand at(double second) {
        int next = 1;
        while (next < stops.size() - 1 && stops.get(next).second() <= second) {
            next++;
        }
        double distance = along(next, second, Field.DISTANCE);
        double stride = second * STEPS_PER_SECOND * Math.PI;
        double speed = Math.min(1, Math.abs(along(next, second + 0.1, Field.X) - along(next, second - 0.1, Field.X)) / 12);
        double bob = speed * 5 * Math.abs(Math.sin(stride)) * 150 / distance;
        Pose pose = new Pose(
                along(next, second, Field.YAW) + 3 * Math.sin(second * 1.3 + eyesY),
                along(next, second, Field.PITCH) + 2 * Math.sin(second * 1.7 + eyesY * 2),
                1.5 * Math.sin(stride) * speed + 2.2 * Math.sin(second * 0.9 + eyesY));
        // The camera looks level from 215 pixels down: whoever comes nearer grows away from that line.
        double y = 215 + (eyesY - 215) * 150 / distance - bob;
        return new Stand(along(next, second, Field.X), y, distance, pose);
    }

    record Stand(double x, double y, double distance, Pose pose) {}

    private enum Field { X, DISTANCE, YAW, PITCH }

    /** A cubic through the stops, flat where the direction changes. */
    private double along(int next, double second, Field field) {
        Stop a = stops.get(next - 1);
        Stop b = stops.get(next);
        double length = b.second() - a.second();
        double t = Numbers.clamp((second - a.second()) / length, 0, 1);
        double ta = slope(next - 1, field) * length;
        double tb = slope(next, field) * length;
        double t2 = t * t;
        double t3 = t2 * t;
        return (2 * t3 - 3 * t2 + 1) * get(a, field) + (t3 - 2 * t2 + t) * ta + (3 * t2 - 2 * t3) * get(b, field) + (t3 - t2) * tb;
    }

    private double slope(int at, Field field) {
        int last = stops.size() - 1;
        Stop before = stops.get(Math.max(0, at - 1));
        Stop after = stops.get(Math.min(last, at + 1));
        double here = get(stops.get(at), field);
        double in = at == 0 ? 0 : here - get(before, field);
        double out = at == last ? 0 : get(after, field) - here;
        boolean turns = at > 0 && at < last && in * out <= 0;
        return turns ? 0 : (get(after, field) - get(before, field)) / (after.second() - before.second());
    }

    private static double get(Stop stop, Field field) {
        return switch (field) {
            case X -> stop.x();
            case DISTANCE -> stop.distance();
            case YAW -> stop.yaw();
            case PITCH -> stop.pitch();
        };
    }
}
