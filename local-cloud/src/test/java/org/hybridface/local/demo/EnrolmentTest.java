// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.hybridface.local.demo.Enrolment.LabelledPhoto;
import org.hybridface.messages.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void ownPhotosAreTakenAsTelephonesAndDisksLeaveThem() throws IOException {
        noise(folder.resolve("Ada/phone.JPG"), "jpg", 2000);
        noise(folder.resolve("Ada/scan.png"), "png", 200);
        noise(folder.resolve("Bob/._x.jpg"), "jpg", 200);
        noise(folder.resolve("@eaDir/x.jpg"), "jpg", 200);
        Files.writeString(folder.resolve("Ada/Thumbs.db"), "");
        Files.writeString(folder.resolve(".DS_Store"), "");
        assertThat(Files.size(folder.resolve("Ada/phone.JPG"))).isGreaterThan(720_000);

        List<LabelledPhoto> photos = Enrolment.fromFolder(folder, said::add);

        assertThat(photos).extracting(LabelledPhoto::origin).containsExactly("Ada/phone.JPG", "Ada/scan.png");
        assertThat(photos).allSatisfy(photo -> assertThat(photo.jpeg()).startsWith(0xFF, 0xD8, 0xFF).hasSizeLessThanOrEqualTo(Limits.PHOTO_BYTES));
        assertThat(said).as("of a disk's own files not a word").containsExactly("Bob/ is left out: there is no photo in it");
    }

    @Test
    void onePhotoThatCannotBeUsedIsOneLineAndTheRestGoesOn() throws IOException {
        noise(folder.resolve("Ada/good.jpg"), "jpg", 200);
        Files.writeString(folder.resolve("Ada/bad.jpg"), "no picture");
        Files.writeString(folder.resolve("Ada/new.heic"), "");
        noise(folder.resolve("Zero\u200bWidth/good.jpg"), "jpg", 200);

        assertThat(Enrolment.fromFolder(folder, said::add)).extracting(LabelledPhoto::origin).containsExactly("Ada/good.jpg");
        assertThat(said).hasSize(3);
        assertThat(said.get(0)).startsWith("Ada/bad.jpg is left out");
        assertThat(said.get(1)).contains("Ada/new.heic").contains("convert it to JPEG or PNG");
        assertThat(said.get(2)).contains("U+200B");
    }

    @Test
    void aPhotoThatWasCutIsLeftOutAndNotEnrolledHalfGrey() throws IOException {
        noise(folder.resolve("Ada/good.jpg"), "jpg", 200);
        for (String kind : new String[] {"jpg", "png"}) {
            noise(folder.resolve("Ada/whole." + kind), kind, 200);
            byte[] whole = Files.readAllBytes(folder.resolve("Ada/whole." + kind));
            Files.write(folder.resolve("Ada/cut." + kind), Arrays.copyOf(whole, whole.length / 2));
        }

        assertThat(Enrolment.fromFolder(folder, said::add)).hasSize(3);
        assertThat(said).containsExactly("Ada/cut.jpg is left out: it breaks off before its end", "Ada/cut.png is left out: it breaks off before its end");
    }

    @Test
    void aPersonWithoutPhotosIsToldAndNotPassedOver() throws IOException {
        noise(folder.resolve("Ada/good.jpg"), "jpg", 200);
        Files.createDirectories(folder.resolve("Grace"));
        Files.createDirectories(folder.resolve("Alan"));
        Files.writeString(folder.resolve("Alan/.DS_Store"), "");

        assertThat(Enrolment.fromFolder(folder, said::add)).hasSize(1);
        assertThat(said).containsExactly("Alan/ is left out: there is no photo in it", "Grace/ is left out: there is no photo in it");
    }

    @Test
    void whatOnlyLooksLikeAPhotoFileIsOneLineToo() throws IOException {
        noise(folder.resolve("Jose\u0301/good.jpg"), "jpg", 200);
        Files.createDirectory(folder.resolve("Jose\u0301/folder.jpg"));
        Files.createSymbolicLink(folder.resolve("Jose\u0301/gone.jpg"), folder.resolve("nowhere.jpg"));

        assertThat(Enrolment.fromFolder(folder, said::add)).singleElement()
                .satisfies(photo -> assertThat(photo.event().name()).as("as a keyboard spells it").isEqualTo("José"));
        assertThat(said).hasSize(2).allMatch(line -> line.contains("is left out: it is no ordinary file"));
    }

    @Test
    void aFolderWithoutAnyPhotoSaysWhatItNeeds() {
        assertThatThrownBy(() -> Enrolment.fromFolder(folder, said::add)).isInstanceOf(DemoException.class)
                .hasMessageContaining("one sub-folder per name");
    }

    private static void noise(Path file, String format, int side) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                picture.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        ImageIO.write(picture, format, file.toFile());
    }
}
