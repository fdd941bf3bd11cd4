package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hybridface.edge.frame.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesAndFoldersTest extends CameraTestSupport {

    @TempDir
    Path folder;

    @Test
    void eachPhotoOfAFolderIsOneFrameInTheOrderOfNames() throws Exception {
        Pictures.photo(folder.resolve("b.jpg"), 100);
        Pictures.photo(folder.resolve("a.JPG"), 50);
        Pictures.photo(folder.resolve("c.png.jpeg"), 200);
        Files.writeString(folder.resolve("notes.txt"), "no photo");
        run("camera:dir:" + folder);
        awaitEnd();
        assertThat(seen).extracting(Seen::source).containsExactly("a.JPG", "b.jpg", "c.png.jpeg");
        assertThat(seen).extracting(Seen::tone).containsExactly(50, 100, 200);
        assertThat(seen).extracting(Seen::number).containsExactly(1L, 2L, 3L);
        assertThat(seen).extracting(Seen::kind).containsOnly(Frame.Kind.STILL);
    }

    @Test
    void aFileThatIsNoPictureIsLeftOutAndTheRestGoesOn() throws Exception {
        Pictures.photo(folder.resolve("a.jpg"), 50);
        Files.writeString(folder.resolve("b.jpg"), "garbage");
        Files.write(folder.resolve("c.jpg"), new byte[0]);
        Pictures.photo(folder.resolve("d.jpg"), 100);
        run("camera:dir:" + folder);
        awaitEnd();
        assertThat(seen).extracting(Seen::source).containsExactly("a.jpg", "d.jpg");
        assertThat(camera().getUnreadableFiles()).isEqualTo(2);
    }

    @Test
    void foldersWithSpacesAndPercentSignsAreFound() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("my 100% photos+more"));
        Pictures.photo(odd.resolve("one photo.jpg"), 50);
        run("camera:dir:" + odd);
        awaitEnd();
        assertThat(seen).extracting(Seen::source).containsExactly("one photo.jpg");
    }

    @Test
    void foldersBelowAreReadWhenAsked() throws Exception {
        Pictures.photo(folder.resolve("b.jpg"), 50);
        Pictures.photo(folder.resolve("a/z.jpg"), 50);
        run("camera:dir:" + folder + "?recursive=true");
        awaitEnd();
        assertThat(seen).extracting(Seen::source).containsExactly("a/z.jpg", "b.jpg");
    }

    @Test
    void everyPictureOfAFileComesHoweverSlowTheRouteIs() throws Exception {
        Path clip = Pictures.clip(folder.resolve("clip.avi"), 20);
        run("camera:file:" + clip);
        awaitEnd();
        assertThat(seen).hasSize(20);
        assertThat(seen.get(0)).isEqualTo(new Seen(1, "clip.avi#1", Frame.Kind.VIDEO, 0));
        assertThat(seen.get(19).tone()).isCloseTo(190, within(3));
        assertThat(told).containsExactly("flowing", "ended 20");
        assertThat(camera().getCameraStatus()).isEqualTo("ENDED");
    }

    @Test
    void aLoopingClipStartsAgain() {
        Path clip = Pictures.clip(folder.resolve("clip.avi"), 3);
        run("camera:file:" + clip + "?loop=true");
        await().atMost(SOON).until(() -> seen.size() > 10);
        assertThat(seen.get(3)).extracting(Seen::number, Seen::source).containsExactly(4L, "clip.avi#1");
        assertThat(told).as("it never stops flowing in between").containsExactly("flowing");
    }

    @Test
    void aVideoThatOpenCvCannotReadIsReadByFfmpeg() throws Exception {
        Path clip = Clips.mp4(folder.resolve("clip.mp4"), 12);
        run("camera:file:" + clip);
        awaitEnd();
        assertThat(seen).hasSize(12);
        assertThat(seen.get(11).tone()).isCloseTo(110, within(6));
    }

    @Test
    void aMissingFileIsToldOnceAndReadAsSoonAsItIsThere() throws Exception {
        Path clip = folder.resolve("clip.avi");
        run("camera:file:" + clip + "?reconnectDelay=20&maxReconnectDelay=20");
        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(told.get(0)).contains("lost").contains("does not exist").contains(clip.toString());
        Path written = Pictures.clip(folder.resolve("clip.tmp.avi"), 5);
        Files.move(written, clip);
        awaitEnd();
        assertThat(seen).hasSize(5);
        assertThat(told).hasSize(3);
    }

    @Test
    void aRouteThatFailsLosesNoFrameAndNoMemory() throws Exception {
        for (int i = 0; i < 5; i++) {
            Pictures.photo(folder.resolve(i + ".jpg"), 50);
        }
        run("camera:dir:" + folder, exchange -> {
            throw new IllegalStateException("on purpose");
        });
        awaitEnd();
        assertThat(seen).hasSize(5);
    }

    @Test
    void anEmptyFolderEnds() throws Exception {
        run("camera:dir:" + folder);
        awaitEnd();
        assertThat(told).containsExactly("ended 0");
    }

    @Test
    void aFileThatIsNoVideoSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("clip.mp4"), "garbage");
        run("camera:file:" + file);
        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(told.get(0)).contains("no video that can be read");
    }
}
