// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.hybridface.local.fault.FaultKind;
import org.hybridface.local.fault.Processes;

/**
 * Something that befalls a test bed for a while.
 *
 * @param name   as it is written into schedule and table, such as {@code device kill}
 * @param longest it lasts so long at most
 * @param weight how often it is taken, in comparison
 * @param needs  what the test bed must have for it
 */
record ProcessFault(String name, Duration longest, int weight, Needs needs, Begin begin) {

    /** What not every machine has. */
    enum Needs { NOTHING, FULL_DISK, FAKE_TIME }

    /** Does harm. */
    interface Begin {

        /** @return what ends the harm */
        End on(TestBed bed, Duration lasting) throws IOException, InterruptedException;
    }

    /** Ends it. */
    interface End {
        void now() throws IOException, InterruptedException;
    }

    private static final Duration SHORT = Duration.ofMillis(2500);
    private static final Duration LONG = Duration.ofSeconds(6);
    /** Somebody is seen and a question is written meanwhile. */
    private static final Duration ASKING = Duration.ofSeconds(20);
    /** Of a process in odd surroundings, on a loaded machine. */
    private static final Duration A_START = Duration.ofMinutes(10);
    /** Longer than a plug is ever pulled: the test ends it before. */
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private static final List<String> SERVICES = List.of("s3", "dynamodb", "rekognition", "iot");
    private static final List<FaultKind> LINK_KINDS = List.of(FaultKind.CUT, FaultKind.FREEZE, FaultKind.SLOW, FaultKind.CORRUPT);
    /** So little heap that a device struggles or ends. */
    private static final int LOW_HEAP_MB = 28;
    private static final int FEW_DESCRIPTORS = 64;

    /** Everything there is. */
    static List<ProcessFault> all() {
        List<ProcessFault> all = new ArrayList<>();
        all.add(new ProcessFault("device kill", SHORT, 16, Needs.NOTHING, (bed, lasting) -> {
            bed.device().kill();
            return () -> bed.device().start(Surroundings.USUAL);
        }));
        all.add(frozen("device freeze", 8, bed -> List.of(bed.device().handle())));
        all.add(new ProcessFault("function kill", SHORT, 12, Needs.NOTHING, (bed, lasting) -> {
            bed.cloud().begin("function", FaultKind.KILL, AT_MOST);
            return () -> bed.cloud().end("function");
        }));
        all.add(frozen("function freeze", 6, bed -> bed.cloud().functions()));
        all.add(frozen("cloud freeze", 6, bed -> List.of(bed.cloud().handle())));
        all.add(new ProcessFault("cloud kill", SHORT, 4, Needs.NOTHING, (bed, lasting) -> {
            bed.cloud().kill();
            return () -> {
                bed.cloud().start();
                bed.lookAgain();
            };
        }));
        for (FaultKind kind : LINK_KINDS) {
            all.add(link("broker", kind, LONG, 7));
            for (String service : SERVICES) {
                all.add(link(service, kind, SHORT, 4));
            }
        }
        all.add(new ProcessFault("disk full", LONG, 8, Needs.FULL_DISK, (bed, lasting) -> {
            bed.disk().fill();
            return bed.disk()::free;
        }));
        for (Rot rot : Rot.values()) {
            StateFile.KEPT.forEach(file -> all.add(worn(file.word(), file, rot, Set.of())));
        }
        all.add(restarted("clock 3 days ahead", 4, Needs.FAKE_TIME, Surroundings.clock("+3d")));
        all.add(restarted("clock 3 days behind", 4, Needs.FAKE_TIME, Surroundings.clock("-3d")));
        all.add(new ProcessFault("questions of a clock ahead lost", ASKING, 2, Needs.FAKE_TIME, (bed, lasting) -> {
            bed.device().kill();
            bed.cloud().begin("broker", FaultKind.CUT, A_START);
            bed.device().start(Surroundings.clock("+3d"));
            bed.device().awaitFrames();
            return () -> {
                bed.device().kill();
                StateFile.OUTBOX.delete(bed.device().data());
                bed.cloud().end("broker");
                bed.device().start(Surroundings.USUAL);
            };
        }));
        // Nothing but the counter knows any more which keys were given.
        for (Rot rot : Rot.values()) {
            all.add(worn("faces lost, counter", StateFile.COUNTER, rot, Set.of(StateFile.FACES)));
        }
        all.add(restarted("heap low", 3, Needs.NOTHING, Surroundings.heap(LOW_HEAP_MB)));
        all.add(restarted("descriptors few", 3, Needs.NOTHING, Surroundings.descriptors(FEW_DESCRIPTORS)));
        return all;
    }

    /** A device is found dead, and some of its files worn, some gone. */
    private static ProcessFault worn(String what, StateFile file, Rot rot, Set<StateFile> gone) {
        return new ProcessFault(what + " " + rot.word(), SHORT, 1, Needs.NOTHING, (bed, lasting) -> {
            bed.device().kill();
            for (StateFile lost : gone) {
                lost.delete(bed.device().data());
            }
            rot.befall(file.of(bed.device().data()), new Random(lasting.toNanos()));
            return () -> bed.device().start(Surroundings.USUAL);
        });
    }

    private static ProcessFault link(String target, FaultKind kind, Duration longest, int weight) {
        return new ProcessFault(target + " " + kind.word(), longest, weight, Needs.NOTHING, (bed, lasting) -> {
            bed.cloud().begin(target, kind, AT_MOST);
            return () -> bed.cloud().end(target);
        });
    }

    private static ProcessFault frozen(String name, int weight, Function<TestBed, List<ProcessHandle>> who) {
        return new ProcessFault(name, LONG, weight, Needs.NOTHING, (bed, lasting) -> {
            Processes processes = new Processes(() -> who.apply(bed));
            processes.begin(FaultKind.FREEZE);
            return processes::end;
        });
    }

    /** Killed, started in other surroundings, and in the end killed again and started in the usual ones. */
    private static ProcessFault restarted(String name, int weight, Needs needs, Surroundings surroundings) {
        return new ProcessFault(name, LONG, weight, needs, (bed, lasting) -> {
            bed.device().kill();
            bed.device().start(surroundings);
            bed.device().awaitFrames();
            return () -> {
                bed.device().kill();
                bed.device().start(Surroundings.USUAL);
            };
        });
    }
}
