// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.hybridface.edge.frame.Frame;
import org.junit.jupiter.api.Test;

class DemoFeedTest extends CameraTestSupport {

    @Test
    void noFrameIsLeftOutWhenEveryOneIsAskedFor() {
        run("camera:demo?delivery=every");
        await().atMost(SOON).until(() -> seen.size() > 10);
        assertThat(seen).extracting(Seen::number).startsWith(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(seen.get(0)).extracting(Seen::source, Seen::kind).containsExactly("demo#1", Frame.Kind.VIDEO);
        assertThat(camera().getDroppedFrames()).isZero();
    }

    @Test
    void theLiveFeedIsSeenThroughJmx() throws Exception {
        run("camera:demo?fps=8&loop=true");
        await().atMost(SOON).until(() -> seen.size() > 10);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = server.queryNames(
                new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",type=endpoints,name=\"camera*\""), null);
        assertThat(names).hasSize(1);
        ObjectName camera = names.iterator().next();
        assertThat(server.getAttribute(camera, "CameraStatus")).isEqualTo("FLOWING");
        assertThat((Long) server.getAttribute(camera, "Frames")).isGreaterThan(10);
        // The first frame is late, and those after it hurry; then the pace is the one asked for, or less on a busy machine.
        await().atMost(SOON).untilAsserted(
                () -> assertThat((Double) server.getAttribute(camera, "FramesPerSecond")).isBetween(0.5, 9.0));
        assertThat(server.getAttribute(camera, "PictureSize")).isEqualTo("640x480");
    }
}
