// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.hybridface.scene.Numbers.clamp;
import static org.hybridface.scene.Numbers.noise;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/** Paints a face's skin, as seen from the front: tone, lips, nostrils, folds, freckles, stubble; {@link EyePaint} adds the eyes. */
final class FacePaint {

    private static final int WIDTH = 512;
    private static final int HEIGHT = 1024;
    private static final double TEXELS_PER_CM = 28;
    /** Where the middle of the face at eye height lies in the texture. */
    private static final int EYES_ROW = 370;

    private final Looks looks;
    private final BeardSolid beard;
    private final SplittableRandom random = new SplittableRandom(11);
    private final BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D g = picture.createGraphics();

    private FacePaint(Looks looks, BeardSolid beard) {
        this.looks = looks;
        this.beard = beard;
        g.setColor(Colours.of(looks.skin().tone(), 1));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.transform(new AffineTransform(TEXELS_PER_CM, 0, 0, -TEXELS_PER_CM, WIDTH / 2.0, EYES_ROW));
    }

    static Texture paint(Looks looks, BeardSolid beard) {
        FacePaint paint = new FacePaint(looks, beard);
        paint.redness();
        paint.folds();
        paint.freckles();
        paint.stubble();
        paint.lips();
        paint.nostrils();
        new EyePaint(looks, paint.g, paint.random).paint();
        paint.g.dispose();
        paint.mottle();
        return new Texture(paint.picture);
    }

    /** Seen from the front, so that what is painted lies where the solid has it. */
    static void uv(double x, double y, double z, float[] target, int at) {
        target[at] = (float) clamp(WIDTH / 2.0 + x * TEXELS_PER_CM, 0, WIDTH - 1);
        target[at + 1] = (float) clamp(EYES_ROW - y * TEXELS_PER_CM, 0, HEIGHT - 1);
    }

    private int shadow() {
        return Colours.times(looks.skin().tone(), 0.42);
    }

    private void redness() {
        double noseY = -looks.size(Trait.NOSE_LENGTH);
        int red = Colours.mix(looks.skin().tone(), 0xC0392B, 0.55);
        double amount = 0.14 + 0.36 * looks.skin().blush();
        for (int side = -1; side <= 1; side += 2) {
            glow(side * 4.3, -3.4, 2.7, 2.1, red, amount);
            glow(side * 7.6, -1.5, 1.6, 3.4, red, amount);
        }
        glow(0, noseY + 0.6, 1.7, 1.4, red, amount * 0.8);
        glow(0, HeadSolid.chinY(looks) + 1.5, 2.0, 1.3, red, amount * 0.5);
    }

    private void folds() {
        double age = looks.age();
        double noseY = -looks.size(Trait.NOSE_LENGTH);
        double mouthY = HeadSolid.mouthY(looks);
        double wing = looks.size(Trait.NOSE_WIDTH);
        double mouth = looks.size(Trait.MOUTH_WIDTH);
        for (int side = -1; side <= 1; side += 2) {
            Path2D fold = new Path2D.Double();
            fold.moveTo(side * (wing + 0.25), noseY + 0.7);
            fold.curveTo(side * (wing + 1.3), noseY - 0.3, side * (mouth + 0.75), mouthY + 1.0, side * (mouth + 0.7), mouthY - 0.5);
            crease(fold, 0.10 + 0.75 * age);
            Path2D bag = new Path2D.Double();
            double eye = looks.size(Trait.EYE_SPACING);
            bag.moveTo(side * (eye - 1.4), -0.75);
            bag.quadTo(side * eye, -1.75, side * (eye + 1.5), -0.85);
            crease(bag, 0.06 + 0.55 * age);
            for (int i = 0; age > 0.35 && i < 3; i++) {
                Path2D foot = new Path2D.Double();
                foot.moveTo(side * (eye + 1.9), 0.15 - 0.3 * i);
                foot.lineTo(side * (eye + 2.9), 0.55 - 0.65 * i);
                crease(foot, 0.5 * age);
            }
        }
        for (int i = 0; age > 0.3 && i < 3; i++) {
            Path2D line = new Path2D.Double();
            double y = 3.6 + i * 0.95;
            line.moveTo(-4.2 + i * 0.4, y - 0.2);
            line.curveTo(-1.5, y + 0.35, 1.5, y + 0.3, 4.2 - i * 0.4, y - 0.25);
            crease(line, 0.55 * age);
        }
    }

    private void crease(Shape line, double strength) {
        for (double width = 0.5; width > 0.05; width *= 0.55) {
            g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.setColor(Colours.of(shadow(), strength * 0.14));
            g.draw(line);
        }
    }

    private void freckles() {
        int brown = Colours.mix(looks.skin().tone(), 0x7A4420, 0.65);
        int count = (int) (260 * looks.skin().freckles());
        for (int i = 0; i < count; i++) {
            double x = (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 7.5;
            double y = -2.4 + (random.nextDouble() + random.nextDouble() - 1) * 3.0;
            double r = 0.05 + 0.09 * random.nextDouble();
            g.setColor(Colours.of(brown, 0.3 + 0.4 * random.nextDouble()));
            g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
        }
    }

    private void stubble() {
        if (looks.beard().style() == Looks.BeardStyle.NONE) {
            return;
        }
        Color hair = Colours.of(Colours.mix(looks.beard().colour(), looks.skin().tone(), 0.15), 0.34);
        g.setStroke(new BasicStroke(0.05f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(hair);
        for (int i = 0; i < 9000; i++) {
            double x = (random.nextDouble() - 0.5) * 17;
            double y = -3 - 13 * random.nextDouble();
            if (random.nextDouble() < beard.grows(x, y, 6)) {
                g.draw(new Line2D.Double(x, y, x + 0.12 * (random.nextDouble() - 0.5), y - 0.16));
            }
        }
    }

    private void lips() {
        double y = HeadSolid.mouthY(looks);
        double half = looks.size(Trait.MOUTH_WIDTH);
        double upper = Math.max(0.15, looks.size(Trait.UPPER_LIP)) * 1.35;
        double lower = Math.max(0.2, looks.size(Trait.LOWER_LIP)) * 1.5;
        int colour = looks.skin().lips();
        double corner = y + looks.size(Trait.MOUTH_CURVE);
        Path2D top = new Path2D.Double();
        top.moveTo(-half, corner);
        top.curveTo(-half * 0.6, y + upper * 0.55, -half * 0.35, y + upper * 1.15, 0, y + upper * 0.82);
        top.curveTo(half * 0.35, y + upper * 1.15, half * 0.6, y + upper * 0.55, half, corner);
        top.quadTo(0, 2 * y - corner - 0.12, -half, corner);
        Path2D bottom = new Path2D.Double();
        bottom.moveTo(-half, corner);
        bottom.curveTo(-half * 0.6, y - lower * 1.15, half * 0.6, y - lower * 1.15, half, corner);
        bottom.quadTo(0, 2 * y - corner - 0.12, -half, corner);
        soft(top, Colours.times(colour, 0.88));
        soft(bottom, colour);
        glow(0, y - lower * 0.45, half * 0.45, lower * 0.3, Colours.mix(colour, 0xFFFFFF, 0.5), 0.35);
        glow(0, y - lower - 0.55, half * 0.7, 0.45, shadow(), 0.30);
        Path2D line = new Path2D.Double();
        line.moveTo(-half - 0.05, corner + 0.02);
        line.curveTo(-half * 0.5, y - 0.06, -half * 0.25, y + 0.08, 0, y - 0.05);
        line.curveTo(half * 0.25, y + 0.08, half * 0.5, y - 0.06, half + 0.05, corner + 0.02);
        g.setStroke(new BasicStroke(0.13f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(Colours.of(Colours.times(colour, 0.32), 0.85));
        g.draw(line);
        for (int side = -1; side <= 1; side += 2) {
            glow(side * (half + 0.1), corner, 0.35, 0.3, shadow(), 0.45);
        }
    }

    private void soft(Shape shape, int colour) {
        g.setColor(Colours.of(colour, 0.25));
        g.setStroke(new BasicStroke(0.16f));
        g.draw(shape);
        g.setColor(Colours.of(colour, 0.92));
        g.fill(shape);
    }

    private void nostrils() {
        double noseY = -looks.size(Trait.NOSE_LENGTH);
        double wing = looks.size(Trait.NOSE_WIDTH);
        for (int side = -1; side <= 1; side += 2) {
            glow(side * wing * 0.50, noseY + 0.02, 0.50, 0.30, Colours.times(shadow(), 0.35), 0.95);
            glow(side * (wing + 0.12), noseY + 0.5, 0.3, 0.65, shadow(), 0.40);
        }
        glow(0, noseY - 0.25, wing * 0.9, 0.4, shadow(), 0.35);
    }

    /** A soft spot: strongest in the middle, gone at the given radii. */
    private void glow(double x, double y, double rx, double ry, int colour, double strength) {
        glow(g, x, y, rx, ry, colour, strength);
    }

    static void glow(Graphics2D g, double x, double y, double rx, double ry, int colour, double strength) {
        Graphics2D spot = (Graphics2D) g.create();
        spot.translate(x, y);
        spot.scale(rx, ry);
        spot.setPaint(new RadialGradientPaint(
                0f, 0f, 1f, new float[] {0, 0.45f, 1},
                new Color[] {Colours.of(colour, strength), Colours.of(colour, strength * 0.62), Colours.of(colour, 0)}));
        spot.fill(new Ellipse2D.Double(-1, -1, 2, 2));
        spot.dispose();
    }

    /** Skin is never one colour: large patches and pores. */
    private void mottle() {
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        double patches = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                // Patches are large: one value for four texels in a row is enough.
                if (x % 4 == 0) {
                    patches = noise(x * 0.035, y * 0.035, 1) - 0.5;
                }
                double pores = random.nextDouble() - 0.5;
                pixels[y * WIDTH + x] = Colours.times(pixels[y * WIDTH + x], 1 + 0.09 * patches + 0.07 * pores);
            }
        }
    }
}
