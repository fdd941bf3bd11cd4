package org.hybridface.edge.recognise;

import org.apache.camel.Exchange;
import org.hybridface.vision.Quality;

/**
 * Whether a photo is good enough to ask the cloud with: a bad one costs a call and is rejected, or enrols a blur. Pure.
 *
 * @param minSizePx    longer side of the face in pixels; Rekognition wants 40 at least
 * @param minSharpness 0 to 1
 * @param maxYawDegrees turn of the head to either side
 */
public record QualityGate(int minSizePx, double minSharpness, double maxYawDegrees) {

    public boolean lets(Quality photo) {
        return photo.sizePx() >= minSizePx
                && photo.sharpness() >= minSharpness
                && Math.abs(photo.yawDegrees()) <= maxYawDegrees
                && !photo.cutByEdge();
    }

    /** For the route. */
    public boolean letsPass(Exchange exchange) {
        return exchange.getMessage().getBody(Sighting.class).quality().map(this::lets).orElse(false);
    }
}
