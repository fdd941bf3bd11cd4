// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_java;
import org.opencv.core.Core;

/** OpenCV's native library, loaded once. Call {@link #load()} before the first {@code Mat}; classes of this module do. Thread safe. */
public final class OpenCv {

    private OpenCv() {
    }

    /**
     * Loads the library on the first call: about 2 s, and 160 MB unpacked below the user's home on the first run ever. Free after.
     *
     * @throws VisionException when there is none for this machine
     */
    public static void load() {
        Library.ready();
    }

    /** For example {@code 4.13.0}. */
    public static String version() {
        load();
        return Core.getVersionString();
    }

    /** Lets the class loader see to once and for all threads. */
    private static final class Library {

        private static final VisionException FAILURE = attempt();

        static void ready() {
            if (FAILURE != null) {
                throw new VisionException(FAILURE.getMessage(), FAILURE);
            }
        }

        private static VisionException attempt() {
            try {
                Loader.load(opencv_java.class);
                return null;
            } catch (LinkageError | RuntimeException e) {
                return new VisionException("""
                        OpenCV's native library cannot be loaded on %s (%s). Packed are linux-x86_64 and linux-arm64; on another \
                        system add org.bytedeco:opencv, openblas and javacpp with its classifier. If the disk is full, note that \
                        the library unpacks about 160 MB into %s (change with -Dorg.bytedeco.javacpp.cachedir=...)."""
                        .formatted(Loader.getPlatform(), e.getMessage(), cacheFolder()), e);
            }
        }

        private static String cacheFolder() {
            return System.getProperty("org.bytedeco.javacpp.cachedir", System.getProperty("user.home") + "/.javacpp/cache");
        }
    }
}
