// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Box;
import org.hybridface.vision.Quality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedGateTest {

    private static final Box BOX = new Box(10, 10, 100, 100);

    private final List<FaceEvent> heard = new ArrayList<>();
    private final WatchedGate gate = new WatchedGate(new QualityGate(40, 0.15, 45), heard::add, new TestClock());

    @Test
    void aGoodViewPassesAndIsToldOnce() {
        assertThat(lets(new Quality(134, 0.874, 2.4, 0, false))).isTrue();
        assertThat(lets(new Quality(135, 0.874, 2.4, 0, false))).isTrue();
        assertThat(heard).hasSize(1).first().asString().isEqualTo("event=gate key=User001 size=134 minSize=40 sharpness=0.87 "
                + "minSharpness=0.15 yaw=2 maxYaw=45 cut=false");
    }

    @Test
    void aBadViewIsRefusedWithEveryReason() {
        assertThat(lets(new Quality(39, 0.1, -46, 0, true))).isFalse();
        assertThat(lets(new Quality(38, Double.NaN, -46, 0, true))).isFalse();
        assertThat(heard).hasSize(1).first().asString().endsWith(" why=too-small,blurred,turned,cut");
    }

    @ParameterizedTest(name = "a face of {0} x {1} px where {2} px are wanted: {3}")
    @CsvSource({"39,52,40,false", "40,53,40,true", "53,40,40,true", "30,37,30,true", "29,37,30,false"})
    void whatRekognitionWouldRefuseForItsSizeIsNotAsked(int width, int height, int wanted, boolean asked) {
        WatchedGate small = new WatchedGate(new QualityGate(wanted, 0.15, 45), heard::add, new TestClock());
        assertThat(lets(small, new Quality(Math.max(width, height), 0.874, 2.4, 0, false), new Box(10, 10, width, height))).isEqualTo(asked);
        if (!asked) {
            assertThat(heard).singleElement().asString().endsWith("why=narrow");
        }
    }

    @Test
    void aFaceNobodyNeedsToAskForIsNoNews() {
        assertThat(lets(null)).isFalse();
        assertThat(heard).isEmpty();
    }

    private boolean lets(Quality quality) {
        return lets(gate, quality, BOX);
    }

    private static boolean lets(WatchedGate gate, Quality quality, Box box) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext(false));
        exchange.getMessage().setBody(new Sighting(new SeenFace("User001", Optional.empty(), "pending", OptionalDouble.empty(), BOX),
                Sighting.Purpose.ASK, Optional.ofNullable(quality).map(measured -> new FacePhoto(new byte[0], measured, box, Instant.EPOCH, "clip#1"))));
        return gate.letsPass(exchange);
    }
}
