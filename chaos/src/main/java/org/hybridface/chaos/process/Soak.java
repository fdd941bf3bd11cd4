// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Strangers pass the camera for a long time, and what the processes hold is measured meanwhile. After the last all are forgotten. */
final class Soak {

    /** Nobody stands before the camera between two people, so that nobody is followed from one to the next. */
    private static final Duration GAP = Duration.ofSeconds(1);

    private final CloudProcess cloud;
    private final DeviceProcess device;
    private final CloudView view;
    private final PeopleCamera camera;
    private final Strangers strangers;
    private final Map<String, List<Trend.Point>> measured = new LinkedHashMap<>();
    private int shown;
    private int missed;

    Soak(CloudProcess cloud, CloudView view, DeviceProcess device, PeopleCamera camera, Strangers strangers) {
        this.cloud = cloud;
        this.view = view;
        this.device = device;
        this.camera = camera;
        this.strangers = strangers;
    }

    /**
     * @param warmUp    what is measured before counts for nothing: classes are loaded, pools and caches filled
     * @param perPerson from one person to the next
     * @param every     from one measurement to the next
     */
    void run(Duration total, Duration warmUp, Duration perPerson, Duration every) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long nextMeasurement = warmUp.toNanos();
        while (System.nanoTime() - begin < total.toNanos()) {
            if (shown > 0 && shown % strangers.count() == 0) {
                Forgetting.everybody(view, device);
            }
            camera.show(Doorway.values()[shown % 2], strangers.next());
            shown++;
            Thread.sleep(perPerson.minus(GAP).toMillis());
            camera.clear(Doorway.LEFT);
            camera.clear(Doorway.RIGHT);
            long now = System.nanoTime() - begin;
            if (now >= nextMeasurement) {
                nextMeasurement = now + every.toNanos();
                try {
                    measure(now / 6e10);
                } catch (IOException e) {
                    missed++;
                    System.out.println("soak: a measurement is missing: " + e.getMessage());
                }
            }
            Thread.sleep(GAP.toMillis());
        }
    }

    private void measure(double minute) throws IOException, InterruptedException {
        measure("device", device.handle(), minute);
        note("device: native frames", minute, device.metric("edge_frames_open"));
        measure("local cloud", cloud.handle(), minute);
        List<ProcessHandle> functions = cloud.functions();
        if (!functions.isEmpty()) {
            measure("function", functions.get(0), minute);
        }
        note("function: JVMs", minute, functions.size());
        System.out.printf(Locale.ROOT, "soak minute %.1f, %d people: %s%n", minute, shown, lastValues());
    }

    private void measure(String who, ProcessHandle process, double minute) throws IOException, InterruptedException {
        note(who + ": heap after GC, MB", minute, ProcessMeter.heapAfterCollectionMb(process));
        note(who + ": resident, MB", minute, ProcessMeter.residentMb(process));
        note(who + ": threads", minute, ProcessMeter.threads(process));
        note(who + ": descriptors", minute, ProcessMeter.descriptors(process));
    }

    private void note(String what, double minute, double value) {
        measured.computeIfAbsent(what, any -> new ArrayList<>()).add(new Trend.Point(minute, value));
    }

    private String lastValues() {
        StringBuilder text = new StringBuilder();
        measured.forEach((what, points) -> text.append(String.format(Locale.ROOT, "%s %.1f; ", what, points.get(points.size() - 1).value())));
        return text.toString();
    }

    /** Measurements that failed; a device that died has all of them. */
    int missed() {
        return missed;
    }

    int shown() {
        return shown;
    }

    /** What was measured, by what it is. */
    Map<String, Trend> trends() {
        Map<String, Trend> trends = new LinkedHashMap<>();
        measured.forEach((what, points) -> trends.put(what, Trend.of(points)));
        return trends;
    }

    /** A table in Markdown. */
    String table() {
        StringBuilder table = new StringBuilder("| what | first | last | slope a minute | noise of the slope | measurements |\n|---|---|---|---|---|---|\n");
        trends().forEach((what, trend) -> table.append(String.format(Locale.ROOT, "| %s | %.1f | %.1f | %+.3f | %.3f%s | %d |%n", what,
                trend.first(), trend.last(), trend.perMinute(), trend.noise(), trend.isFlat() ? "" : " (not flat)", measured.get(what).size())));
        return table.toString();
    }
}
