// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.camel.health.HealthCheck;
import org.hybridface.edge.frame.Frame;
import org.hybridface.messages.ImageHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

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
    void whatIsNoPhotoIsCountedAndWhatADiskAddsByItselfIsNot() throws Exception {
        Pictures.photo(folder.resolve("a.jfif"), 50);
        for (String other : List.of("b.heic", "c.avif", "d.gif", "notes.txt", "._a.jpg", ".hidden.jpg", "Thumbs.db", "@eaDir/a.jpg", "__MACOSX/._a.jpg",
                "@Recycle/a.jpg", "~$a.jpg", "a.jpg~", "ehthumbs_vista.db")) {
            Files.createDirectories(folder.resolve(other).getParent());
            Files.writeString(folder.resolve(other), "no photo");
        }
        run("camera:dir:" + folder + "?recursive=true");
        awaitEnd();
        assertThat(seen).extracting(Seen::source).containsExactly("a.jfif");
        assertThat(camera().getUnreadableFiles()).isEqualTo(4);
    }

    /** Reading one of them would never end. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsNoOrdinaryFileIsLeftOutWhateverItsName() throws Exception {
        Pictures.photo(folder.resolve("a.jpg"), 50);
        Files.createSymbolicLink(folder.resolve("b.jpg"), folder.resolve("nowhere.jpg"));
        Files.createSymbolicLink(folder.resolve("c.jpg"), Path.of("c.jpg"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("d.jpg").toString()).start().waitFor()).isZero();
        Files.write(folder.resolve("e.jpg"), ("....ftypheic" + "x".repeat(600)).getBytes(StandardCharsets.ISO_8859_1));
        Pictures.photo(folder.resolve("f.jpg"), 100);
        run("camera:dir:" + folder + "?recursive=true");

        assertThat(ended.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(seen).extracting(Seen::source).containsExactly("a.jpg", "f.jpg");
        assertThat(context.getEndpoints()).filteredOn(CameraEndpoint.class::isInstance)
                .singleElement().satisfies(camera -> assertThat(((CameraEndpoint) camera).getUnreadableFiles()).isEqualTo(4));
    }

    @Test
    void aPhotoOfATelephoneWithAnotherNameIsCalledWhatItIs() {
        byte[] heic = ("....ftypheic" + "x".repeat(600)).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> PictureDecoder.decode(heic)).isInstanceOf(IOException.class).hasMessageContaining("it is HEIC, whatever its name says; convert it");
    }

    @Test
    void aPhotoOfTooManyPixelsIsLeftOutBeforeItIsDecoded() throws Exception {
        Pictures.photo(folder.resolve("a.jpg"), 50);
        Files.write(folder.resolve("b.jpg"), Pictures.jpegThatClaims(12_000, 12_000));
        BufferedImage wide = new BufferedImage(40_000, 2_000, BufferedImage.TYPE_BYTE_BINARY);
        for (String kind : List.of("png", "bmp", "tif")) {
            assertThat(ImageIO.write(wide, kind, folder.resolve("c." + kind).toFile())).isTrue();
        }
        Files.writeString(folder.resolve("d.ppm"), "P6 12000 12000 255\n");
        Files.write(folder.resolve("d.webp"), webpThatClaims(16_383, 16_383));
        Pictures.photo(folder.resolve("e.jpg"), 100);
        run("camera:dir:" + folder);
        awaitEnd();
        assertThat(seen).extracting(Seen::source).containsExactly("a.jpg", "e.jpg");
        assertThat(camera().getUnreadableFiles()).isEqualTo(6);
    }

    @Test
    void aPhotoOfTooManyScansIsLeftOutBeforeItIsDecoded() throws Exception {
        Files.write(folder.resolve("a.jpg"), Pictures.jpegOfScans(ImageHeader.MAX_SCANS + 1));
        Files.write(folder.resolve("b.jpg"), Pictures.jpegOfScans(ImageHeader.MAX_SCANS));
        run("camera:dir:" + folder);
        awaitEnd();
        assertThat(seen).extracting(Seen::source).containsExactly("b.jpg");
        assertThat(camera().getUnreadableFiles()).isEqualTo(1);
    }

    /** The clip's own header says 64 x 48; that of one picture in it 144 million pixels. */
    @Test
    void aPictureOfAClipThatClaimsMoreThanTheClipIsLeftOut() throws Exception {
        Path clip = Pictures.clip(folder.resolve("clip.avi"), 10);
        Pictures.claimInClip(clip, 4, 12_000, 12_000);
        run("camera:file:" + clip);
        awaitEnd();
        assertThat(seen).hasSize(9);
        assertThat(camera().getPictureSize()).isEqualTo("64x48");
    }

    /** The extended header alone (WebP container specification): 24 bits of width and height, each less one. */
    private static byte[] webpThatClaims(int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(22).put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0);
        file.putShort((short) (width - 1)).put((byte) (width - 1 >> 16)).putShort((short) (height - 1)).put((byte) (height - 1 >> 16));
        return file.array();
    }

    @Test
    void everyKindOfPictureAFolderMayHoldIsRead() throws Exception {
        for (String kind : List.of("jpg", "png", "bmp", "webp", "tif", "ppm")) {
            Mat picture = Pictures.grey(50);
            assertThat(Imgcodecs.imwrite(folder.resolve("a." + kind).toString(), picture)).isTrue();
            picture.release();
        }
        run("camera:dir:" + folder);
        awaitEnd();
        assertThat(seen).hasSize(6);
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
    void theTimeInAClipIsTheClipsOwnHoweverFastItIsReadAndNeverGoesBack() {
        Path clip = Pictures.clip(folder.resolve("clip.avi"), 5);
        List<Instant> times = new CopyOnWriteArrayList<>();
        run("camera:file:" + clip + "?loop=true", exchange -> times.add(exchange.getMessage().getBody(Frame.class).sceneTime()));
        await().atMost(SOON).until(() -> times.size() > 14);
        for (int i = 1; i < 15; i++) {
            Duration step = Duration.between(times.get(i - 1), times.get(i));
            if (i % 5 == 0) {
                assertThat(step).as("from the end to the start").isGreaterThanOrEqualTo(Duration.ofMillis(100));
            } else {
                assertThat(step).isCloseTo(Duration.ofMillis(100), Duration.ofMillis(1));
            }
        }
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
    void aFolderWithoutPhotosIsToldAndReadAsSoonAsThereIsOne() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "no photo");
        run("camera:dir:" + folder + "?reconnectDelay=20&maxReconnectDelay=20");
        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(told.get(0)).startsWith("lost").contains("holds no photo. Put some there; known endings are bmp, ");
        assertThat(problem()).contains("holds no photo");
        Files.move(Pictures.photo(folder.resolve(".hidden.jpg"), 50), folder.resolve("photo.jpg"));
        awaitEnd();
        assertThat(seen).hasSize(1);
        assertThat(problem()).isEmpty();
    }

    @Test
    void aFolderThatHoldsFoldersOnlyIsToldHowTheyAreRead() throws Exception {
        Pictures.photo(Files.createDirectories(folder.resolve("Ada")).resolve("photo.jpg"), 50);
        run("camera:dir:" + folder);
        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(problem()).contains("holds no photo but folders. Give one of them, or the camera's option recursive=true");
    }

    @Test
    void aFolderOfWhichNoFileCanBeReadIsAProblemToo() throws Exception {
        Files.writeString(folder.resolve("broken.jpg"), "no photo");
        run("camera:dir:" + folder);
        awaitEnd();
        assertThat(problem()).contains("ended without one picture: 1 files cannot be read");
    }

    @Test
    void aPhotoThatBreaksOffIsLeftOutBeforeItsDecoderGrumbles() throws Exception {
        byte[] photo = Files.readAllBytes(Pictures.photo(folder.resolve("whole.jpg"), 50));
        Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(photo, photo.length - 50));
        Files.write(folder.resolve("more-behind.jpg"), Arrays.copyOf(photo, photo.length + 50));
        run("camera:dir:" + folder);
        awaitEnd();
        assertThat(seen).extracting(Seen::source).containsExactly("more-behind.jpg", "whole.jpg");
        assertThat(camera().getUnreadableFiles()).isEqualTo(1);
    }

    private String problem() throws Exception {
        CameraHealthCheck check = new CameraHealthCheck(camera(), "camera-to-faces");
        check.setCamelContext(context);
        HealthCheck.Result called = check.call();
        return called.getState() == HealthCheck.State.DOWN ? called.getMessage().orElseThrow() : "";
    }

    @Test
    void aFileThatIsNoVideoSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("clip.mp4"), "garbage");
        run("camera:file:" + file);
        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(told.get(0)).contains("no video that can be read");
    }
}
