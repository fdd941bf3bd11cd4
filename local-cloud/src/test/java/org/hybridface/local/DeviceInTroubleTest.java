// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.hybridface.local.identity.CertificateAuthority;
import org.hybridface.local.identity.DeviceIdentity;
import org.junit.jupiter.api.Test;

/** A device with bad photos, a wrong certificate, no camera or a taken port. */
class DeviceInTroubleTest extends LoopSupport {

    @Test
    void brokenPhotosAndEmptyOnesAreSkippedWithOneLine() throws Exception {
        loop.enrol("Grace Hopper", "Grace");
        Path faces = loop.photos("grace", "Grace");
        Files.write(faces.resolve("0-corrupt.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3});
        Files.write(faces.resolve("0-empty-room.jpg"), TestFaces.nobody());
        try (RealEdge edge = loop.edge("camera-1", faces)) {
            edge.awaitLine("User001 -> asked the cloud -> Grace Hopper");
            assertThat(edge.with("0-corrupt.jpg")).isNotEmpty();
        }
    }

    @Test
    void aDeviceInTroubleSaysInOneLineWhatToDo() throws Exception {
        DeviceIdentity stranger = CertificateAuthority.open(directory.resolve("other-authority"), Clock.systemUTC()).thing("camera-1");
        Device known = loop.cloud().thing("camera-1");
        DeviceIdentity wrong = new DeviceIdentity("camera-1", known.identity().caFile(), stranger.certificateFile(), stranger.keyFile());
        Path faces = loop.photos("edsger", "Edsger");
        int taken = loop.cloud().endpoints().s3().getPort();
        try (RealEdge wrongCertificate = loop.edge(known.mqttUrl(), wrong, Map.of("edge.camera", "camera:dir:" + faces));
                RealEdge noCamera = loop.edge(known.mqttUrl(), loop.cloud().thing("camera-2").identity(),
                        Map.of("edge.camera", "camera:dir:" + directory.resolve("no-such-folder")));
                RealEdge usedPort = loop.edge(known.mqttUrl(), known.identity(),
                        Map.of("edge.camera", "camera:dir:" + faces, "edge.http.port", String.valueOf(taken)))) {
            usedPort.awaitLine("edge.http.port " + taken, "give another port");
            noCamera.awaitLine("no-such-folder", "correct the path");
            wrongCertificate.awaitLine("mqtt.certificate.file", "refuses", "give a certificate it knows");
        }
    }
}
