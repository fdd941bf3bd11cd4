package org.hybridface.edge.camera;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.URISupport;
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

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SourceAddress address = SourceAddress.parse(decoded(remaining));
        CameraEndpoint endpoint = new CameraEndpoint(uri, this);
        setProperties(endpoint, parameters);
        if (address.type() == SourceAddress.Type.STREAM && !parameters.isEmpty()) {
            // Options that are not ours belong to the stream, as in rtsp://host/realmonitor?channel=1
            address = new SourceAddress(address.type(), address.target() + "?" + URISupport.createQueryString(parameters));
            parameters.clear();
        }
        endpoint.useAddress(address);
        // Counted on when the route of this camera is exchanged, which makes a new endpoint.
        endpoint.useStatistics(statistics.computeIfAbsent(uri, camera -> new CameraStatistics(System::nanoTime)));
        return endpoint;
    }

    /** Camel writes a space in a URI as %20; a path on disk needs the space. A stray % stays one. */
    private static String decoded(String remaining) {
        try {
            return URLDecoder.decode(remaining.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return remaining;
        }
    }
}
