// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.net.URI;
import java.nio.file.Path;
import org.hybridface.edge.print.Masked;

/**
 * Where a camera's pictures come from: the part of the endpoint's URI behind {@code camera:}.
 *
 * @param target the device number or path, the stream's address, the file or the folder
 */
public record SourceAddress(Type type, String target) {

    /** What kind of source it is. */
    public enum Type {
        /** A camera on this machine. */
        DEVICE(true),
        /** RTSP, HTTP or another network stream that FFmpeg can read. */
        STREAM(true),
        /** A video file. */
        FILE(false),
        /** A folder of photos. */
        FOLDER(false),
        /** The rendered feed. */
        DEMO(true),
        /** What a {@link CameraProvider} brings, which says itself whether it is live. */
        PROVIDED(true);

        private final boolean live;

        Type(boolean live) {
            this.live = live;
        }

        /** Whether a picture not taken now is gone. */
        public boolean live() {
            return live;
        }
    }

    /** @throws IllegalArgumentException when it is no camera; the message says what to give */
    public static SourceAddress parse(String text) {
        CameraSpelling.faultOfSource(text).ifPresent(advice -> {
            throw new IllegalArgumentException("'camera:" + Masked.of(text) + "' is no camera: " + advice);
        });
        if (CameraProvider.of(text).isPresent()) {
            return new SourceAddress(Type.PROVIDED, text);
        }
        if (text.startsWith("file:")) {
            return new SourceAddress(Type.FILE, text.substring("file:".length()));
        }
        if (text.startsWith("dir:")) {
            return new SourceAddress(Type.FOLDER, text.substring("dir:".length()));
        }
        if (text.contains("://")) {
            return new SourceAddress(Type.STREAM, text);
        }
        return new SourceAddress(text.equals("demo") ? Type.DEMO : Type.DEVICE, text);
    }

    /** Whether a picture not taken now is gone. */
    public boolean live() {
        return type == Type.PROVIDED ? provider().isLive(providersTarget()) : type.live();
    }

    CameraProvider provider() {
        return CameraProvider.of(target).orElseThrow();
    }

    /** What follows the provider's name. */
    String providersTarget() {
        return target.substring(target.indexOf(':') + 1);
    }

    public Path path() {
        return Path.of(target);
    }

    /** A short name for positions such as {@code clip.avi#120}; never holds a password. */
    public String shortName() {
        return switch (type) {
            case DEVICE -> target.startsWith("/dev/") ? target.substring("/dev/".length()) : "camera" + target;
            case STREAM -> host();
            case FILE, FOLDER -> String.valueOf(path().getFileName());
            case DEMO -> "demo";
            case PROVIDED -> target.split(":", 2)[0];
        };
    }

    private String host() {
        try {
            String host = URI.create(target).getHost();
            return host == null ? "stream" : host;
        } catch (IllegalArgumentException e) {
            return "stream";
        }
    }
}
