// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hybridface.edge.frame.Frame;

/**
 * Keeps a camera open while its route is exchanged for an edited one: the light of a camera stays on, a stream keeps its
 * connection, a file its place. Thread safe.
 */
final class KeptSources {

    private final Map<String, FrameSource> left = new HashMap<>();
    private int holds;

    /** Until the answer is closed, a stopped camera leaves its source here; what nobody took by then is closed. */
    synchronized AutoCloseable hold() {
        holds++;
        return this::letGo;
    }

    /** The open source of the camera with that URI, when one was left here. */
    synchronized Optional<FrameSource> take(String uri) {
        return Optional.ofNullable(left.remove(uri));
    }

    /** A source that, closed in the middle by the end of its route, is left here during a hold. */
    FrameSource keep(String uri, FrameSource source) {
        return new Kept(uri, source);
    }

    private void letGo() {
        Map<String, FrameSource> unwanted = Map.of();
        synchronized (this) {
            if (--holds == 0) {
                unwanted = Map.copyOf(left);
                left.clear();
            }
        }
        unwanted.values().forEach(FrameSource::close);
    }

    private synchronized boolean leave(String uri, FrameSource source) {
        return holds > 0 && left.putIfAbsent(uri, source) == null;
    }

    private final class Kept implements FrameSource {

        private final String uri;
        private final FrameSource source;
        private Optional<Picture> unread = Optional.empty();
        private boolean spent;

        Kept(String uri, FrameSource source) {
            this.uri = uri;
            this.source = source;
        }

        @Override
        public Optional<Picture> next() throws CameraUnavailableException {
            if (unread.isPresent()) {
                Optional<Picture> next = unread;
                unread = Optional.empty();
                return next;
            }
            // Until a picture is there, the source may be at its end or broken: not worth keeping.
            spent = true;
            Optional<Picture> next = source.next();
            spent = next.isEmpty();
            return next;
        }

        @Override
        public void giveBack(Picture picture) {
            unread = Optional.of(picture);
        }

        @Override
        public Frame.Kind kind() {
            return source.kind();
        }

        @Override
        public double playbackRate() {
            return source.playbackRate();
        }

        @Override
        public void close() {
            if (spent || !leave(uri, this)) {
                unread.ifPresent(picture -> picture.image().release());
                source.close();
            }
        }
    }
}
