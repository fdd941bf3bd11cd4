// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk that writes down what is done to it, and can be looked at as a power cut between any two steps would leave it. What POSIX promises
 * and no more: a file's content is safe once the file was synced, a name once its directory was; before that, each may be there or not, and
 * of one directory's changes a later one never without the earlier. Thread safe.
 */
public final class RecordedDisk {

    /** What a cut spares of what was not synced. */
    public enum Spared {
        /** Everything: only the process was killed. */
        ALL,
        NOTHING,
        /** Names without content, as a file system does that writes its journal first. */
        NAMES,
        /** By the dice. */
        SOME
    }

    private sealed interface Step {
    }

    private record Link(String path, int inode) implements Step {
    }

    private record Unlink(String path) implements Step {
    }

    private record Rename(String from, String to) implements Step {
    }

    private record Write(int inode, byte[] content) implements Step {
    }

    private record Sync(int inode) implements Step {
    }

    private record SyncDirectory(String path) implements Step {
    }

    private record Said(Object promise) implements Step {
    }

    private static final int DIRECTORY = 0;

    private final Path root;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> inodes = new HashMap<>();
    private int lastInode = DIRECTORY;

    /** @param real an empty directory that holds what is written */
    public RecordedDisk(Path real) {
        this.root = real;
    }

    /** The disk's top directory: what is done below it is recorded. */
    public Path root() {
        return new RecordingFileSystem(this, root).path(root);
    }

    /** The program has promised something: from here on each cut must keep it. */
    public synchronized void said(Object promise) {
        steps.add(new Said(promise));
    }

    public synchronized int steps() {
        return steps.size();
    }

    /** What was promised in the first so many steps. */
    public synchronized List<Object> promises(int count) {
        return steps.subList(0, count).stream().filter(Said.class::isInstance).map(step -> ((Said) step).promise()).toList();
    }

    /** Writes into an empty directory what is left when the power is cut after so many steps. */
    public synchronized void cut(int count, Spared spared, long seed, Path target) throws IOException {
        new Crash(spared, new Random(seed)).replay(steps.subList(0, count), target);
    }

    synchronized int opened(Path real) {
        return inodes.computeIfAbsent(name(real), path -> {
            steps.add(new Link(path, ++lastInode));
            return lastInode;
        });
    }

    synchronized void madeDirectory(Path real) {
        steps.add(new Link(name(real), DIRECTORY));
    }

    synchronized void wrote(int inode, Path real) throws IOException {
        steps.add(new Write(inode, Files.readAllBytes(real)));
    }

    synchronized void synced(int inode) {
        steps.add(new Sync(inode));
    }

    synchronized void syncedDirectory(Path real) {
        steps.add(new SyncDirectory(name(real)));
    }

    synchronized void renamed(Path from, Path to) {
        Integer inode = inodes.remove(name(from));
        if (inode != null) {
            inodes.put(name(to), inode);
        }
        steps.add(new Rename(name(from), name(to)));
    }

    synchronized void deleted(Path real) {
        inodes.remove(name(real));
        steps.add(new Unlink(name(real)));
    }

    private String name(Path real) {
        return root.relativize(real).toString();
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The disk's state, as it is and as it is for sure. */
    private static final class Crash {

        private final Spared spared;
        private final Random dice;
        private final Map<Integer, byte[]> written = new HashMap<>();
        private final Map<Integer, byte[]> safe = new HashMap<>();
        private final Map<String, Integer> now = new TreeMap<>();
        private final Map<String, Integer> sure = new TreeMap<>();
        /** Changes of a directory since it was synced: name to inode, null when it went. */
        private final Map<String, List<Map.Entry<String, Integer>>> pending = new LinkedHashMap<>();

        Crash(Spared spared, Random dice) {
            this.spared = spared;
            this.dice = dice;
        }

        void replay(List<Step> steps, Path target) throws IOException {
            steps.forEach(this::step);
            Map<String, Integer> names = new TreeMap<>(spared == Spared.ALL || spared == Spared.NAMES ? now : sure);
            if (spared == Spared.SOME) {
                pending.values().forEach(changes -> changes.subList(0, dice.nextInt(changes.size() + 1)).forEach(change -> apply(names, change)));
            }
            // In the order of their names: a directory before what is in it.
            for (Map.Entry<String, Integer> entry : names.entrySet()) {
                Path path = target.resolve(entry.getKey());
                if (!Files.isDirectory(path.getParent())) {
                    continue;
                }
                if (entry.getValue() == DIRECTORY) {
                    Files.createDirectory(path);
                } else {
                    Files.write(path, content(entry.getValue()));
                }
            }
        }

        private void step(Step step) {
            if (step instanceof Link link) {
                change(link.path(), link.inode());
            } else if (step instanceof Unlink unlink) {
                change(unlink.path(), null);
            } else if (step instanceof Rename rename) {
                Integer inode = now.get(rename.from());
                // The new name first: of one directory's changes none is kept without the earlier, and a file never loses both.
                change(rename.to(), inode);
                change(rename.from(), null);
            } else if (step instanceof Write write) {
                written.put(write.inode(), write.content());
            } else if (step instanceof Sync sync) {
                safe.put(sync.inode(), written.getOrDefault(sync.inode(), new byte[0]));
            } else if (step instanceof SyncDirectory sync) {
                pending.getOrDefault(sync.path(), List.of()).forEach(change -> apply(sure, change));
                pending.remove(sync.path());
            }
        }

        private void change(String path, Integer inode) {
            Map.Entry<String, Integer> change = new SimpleEntry<>(path, inode);
            apply(now, change);
            pending.computeIfAbsent(parent(path), directory -> new ArrayList<>()).add(change);
        }

        private static void apply(Map<String, Integer> names, Map.Entry<String, Integer> change) {
            if (change.getValue() == null) {
                names.remove(change.getKey());
            } else {
                names.put(change.getKey(), change.getValue());
            }
        }

        private byte[] content(int inode) {
            byte[] all = written.getOrDefault(inode, new byte[0]);
            byte[] kept = safe.getOrDefault(inode, new byte[0]);
            return switch (spared) {
                case ALL -> all;
                case NOTHING, NAMES -> kept;
                case SOME -> Arrays.equals(all, kept) ? all : Arrays.copyOf(all, dice.nextInt(all.length + 1));
            };
        }
    }
}
