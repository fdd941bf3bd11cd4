// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;

/** Takes one picture from a camera, for whoever wants to know whether there is one. */
public final class CameraLook {

    private CameraLook() {
    }

    /**
     * The first picture's size, such as {@code 640x480}.
     *
     * @param patience for opening and the picture together
     * @throws CameraUnavailableException when none came; the message says what to do
     */
    public static String size(CamelContext context, String uri, Duration patience) throws CameraUnavailableException {
        CameraEndpoint camera = context.getEndpoint(uri, CameraEndpoint.class);
        FutureTask<String> look = new FutureTask<>(() -> first(camera));
        Thread thread = new Thread(look, "camera-look");
        // A driver that hangs keeps nobody waiting.
        thread.setDaemon(true);
        thread.start();
        try {
            return look.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new CameraUnavailableException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new CameraUnavailableException("gave no picture for " + patience.toSeconds() + " s. Check its cable, power and network", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CameraUnavailableException("was not looked at to the end", e);
        }
    }

    private static String first(CameraEndpoint camera) throws CameraUnavailableException {
        try (FrameSource source = camera.openSource()) {
            Optional<FrameSource.Picture> picture = source.next();
            if (picture.isEmpty()) {
                throw new CameraUnavailableException("holds no picture that can be read. Put some there, or give another camera");
            }
            String size = picture.get().image().cols() + "x" + picture.get().image().rows();
            picture.get().image().release();
            return size;
        }
    }
}
