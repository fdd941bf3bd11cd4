// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners; one that throws does not keep the others from hearing. */
record CameraListeners(Set<CameraListener> listeners) implements CameraListener {

    private static final Logger LOG = LoggerFactory.getLogger(CameraListeners.class);

    @Override
    public void ending(String camera) {
        each(listener -> listener.ending(camera));
    }

    @Override
    public void ended(String camera, long frames) {
        each(listener -> listener.ended(camera, frames));
    }

    @Override
    public void lost(String camera, String reason) {
        each(listener -> listener.lost(camera, reason));
    }

    @Override
    public void missing(String camera, String reason) {
        each(listener -> listener.missing(camera, reason));
    }

    @Override
    public void flowing(String camera) {
        each(listener -> listener.flowing(camera));
    }

    private void each(Consumer<CameraListener> call) {
        for (CameraListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (Throwable e) {
                LOG.warn("{} failed", listener, e);
            }
        }
    }
}
