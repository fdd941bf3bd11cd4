// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.print.Reason;
import org.hybridface.vision.PhotoFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The photos of a folder, one frame each, in the order of their names. A file that cannot be decoded is told and left out. */
final class FolderSource implements FrameSource {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);

    private final Path folder;
    private final Iterator<Path> files;
    private final double framesPerSecond;
    private final CameraStatistics statistics;

    private FolderSource(Path folder, List<Path> files, double framesPerSecond, CameraStatistics statistics) {
        this.folder = folder;
        this.files = files.iterator();
        this.framesPerSecond = framesPerSecond;
        this.statistics = statistics;
    }

    static FolderSource open(Path folder, FolderDepth depth, double framesPerSecond, CameraStatistics statistics)
            throws CameraUnavailableException {
        if (!Files.isDirectory(folder)) {
            throw new CameraUnavailableException("is no folder: " + folder.toAbsolutePath()
                    + " does not exist or is a file. Create it or correct the path");
        }
        List<Path> photos = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder, depth.levels())) {
            found.filter(file -> !file.equals(folder) && !PhotoFiles.isHidden(folder.relativize(file)))
                    .sorted(Comparator.comparing(file -> name(folder, file)))
                    .forEach(file -> sort(folder, file, depth, photos, statistics));
        } catch (IOException e) {
            throw unlisted(e);
        } catch (UncheckedIOException e) {
            throw unlisted(e.getCause());
        }
        if (photos.isEmpty()) {
            throw new CameraUnavailableException(depth == FolderDepth.FOLDER_ONLY && holdsFolders(folder)
                    ? "holds no photo but folders. Give one of them, or the camera's option recursive=true, with which those below are read"
                    : "holds no photo. Put some there; known endings are " + String.join(", ", new TreeSet<>(PhotoFiles.endings())));
        }
        return new FolderSource(folder, photos, framesPerSecond, statistics);
    }

    private static boolean holdsFolders(Path folder) throws CameraUnavailableException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.anyMatch(file -> Files.isDirectory(file) && !PhotoFiles.isHidden(folder.relativize(file)));
        } catch (IOException e) {
            throw unlisted(e);
        }
    }

    private static CameraUnavailableException unlisted(IOException reason) {
        return new CameraUnavailableException("cannot be listed (" + Reason.of(reason) + "). Check the rights of the folder", reason);
    }

    /** Takes a photo, and says of anything else that it is left out. */
    private static void sort(Path folder, Path file, FolderDepth depth, List<Path> photos, CameraStatistics statistics) {
        if (Files.isDirectory(file)) {
            if (Files.isSymbolicLink(file)) {
                LOG.warn("file={} is a link to a folder and not looked into: give that folder itself", Quoted.value(file.toString()));
            } else if (depth == FolderDepth.FOLDER_ONLY) {
                LOG.warn("file={} is a folder and not looked into: with the camera's option recursive=true it is", Quoted.value(file.toString()));
            }
        } else if (!Files.isRegularFile(file)) {
            statistics.unreadable(1);
            LOG.warn("file={} is left out: {}", Quoted.value(name(folder, file)), Files.isSymbolicLink(file) ? "it is a link to a file that is not there" : "it is no ordinary file");
        } else if (PhotoFiles.isPhoto(file)) {
            photos.add(file);
        } else {
            statistics.unreadable(1);
            LOG.warn("file={} is left out: {}", Quoted.value(name(folder, file)), PhotoFiles.whyNot(file));
        }
    }

    /** Whether only the folder's own files are read or those of all folders below it too. */
    enum FolderDepth {
        FOLDER_ONLY(1), ALL_BELOW(Integer.MAX_VALUE);

        private final int levels;

        FolderDepth(int levels) {
            this.levels = levels;
        }

        int levels() {
            return levels;
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    @Override
    public Optional<Picture> next() {
        while (files.hasNext()) {
            Path file = files.next();
            try {
                // Reads the bytes here, not in OpenCV, which cannot open every file name in every locale.
                return Optional.of(new Picture(name(folder, file), PictureDecoder.decodeFile(PictureLimit.read(file))));
            } catch (IOException e) {
                statistics.unreadable(1);
                LOG.warn("file={} is no picture that can be read: left out ({}). Replace or remove it.", Quoted.value(file.toString()), Reason.of(e));
            }
        }
        return Optional.empty();
    }

    @Override
    public Frame.Kind kind() {
        return Frame.Kind.STILL;
    }

    @Override
    public double playbackRate() {
        return framesPerSecond;
    }

    @Override
    public void close() {
        // Files are opened and closed one by one.
    }
}
