// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Brings a kind of camera that {@code camera:} does not know by itself: {@code camera:<name>:<target>}. Found by {@link ServiceLoader}: a jar in the
 * device's {@code lib} folder that names its provider in {@code META-INF/services/org.hybridface.edge.camera.CameraProvider} is enough. Providers have
 * a public constructor without parameters, hold no state, and are asked by several threads.
 */
public interface CameraProvider {

    /** The word behind {@code camera:}, of small letters, digits and dashes. */
    String name();

    /**
     * Whether a picture not taken now is gone: then a busy route gets the newest only, and a source that is lost is opened again until it is there.
     *
     * @param target what follows {@code camera:<name>:}, without options
     */
    boolean isLive(String target);

    /**
     * OpenCV is loaded by then.
     *
     * @throws CameraUnavailableException when it cannot be opened now; the message says what to do. It is tried again after a while
     */
    FrameSource open(String target) throws CameraUnavailableException;

    /** The provider for what follows {@code camera:}; empty when none has that name. */
    static Optional<CameraProvider> of(String source) {
        String name = source.split(":", 2)[0];
        return source.contains(":") ? all().stream().filter(provider -> provider.name().equals(name)).findFirst() : Optional.empty();
    }

    /** Their names, in order. */
    static List<String> names() {
        return all().stream().map(provider -> "camera:" + provider.name() + ":...").sorted().toList();
    }

    private static List<CameraProvider> all() {
        return ServiceLoader.load(CameraProvider.class).stream().map(ServiceLoader.Provider::get).toList();
    }
}
