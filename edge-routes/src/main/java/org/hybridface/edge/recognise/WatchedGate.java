// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.explain.NewsFilter;
import org.hybridface.vision.Box;
import org.hybridface.vision.Quality;

/** The quality gate of the route, which tells what it found and why it refused; not with every frame. Thread safe. */
public final class WatchedGate {

    private final Supplier<QualityGate> gateOfNow;
    private final FaceNews news;
    private final Clock clock;
    private final NewsFilter filter = new NewsFilter();

    public WatchedGate(QualityGate gate, FaceNews news, Clock clock) {
        this(() -> gate, news, clock);
    }

    /** @param gate as it is at the moment */
    public WatchedGate(Supplier<QualityGate> gate, FaceNews news, Clock clock) {
        this.gateOfNow = gate;
        this.news = news;
        this.clock = clock;
    }

    /** For the route. A face that was not measured is one the cloud need not be asked for. */
    public boolean letsPass(Exchange exchange) {
        Sighting sighting = exchange.getMessage().getBody(Sighting.class);
        return sighting.photo().filter(photo -> lets(sighting.key(), photo.quality(), photo.box())).isPresent();
    }

    private boolean lets(String key, Quality photo, Box box) {
        QualityGate gate = gateOfNow.get();
        List<String> faults = gate.faults(photo, box);
        if (filter.isNews(key, faults, clock.instant())) {
            FaceEvent event = FaceEvent.of(FaceEvent.Kind.GATE, key)
                    .with("size", photo.sizePx()).with("minSize", gate.minSizePx())
                    .with("sharpness", photo.sharpness(), 2).with("minSharpness", gate.minSharpness(), 2)
                    .with("yaw", photo.yawDegrees(), 0).with("maxYaw", gate.maxYawDegrees(), 0).with("cut", photo.cutByEdge());
            news.tell(faults.isEmpty() ? event : event.with("why", String.join(",", faults)));
        }
        return faults.isEmpty();
    }
}
