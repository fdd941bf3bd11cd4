// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** A photo of one person, head and shoulders, on a plain wall: what one would enrol. */
public final class Portrait {

    /** A camera at this distance makes a head look as in a usual portrait, centimetres. */
    private static final double DISTANCE_CM = 130;
    private static final double VISIBLE_CM = 36;

    private Portrait() {}

    /**
     * @param widthPx width and height of the picture, pixels; the face takes about 0.4 of it
     * @return sRGB, {@link BufferedImage#TYPE_3BYTE_BGR}
     */
    public static BufferedImage render(Person person, Pose pose, Light light, int widthPx) {
        return render(new Figure(person.looks()), pose, light, widthPx);
    }

    static BufferedImage render(Figure figure, Pose pose, Light light, int widthPx) {
        BufferedImage picture = new BufferedImage(widthPx, widthPx, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < widthPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                float wall = 0.42f - 0.18f * y / widthPx + 0.05f * x / widthPx;
                int at = (y * widthPx + x) * 3;
                bgr[at] = Layer.srgb(wall * 1.02f);
                bgr[at + 1] = Layer.srgb(wall);
                bgr[at + 2] = Layer.srgb(wall * 0.97f);
            }
        }
        Layer layer = new Layer(widthPx, widthPx);
        double focal = widthPx * DISTANCE_CM / VISIBLE_CM;
        figure.draw(pose, light, focal, DISTANCE_CM, widthPx / 2.0, widthPx * 0.46, new Painter(), layer);
        layer.compose(bgr);
        return picture;
    }
}
