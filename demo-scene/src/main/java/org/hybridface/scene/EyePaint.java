// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** Paints eyes and brows onto a face. */
final class EyePaint {

    private static final double IRIS_RADIUS = 0.60;

    private final Looks looks;
    private final Graphics2D face;
    private final SplittableRandom random;
    private final double eyeX;
    private final double length;
    private final double opening;
    private final double tilt;
    private final int shadow;

    EyePaint(Looks looks, Graphics2D face, SplittableRandom random) {
        this.looks = looks;
        this.face = face;
        this.random = random;
        eyeX = looks.size(Trait.EYE_SPACING);
        length = looks.size(Trait.EYE_LENGTH);
        opening = Math.max(0.28, looks.size(Trait.EYE_OPENING));
        tilt = looks.size(Trait.EYE_TILT);
        shadow = Colours.times(looks.skin().tone(), 0.40);
    }

    void paint() {
        for (int side = -1; side <= 1; side += 2) {
            Graphics2D g = (Graphics2D) face.create();
            g.scale(side, 1);
            surroundings(g);
            eye(g, side);
            brow(g);
            g.dispose();
        }
    }

    private void surroundings(Graphics2D g) {
        FacePaint.glow(g, eyeX - 0.2, 0.35, length + 0.9, 1.35, shadow, 0.38);
        FacePaint.glow(g, eyeX - length - 0.2, 0.3, 0.8, 1.2, shadow, 0.30);
        FacePaint.glow(g, eyeX, -0.85, length + 0.3, 0.55, shadow, 0.20 + 0.2 * looks.age());
        int lid = Colours.mix(shadow, looks.eyes().iris(), 0.35);
        FacePaint.glow(g, eyeX + 0.15, 0.75, length + 0.5, 0.8, lid, 0.65 * looks.eyes().makeUp());
        Path2D crease = new Path2D.Double();
        crease.moveTo(eyeX - length * 0.85, 0.25 - tilt / 2);
        crease.curveTo(
                eyeX - length * 0.4, opening * 1.4 + 0.45, eyeX + length * 0.5,
                opening * 1.4 + 0.45 + tilt / 2, eyeX + length * 1.15, 0.35 + tilt);
        stroke(g, crease, 0.14, Colours.of(shadow, 0.55));
    }

    /** Upper and lower lid as one closed line. */
    private Path2D almond() {
        Path2D path = new Path2D.Double();
        path.moveTo(eyeX - length, -0.10 - tilt);
        addUpperLid(path);
        path.curveTo(
                eyeX + length * 0.5, -opening * 1.15 + tilt / 2, eyeX - length * 0.5,
                -opening * 1.05 - tilt / 2, eyeX - length, -0.10 - tilt);
        path.closePath();
        return path;
    }

    private void addUpperLid(Path2D path) {
        path.curveTo(
                eyeX - length * 0.55, opening * 1.30 - tilt / 3, eyeX + length * 0.45,
                opening * 1.42 + tilt / 2, eyeX + length, 0.05 + tilt);
    }

    private void eye(Graphics2D g, int side) {
        Path2D almond = almond();
        Graphics2D inside = (Graphics2D) g.create();
        inside.clip(almond);
        inside.setColor(new Color(0xDAD5CF));
        inside.fill(almond);
        FacePaint.glow(inside, eyeX - length, -0.1 - tilt, 0.5, 0.35, 0xB5656A, 0.8);
        FacePaint.glow(inside, eyeX + length, 0.05 + tilt, 0.7, 0.6, 0x6B5048, 0.55);
        iris(inside);
        // The upper lid's shadow on the eyeball, and the lamp in it; the same side for both eyes.
        FacePaint.glow(inside, eyeX, opening + 0.12, length * 1.2, 0.55, 0x120C0A, 0.75);
        FacePaint.glow(inside, eyeX - side * 0.20, 0.24, 0.17, 0.17, 0xFFFFFF, 1);
        inside.dispose();

        double bold = looks.eyes().makeUp();
        Path2D lid = new Path2D.Double();
        lid.moveTo(eyeX - length, -0.10 - tilt);
        addUpperLid(lid);
        stroke(g, lid, 0.13 + 0.10 * bold, Colours.of(Colours.mix(0x1A1210, shadow, 0.35 - 0.35 * bold), 0.92));
        Path2D lower = new Path2D.Double();
        lower.moveTo(eyeX + length, 0.05 + tilt);
        lower.curveTo(
                eyeX + length * 0.5, -opening * 1.15 + tilt / 2, eyeX - length * 0.5,
                -opening * 1.05 - tilt / 2, eyeX - length, -0.10 - tilt);
        stroke(g, lower, 0.06, Colours.of(Colours.mix(shadow, 0x8A4A40, 0.3), 0.6 + 0.3 * bold));
        if (bold > 0.2) {
            lashes(g, bold);
        }
    }

    private void iris(Graphics2D g) {
        double y = 0.04;
        int colour = looks.eyes().iris();
        g.setPaint(new RadialGradientPaint(
                (float) eyeX, (float) y, (float) IRIS_RADIUS, new float[] {0, 0.55f, 0.82f, 1},
                new Color[] {
                    Colours.of(Colours.times(colour, 1.15), 1), Colours.of(colour, 1), Colours.of(Colours.times(colour, 0.8), 1),
                    Colours.of(Colours.times(colour, 0.3), 1)
                }));
        g.fill(circle(eyeX, y, IRIS_RADIUS));
        g.setColor(new Color(0x0B0808));
        g.fill(circle(eyeX, y, IRIS_RADIUS * 0.42));
    }

    private void lashes(Graphics2D g, double bold) {
        for (double t = 0.35; t <= 1; t += 0.07) {
            double x = eyeX - length + 2 * length * t;
            double y = -0.1 + 4 * t * (1 - t) * opening * 1.02 + tilt * (2 * t - 1);
            stroke(
                    g, new Line2D.Double(x, y, x + 0.35 * (t - 0.35), y + 0.22 + 0.1 * t), 0.06, Colours.of(0x120C0A, 0.75 * bold));
        }
    }

    private void brow(Graphics2D g) {
        double height = looks.size(Trait.BROW_HEIGHT);
        double thick = Math.max(0.08, looks.size(Trait.BROW_THICKNESS));
        double arch = looks.size(Trait.BROW_ARCH);
        double half = looks.size(Trait.BROW_LENGTH);
        int strokes = (int) (260 * thick / 0.36);
        Path2D band = new Path2D.Double();
        band.moveTo(eyeX - half, height - thick * 0.4);
        band.curveTo(eyeX - half * 0.2, height + arch, eyeX + half * 0.35, height + arch * 1.7, eyeX + half, height - 0.2 + arch * 0.4);
        stroke(g, band, thick * 1.1, Colours.of(looks.eyes().brow(), 0.38));
        for (int i = 0; i < strokes; i++) {
            double t = random.nextDouble();
            double x = eyeX - half + 2 * half * t;
            double line = height - 0.3 * t * t + arch * 2.2 * t * (1.25 - t);
            double width = thick * Math.min(1, 1.5 - 1.3 * t);
            double y = line + width * (random.nextDouble() - 0.5);
            double up = Numbers.mix(0.30, -0.02, t);
            stroke(
                    g, new Line2D.Double(x, y, x + 0.12 + 0.2 * t, y + up * 0.8), 0.055,
                    Colours.of(looks.eyes().brow(), 0.55 + 0.4 * random.nextDouble()));
        }
    }

    private static Ellipse2D circle(double x, double y, double r) {
        return new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
    }

    private static void stroke(Graphics2D g, Shape shape, double width, Color colour) {
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(colour);
        g.draw(shape);
    }
}
