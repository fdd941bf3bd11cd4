// SPDX-License-Identifier: Apache-2.0
package org.hybridface.examples.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.app.EdgeSide;
import org.hybridface.edge.camera.CameraUnavailableException;
import org.hybridface.edge.frame.Frame;
import org.hybridface.routecheck.RouteCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar's camera, found by {@code camera:} as it is. */
class Y4mCameraTest {

    @TempDir
    Path folder;

    @Test
    void aRouteGetsThePicturesOfTheFileInTheirOrderAndSize() throws Exception {
        Path clip = Files.write(folder.resolve("clip.y4m"), clip("YUV4MPEG2 W64 H48 F25:1 C420jpeg", 30, 120, 210));
        List<String> seen = new CopyOnWriteArrayList<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("camera:y4m:" + clip).process(exchange -> {
                        Frame frame = exchange.getMessage().getBody(Frame.class);
                        seen.add(frame.source() + " " + frame.picture().cols() + "x" + frame.picture().rows() + " "
                                + Math.round(frame.picture().get(20, 20)[1] / 30.0) * 30);
                    });
                }
            });
            context.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> seen.size() == 3);
        }
        assertThat(seen).containsExactly("clip.y4m#1 64x48 30", "clip.y4m#2 64x48 120", "clip.y4m#3 64x48 210");
        assertThat(Frame.open()).isZero();
    }

    @Test
    void anotherStreamIsRefusedWithItsFirstLine() throws IOException {
        Path other = Files.write(folder.resolve("other.y4m"), clip("YUV4MPEG2 W64 H48 F25:1 C444", 30));
        assertThatThrownBy(() -> new Y4mCamera().open(other.toString())).isInstanceOf(CameraUnavailableException.class).hasMessageContaining("C444");
    }

    @Test
    void aRouteFileMayNameIt() {
        assertThat(new RouteCheck(new EdgeSide()).check(java.util.Map.of("x.camel.yaml", """
                - route:
                    id: pipe-to-log
                    from:
                      uri: camera:y4m:/run/camera.y4m
                      steps:
                        - log: ${header.CamelCameraFrameSource}
                """))).isEmpty();
    }

    private static byte[] clip(String header, int... tones) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write((header + "\n").getBytes(StandardCharsets.US_ASCII));
        for (int tone : tones) {
            out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            byte[] luma = new byte[64 * 48];
            // The format's black is 16 and its white 235.
            Arrays.fill(luma, (byte) Math.round(16 + tone * 219 / 255.0));
            out.write(luma);
            byte[] colour = new byte[64 * 48 / 2];
            Arrays.fill(colour, (byte) 128);
            out.write(colour);
        }
        return out.toByteArray();
    }
}
