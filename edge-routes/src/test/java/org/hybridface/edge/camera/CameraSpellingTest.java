// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cameras as people write them. */
class CameraSpellingTest {

    @ParameterizedTest
    @ValueSource(strings = {"camera:0", "camera:12", "camera:/dev/video0", "camera:/dev/v4l/by-id/usb-046d", "camera:demo", "camera:demo?fps=5", "camera:file:clip.avi?loop=true",
        "camera:dir:/srv/my photos", "camera:dir:/srv/a # b@c", "camera:rtsp://door", "camera:rtsp://door:554/live?channel=1", "camera:rtsp://me:a/b#c?d@door/live",
        "camera:rtsp://[fe80::1%25eth0]:554/x", "camera:http://192.168.1.5/cgi-bin/mjpg", "camera:udp://@239.0.0.1:1234", "camera:udp://:1234", "camera:srt://:9000?mode=listener",
        "camera:rtsp://küche.local/1", "camera://demo", "camera:file:///srv/clip.avi"})
    void whatMayBeACamera(String uri) {
        assertThat(CameraSpelling.fault(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "0                          | give camera:0",
        "webcam                     | give camera:0",
        "camera:webcam              | give camera:0",
        "camera:usb                 | give camera:0",
        "camera:-1                  | give camera:0",
        "camera:00                  | give camera:0",
        "camera:01                  | give camera:1",
        "camera: 0                  | give camera:0",
        "camera:0 ?fps=1            | give camera:0?fps=1",
        "camera:video0              | give camera:/dev/video0",
        "/dev/video2                | give camera:/dev/video2",
        "camera:dev/video2          | give camera:/dev/video2",
        "camera:Demo                | give camera:demo",
        "demo                       | give camera:demo",
        "CAMERA:demo                | give camera:demo",
        "\"camera:demo\"              | give camera:demo",
        "'camera:demo'              | give camera:demo",
        "camera:demo # in the hall  | give camera:demo",
        "camera:camera:0            | give camera:0",
        "camera:C:\\a.mp4            | give camera:file:C:\\a.mp4",
        "camera:D:/clips/           | give camera:dir:D:/clips/",
        "clip.mp4                   | give camera:file:clip.mp4",
        "camera:FILE:clip.avi       | give camera:file:clip.avi",
        "camera:photos/             | give camera:dir:photos/",
        "camera:file:               | give the file as well",
        "camera:dir:                | give the folder as well",
        "camera:file:~/clip.avi     | nobody replaces ~ and variables here",
        "camera:dir:$HOME/photos    | nobody replaces ~ and variables here",
        "rtsp://door/live           | give camera:rtsp://door/live",
        "camera:rtsp:door/live      | give camera:rtsp://door/live",
        "camera:rtsp:/door/live     | give camera:rtsp://door/live",
        "camera:rtsp//door/live     | give camera:rtsp://door/live",
        "camera:http:door/x.mjpg    | give camera:http://door/x.mjpg",
        "camera:RTSP://door/live    | give camera:rtsp://door/live",
        "camera:rstp://door/live    | give camera:rtsp://door/live",
        "camera:htpp://door/live    | give camera:http://door/live",
        "camera:192.168.1.5:554/1   | give camera:rtsp://192.168.1.5:554/1",
        "camera:rtsp://             | give the host",
        "camera:rtsp:///live        | give the host",
        "camera:rtsp://:554/live    | give the host",
        "camera:rtsp://my cam/live  | give the host",
        "camera:rtsp://door:99999/x | give a port from 1 to 65535",
        "camera:onvif://door/x      | give the address of its stream",
        "camera:webrtc://door/x     | give an address of rtsp, rtsps, http",
        "camera:0?fps=-3            | give fps from 0 to 1000",
        "camera:demo?width=-4       | give width from 0 to 16384",
        "camera:rtsp://h/x?silence=0 | give silence from 1 to",
        "camera:0?reconnectDelay=0  | give reconnectDelay from 1 to",
        "camera:ftp://x/y           | give an address of rtsp",
        "camera:demo&fps=5          | give camera:demo?fps=5",
        "camera:living room         | camera:dir:photos or camera:demo",
        "camera:                    | camera:dir:photos or camera:demo"})
    void whatNoCameraCanBeIsAnsweredWithWhatWasMeant(String uri, String says) {
        assertThat(CameraSpelling.fault(uri)).hasValueSatisfying(advice -> assertThat(advice).contains(says));
    }

    @Test
    void aFolderIsNoFileAndAFileIsNoFolder(@TempDir Path folder) throws IOException {
        Path clip = Files.createFile(folder.resolve("clip.avi"));
        Path photo = Files.createFile(folder.resolve("ada.jpg"));
        assertThat(CameraSpelling.fault("camera:file:" + folder)).contains("give camera:dir:" + folder + ", since it is a folder");
        assertThat(CameraSpelling.fault("camera:dir:" + clip)).contains("give camera:file:" + clip + ", since it is a file");
        assertThat(CameraSpelling.fault("camera:dir:" + photo)).contains("give the folder of that photo");
        assertThat(CameraSpelling.fault("camera:" + folder)).contains("give camera:dir:" + folder);
        assertThat(CameraSpelling.fault("camera:file:" + folder.resolve("later.avi"))).isEmpty();
        Path odd = Files.createDirectory(folder.resolve("a # b"));
        assertThat(CameraSpelling.fault("camera:dir:" + odd)).isEmpty();
    }

    @Test
    void noAdviceHoldsAPassword() {
        assertThat(CameraSpelling.fault("rstp://me:geheim@door/live")).hasValueSatisfying(advice -> assertThat(advice).doesNotContain("geheim"));
        assertThat(CameraSpelling.fault("RTSP://me:geheim@door/live")).hasValueSatisfying(advice -> assertThat(advice).doesNotContain("geheim"));
    }
}
