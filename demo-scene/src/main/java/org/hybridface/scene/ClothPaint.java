// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.hybridface.scene.Numbers.clamp;
import static org.hybridface.scene.Numbers.noise;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** Paints what is not skin: the shirt, seen from the front, and a wrap of hair. */
final class ClothPaint {

    private static final int SIZE = 512;
    private static final double TEXELS_PER_CM = 8;
    private static final double TOP_CM = -9;
    private static final int HAIR_WIDTH = 512;
    private static final int HAIR_HEIGHT = 256;

    private ClothPaint() {}

    static Texture shirt(Looks looks) {
        BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Colours.of(looks.clothes().shirt(), 1));
        g.fillRect(0, 0, SIZE, SIZE);
        g.transform(new AffineTransform(TEXELS_PER_CM, 0, 0, -TEXELS_PER_CM, SIZE / 2.0, TOP_CM * TEXELS_PER_CM));
        neckline(g, looks);
        g.dispose();
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double weave = 0.05 * ((x + y) % 3 - 1) + 0.10 * (noise(x * 0.05, y * 0.02, 4) - 0.5);
                picture.setRGB(x, y, Colours.times(picture.getRGB(x, y) & 0xFFFFFF, 1 + weave));
            }
        }
        return new Texture(picture);
    }

    static void shirtUv(double x, double y, double z, float[] target, int at) {
        target[at] = (float) clamp(SIZE / 2.0 + x * TEXELS_PER_CM, 0, SIZE - 1);
        target[at + 1] = (float) clamp((TOP_CM - y) * TEXELS_PER_CM, 0, SIZE - 1);
    }

    private static void neckline(Graphics2D g, Looks looks) {
        int skin = looks.skin().tone();
        int accent = looks.clothes().accent();
        double neck = looks.size(Trait.NECK_WIDTH);
        g.setStroke(new BasicStroke(0.9f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        switch (looks.clothes().neckline()) {
            case ROUND -> {
                Ellipse2D opening = new Ellipse2D.Double(-neck - 0.6, -18.4, 2 * neck + 1.2, 8);
                g.setColor(Colours.of(skin, 1));
                g.fill(opening);
                g.setColor(Colours.of(accent, 1));
                g.draw(opening);
            }
            case V -> {
                Path2D opening = triangle(neck + 0.8, -24);
                g.setColor(Colours.of(skin, 1));
                g.fill(opening);
                g.setColor(Colours.of(accent, 1));
                g.draw(opening);
            }
            case COLLAR -> {
                g.setColor(Colours.of(skin, 1));
                g.fill(triangle(neck * 0.75, -20));
                g.setColor(Colours.of(accent, 1));
                for (int side = -1; side <= 1; side += 2) {
                    Path2D wing = new Path2D.Double();
                    wing.moveTo(side * neck, -11);
                    wing.lineTo(side * 0.3, -19.8);
                    wing.lineTo(side * 3.6, -22);
                    wing.lineTo(side * (neck + 2.4), -14);
                    wing.closePath();
                    g.fill(wing);
                }
                g.setStroke(new BasicStroke(0.25f));
                g.setColor(Colours.of(Colours.times(looks.clothes().shirt(), 0.6), 1));
                g.draw(new Line2D.Double(0, -20, 0, -75));
                for (double y = -25; y > -70; y -= 9) {
                    g.fill(new Ellipse2D.Double(-0.5, y, 1, 1));
                }
            }
        }
    }

    private static Path2D triangle(double half, double bottom) {
        Path2D path = new Path2D.Double();
        path.moveTo(-half, -10);
        path.lineTo(0, bottom);
        path.lineTo(half, -10);
        path.closePath();
        return path;
    }

    /** Strands from top to bottom, or a crisp mottle when the hair is curly or short. */
    static Texture hair(int colour, boolean inStrands) {
        BufferedImage picture = new BufferedImage(HAIR_WIDTH, HAIR_HEIGHT, BufferedImage.TYPE_INT_RGB);
        // Dark hair swallows its own shadows, light hair shows them less.
        double depth = 1.0 - 0.45 * Colours.brightness(colour);
        for (int y = 0; y < HAIR_HEIGHT; y++) {
            for (int x = 0; x < HAIR_WIDTH; x++) {
                double fine = inStrands ? noise(x * 0.9, y * 0.03, 2) : noise(x * 0.9, y * 0.9, 2);
                double locks = inStrands ? noise(x * 0.25, y * 0.02, 5) : noise(x * 0.35, y * 0.35, 5);
                picture.setRGB(x, y, Colours.times(colour, 1 + depth * (0.65 * (fine - 0.55) + 0.4 * (locks - 0.5))));
            }
        }
        return new Texture(picture);
    }

    /** Round the head and down, so that strands run from the crown. */
    static void hairUv(double x, double y, double z, float[] target, int at) {
        target[at] = (float) (HAIR_WIDTH / 2.0 + Math.atan2(x, z + 2) * 60);
        target[at + 1] = (float) (HAIR_HEIGHT * 0.45 - y * 5);
    }

    static Texture plain(int colour) {
        BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, colour);
        return new Texture(picture);
    }
}
