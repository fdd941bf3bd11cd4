// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Real JPEGs that say in a comment behind the picture who is on them. */
final class TestPhotos {

    private static final String MARK = "WHO:";

    private TestPhotos() {
    }

    static byte[] of(String who) {
        return of(who, 160, 200);
    }

    /**
     * @param widthPx pixels
     * @param heightPx pixels
     */
    static byte[] of(String who, int widthPx, int heightPx) {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jpeg.writeBytes((MARK + who).getBytes(StandardCharsets.UTF_8));
        return jpeg.toByteArray();
    }

    /** Another photo of the same person: other bytes. */
    static byte[] another(String who) {
        return of(who, 170, 210);
    }

    static String whoIsOn(byte[] jpeg) {
        String text = new String(jpeg, StandardCharsets.UTF_8);
        int mark = text.lastIndexOf(MARK);
        return mark < 0 ? "" : text.substring(mark + MARK.length());
    }
}
