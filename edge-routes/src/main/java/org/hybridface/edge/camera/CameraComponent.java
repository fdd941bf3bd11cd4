// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.hybridface.edge.print.Masked;
import org.hybridface.scene.DemoScene;

/** Pictures of a camera, stream, video file, folder of photos or rendered feed, one exchange each. */
@Component("camera")
public class CameraComponent extends HealthCheckComponent {

    private final KeptSources sources = new KeptSources();
    private final Map<String, CameraStatistics> statistics = new ConcurrentHashMap<>();
    private DemoScene demoScene;

    /**
     * Keeps cameras open whose route is stopped until the answer is closed: by then another route with the same camera URI has
     * taken them over, or they are closed.
     */
    public AutoCloseable keepOpen() {
        return sources.hold();
    }

    KeptSources sources() {
        return sources;
    }

    /** One for all: its people take a second and some 50 MB to make, and a route that is exchanged gets another endpoint. */
    synchronized DemoScene demoScene() {
        if (demoScene == null) {
            demoScene = new DemoScene();
        }
        return demoScene;
    }

    /** As it is written: a password's special characters must not be decoded on the way. */
    @Override
    public boolean useRawUri() {
        return true;
    }

    /** With the login encoded, since Camel takes the first question mark for the begin of options, and decodes what follows. */
    @Override
    public Endpoint createEndpoint(String uri) throws Exception {
        return super.createEndpoint(CameraUri.parse(uri).whole(uri));
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        CameraUri written = CameraUri.parse(uri);
        SourceAddress address = SourceAddress.parse(written.source());
        CameraSpelling.faultOfOptions(written.options()).ifPresent(advice -> {
            throw new IllegalArgumentException("'camera:" + Masked.of(written.source()) + "' cannot be so: " + advice);
        });
        boolean stream = address.type() == SourceAddress.Type.STREAM;
        CameraEndpoint endpoint = new CameraEndpoint(uri, this);
        // Camel looks for options behind the first question mark, which may be one of the address.
        parameters.clear();
        parameters.putAll(written.options());
        setProperties(endpoint, parameters);
        if (stream) {
            Set<String> taken = new HashSet<>(written.options().keySet());
            taken.removeAll(parameters.keySet());
            // Options that are not ours belong to the stream, as in rtsp://host/realmonitor?channel=1
            address = new SourceAddress(address.type(), written.address(taken));
            parameters.clear();
        }
        endpoint.useAddress(address);
        // Counted on when the route of this camera is exchanged, which makes a new endpoint.
        endpoint.useStatistics(statistics.computeIfAbsent(uri, camera -> new CameraStatistics(System::nanoTime)));
        return endpoint;
    }
}
