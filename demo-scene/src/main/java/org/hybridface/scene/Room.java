// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The room people walk through, slightly out of focus as it lies behind them: a window, a picture, a plant, a lamp on a bookshelf. */
final class Room {

    private Room() {}

    /** @return BGR, row after row */
    static byte[] bgr(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale(width / 640.0, height / 480.0);
        wall(g);
        window(g);
        framedPicture(g);
        shelf(g);
        lamp(g);
        plant(g);
        g.dispose();
        BufferedImage soft = blurred(blurred(picture));
        return ((DataBufferByte) soft.getRaster().getDataBuffer()).getData();
    }

    private static void wall(Graphics2D g) {
        g.setPaint(new GradientPaint(0, 0, new Color(0xC9C4B4), 640, 120, new Color(0xA79F8E)));
        g.fillRect(0, 0, 640, 480);
        g.setPaint(new GradientPaint(0, 330, new Color(0x8F9A94), 640, 480, new Color(0x6F7975)));
        g.fillRect(0, 330, 640, 150);
        g.setColor(new Color(0xD8D3C6));
        g.fillRect(0, 322, 640, 10);
        g.setColor(new Color(0, 0, 0, 45));
        g.fillRect(0, 332, 640, 3);
        g.setColor(new Color(0, 0, 0, 22));
        for (int x = 30; x < 640; x += 74) {
            g.fillRect(x, 336, 2, 144);
        }
    }

    private static void window(Graphics2D g) {
        g.setColor(new Color(0xE9E6DE));
        g.fillRect(34, 26, 190, 232);
        g.setPaint(new GradientPaint(0, 36, new Color(0xBCD6EC), 0, 250, new Color(0xEAF1F2)));
        g.fillRect(44, 36, 170, 212);
        g.setColor(new Color(0x9DB08C));
        Path2D hills = new Path2D.Double();
        hills.moveTo(44, 214);
        hills.curveTo(80, 178, 120, 226, 214, 192);
        hills.lineTo(214, 248);
        hills.lineTo(44, 248);
        g.fill(hills);
        g.setColor(new Color(0xE9E6DE));
        g.fillRect(125, 36, 8, 212);
        g.fillRect(44, 134, 170, 8);
        g.setColor(new Color(0xDAD6CC));
        g.fillRect(24, 256, 210, 10);
        g.setPaint(new GradientPaint(4, 0, new Color(0x7F5B52), 40, 0, new Color(0xA37A6C)));
        g.fillRect(2, 12, 44, 300);
        g.setPaint(new GradientPaint(216, 0, new Color(0xA37A6C), 256, 0, new Color(0x7A574E)));
        g.fillRect(212, 12, 42, 300);
        g.setColor(new Color(0, 0, 0, 28));
        for (int x : new int[] {10, 22, 34, 222, 234, 246}) {
            g.fillRect(x, 12, 4, 300);
        }
        g.setColor(new Color(0x5A4238));
        g.fillRect(0, 6, 262, 7);
    }

    private static void framedPicture(Graphics2D g) {
        g.setColor(new Color(0, 0, 0, 40));
        g.fillRect(307, 63, 106, 132);
        g.setColor(new Color(0x4A3A2C));
        g.fillRect(302, 58, 106, 132);
        g.setColor(new Color(0xEDE8DA));
        g.fillRect(309, 65, 92, 118);
        g.setColor(new Color(0x4E7C8A));
        g.fillRect(322, 80, 66, 44);
        g.setColor(new Color(0xD9A441));
        g.fillRect(322, 124, 40, 44);
        g.setColor(new Color(0xB5533C));
        g.fillRect(362, 124, 26, 44);
    }

    /** Low and wide: four rows of books above each other are a face to a detector that has never seen a library. */
    private static void shelf(Graphics2D g) {
        g.setColor(new Color(0x6B4A33));
        g.fillRect(436, 178, 204, 152);
        g.setColor(new Color(0x4B3323));
        g.fillRect(444, 186, 196, 138);
        int[] spines = {0x9A3B32, 0x2F5D62, 0xC8A24A, 0x5A6B8C, 0x7B8F5A, 0xB9B2A0, 0x6A3F5C, 0x2E3F5C, 0xB56B3A};
        SplittableRandom random = new SplittableRandom(5);
        for (int row = 0; row < 2; row++) {
            int bottom = 248 + row * 73;
            int x = 448;
            while (x < 640) {
                int w = 8 + random.nextInt(10);
                int h = 36 + random.nextInt(20);
                g.setColor(new Color(spines[random.nextInt(spines.length)]));
                g.fillRect(x, bottom - h, w, h);
                g.setColor(new Color(255, 255, 255, 50));
                g.fillRect(x + 2, bottom - h + 6, Math.max(1, w - 5), 3);
                x += w + 1 + (random.nextInt(6) == 0 ? 12 : 0);
            }
            g.setColor(new Color(0x7A563C));
            g.fillRect(444, bottom, 196, 7);
        }
    }

    private static void lamp(Graphics2D g) {
        Color[] glow = {new Color(255, 214, 140, 120), new Color(255, 214, 140, 0)};
        g.setPaint(new RadialGradientPaint(556, 96, 150, new float[] {0, 1}, glow));
        g.fillRect(400, 0, 240, 260);
        g.setColor(new Color(0x3F4A4C));
        g.fillRect(552, 128, 8, 46);
        g.fill(new Ellipse2D.Double(530, 166, 52, 14));
        Path2D shade = new Path2D.Double();
        shade.moveTo(530, 72);
        shade.lineTo(582, 72);
        shade.lineTo(604, 134);
        shade.lineTo(508, 134);
        shade.closePath();
        g.setPaint(new GradientPaint(0, 72, new Color(0xF3DFB4), 0, 134, new Color(0xFFF1CF)));
        g.fill(shade);
    }

    private static void plant(Graphics2D g) {
        g.setColor(new Color(0x8C5A3C));
        g.fillRect(284, 268, 56, 62);
        g.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 16; i++) {
            double lean = (random.nextDouble() - 0.5) * 110;
            double high = 40 + random.nextDouble() * 44;
            g.setColor(new Color(50 + random.nextInt(30), 92 + random.nextInt(40), 60));
            Path2D leaf = new Path2D.Double();
            leaf.moveTo(312, 272);
            leaf.quadTo(312 + lean * 0.3, 272 - high, 312 + lean, 272 - high * 0.8);
            g.draw(leaf);
            g.fill(new Ellipse2D.Double(306 + lean, 266 - high * 0.8, 13, 10));
        }
    }

    private static BufferedImage blurred(BufferedImage picture) {
        float[] weights = new float[25];
        Arrays.fill(weights, 1 / 25f);
        BufferedImage result = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        new ConvolveOp(new Kernel(5, 5, weights), ConvolveOp.EDGE_NO_OP, null).filter(picture, result);
        return result;
    }
}
