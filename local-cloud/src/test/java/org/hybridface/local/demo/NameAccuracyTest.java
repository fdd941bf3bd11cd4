// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hybridface.local.demo.RecordedFrame.RecordedFace;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameAccuracyTest {

    @TempDir
    private Path folder;

    @Test
    void everySecondPersonIsEnrolledAndTheRestIsShownToTheCamera() throws IOException {
        photos("Ada Lovelace", 4);
        photos("Alan", 2);
        photos("Grace", 1);

        PhotoSplit split = PhotoSplit.of(folder.resolve("photos"), folder.resolve("split"));

        assertThat(split.enrolled()).containsExactly("Ada Lovelace");
        assertThat(names(split.people().resolve("Ada Lovelace"))).containsExactly("0.jpg", "1.jpg");
        assertThat(names(split.probes())).containsExactly(
                "Ada Lovelace~2.jpg", "Ada Lovelace~3.jpg", "Alan~0.jpg", "Alan~1.jpg", "Grace~0.jpg");
    }

    @Test
    void aFolderWithoutPeopleIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("photos"));

        assertThatThrownBy(() -> PhotoSplit.of(folder.resolve("photos"), folder.resolve("split")))
                .isInstanceOf(DemoException.class).hasMessageContaining("fewer than two");
    }

    @Test
    void aPhotoCountsOnceByItsLargestFace() {
        NameAccuracy accuracy = NameAccuracy.of(List.of(
                frame("Ada~1.jpg", face("Ada", 100), face("Grace", 50)),
                frame("Ada~2.jpg", face("Grace", 100)),
                frame("Ada~3.jpg", face(null, 100)),
                frame("Ada~4.jpg"),
                frame("Alan~1.jpg", face("Ada", 100)),
                frame("Alan~2.jpg", face(null, 100))), Set.of("Ada", "Grace"));

        assertThat(accuracy).isEqualTo(new NameAccuracy(1, 1, 1, 1, 2, 1));
        assertThat(accuracy.inWords()).startsWith("rank-1 25.0 % (1 of 4").contains("wrong name 33.33 % (1 of these, 1 of 2");
    }

    private void photos(String person, int count) throws IOException {
        Path own = Files.createDirectories(folder.resolve("photos").resolve(person));
        for (int i = 0; i < count; i++) {
            Files.write(own.resolve(i + ".jpg"), new byte[] {1});
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static RecordedFrame frame(String source, RecordedFace... faces) {
        return new RecordedFrame(1, source, List.of(faces));
    }

    private static RecordedFace face(String name, double size) {
        return new RecordedFace("User001", Optional.ofNullable(name), name == null ? "enrolled" : "named",
                new Box(0, 0, size, size));
    }
}
