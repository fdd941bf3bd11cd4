// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    @Test
    void aStoredPngIsAPhotoToo() {
        assertThatCode(() -> photos.requireUsable(event(png(400, 400)))).doesNotThrowAnyException();
        assertThatThrownBy(() -> photos.requireUsable(event(png(79, 400)))).hasMessageContaining("each side needs 80");
        assertThatThrownBy(() -> photos.requireUsable(event("GIF89a".getBytes(StandardCharsets.UTF_8)))).hasMessageContaining("no complete JPEG or PNG");
    }

    private static byte[] png(int width, int height) {
        return HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452%08x%08x0802000000".formatted(width, height));
    }

    /** No more than the headers of a JPEG. */
    private static FaceEvent claiming(int width, int height) {
        byte[] jpeg = HexFormat.of().parseHex("ffd8ffc000110800000000030000000000");
        ByteBuffer.wrap(jpeg).putShort(7, (short) height).putShort(9, (short) width);
        return event(jpeg);
    }

    private static FaceEvent event(byte[] jpeg) {
        return new FaceEvent("event", "person", jpeg, URI.create("s3://photos/x.jpg"), false, Optional.empty(), Optional.empty(), Instant.EPOCH);
    }
}
