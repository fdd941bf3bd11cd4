package org.hybridface.cloud.face;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.hybridface.cloud.event.FaceEvent;
import org.junit.jupiter.api.Test;

class PhotosTest {

    private final Photos photos = new Photos("photos");

    @Test
    void aPhotoIsRefusedByItsSizeBeforeAnybodyDecodesIt() {
        assertThatCode(() -> photos.requireUsable(claiming(80, 80))).doesNotThrowAnyException();
        assertThatCode(() -> photos.requireUsable(claiming(5_000, 10_000))).doesNotThrowAnyException();
        assertThatThrownBy(() -> photos.requireUsable(claiming(12_000, 12_000)))
                .isInstanceOf(UnusablePhotoException.class).hasMessageContaining("more than 50 million");
        assertThatThrownBy(() -> photos.requireUsable(claiming(65_535, 65_535)))
                .isInstanceOf(UnusablePhotoException.class).hasMessageContaining("more than 50 million");
        assertThatThrownBy(() -> photos.requireUsable(claiming(79, 80)))
                .isInstanceOf(UnusablePhotoException.class).hasMessageContaining("each side needs 80");
    }

    /** No more than the headers of a JPEG. */
    private static FaceEvent claiming(int width, int height) {
        byte[] jpeg = HexFormat.of().parseHex("ffd8ffc000110800000000030000000000");
        ByteBuffer.wrap(jpeg).putShort(7, (short) height).putShort(9, (short) width);
        return new FaceEvent("event", "person", jpeg, URI.create("s3://photos/x.jpg"), false, Optional.empty(), Optional.empty(), Instant.EPOCH);
    }
}
