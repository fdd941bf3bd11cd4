// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.text.Normalizer;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Paints the words beside a face: with the system's fonts, or with OpenCV's own letters on a system without fonts. */
final class Label {

    private static final Logger LOG = LoggerFactory.getLogger(Label.class);
    private static final int PADDING_PX = 6;
    private static final double OPENCV_SCALE = 0.5;
    private static volatile boolean fonts = true;

    private Label() {
    }

    /**
     * @param otherwise in plain letters, painted when no font here has all of the text's
     * @return BGR, white letters on the colour; the caller releases it
     */
    static Mat paint(String text, String otherwise, StateColour colour) {
        if (fonts) {
            try {
                Optional<Font> font = LabelFonts.of(text);
                return font.isPresent() ? withFonts(text, font.get(), colour) : withFonts(otherwise, LabelFonts.USUAL, colour);
            } catch (RuntimeException | LinkageError | InternalError e) {
                fonts = false;
                LOG.info("event=no-fonts names in the video are written in plain letters ({}): install fontconfig and a font for others",
                        e.toString());
            }
        }
        return withOpenCv(text, otherwise, colour);
    }

    private static Mat withFonts(String text, Font font, StateColour colour) {
        Graphics2D probe = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR).createGraphics();
        FontMetrics metrics = probe.getFontMetrics(font);
        probe.dispose();
        int width = metrics.stringWidth(text) + 2 * PADDING_PX;
        int height = metrics.getAscent() + metrics.getDescent() + PADDING_PX;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(new Color(colour.rgb()));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.WHITE);
        graphics.setFont(font);
        graphics.drawString(text, PADDING_PX, metrics.getAscent() + PADDING_PX / 2);
        graphics.dispose();
        Mat label = new Mat(height, width, CvType.CV_8UC3);
        label.put(0, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        return label;
    }

    /** OpenCV's letters are those of ASCII: accents are taken off, and of a text with others nothing could be read. */
    static Mat withOpenCv(String text, String otherwise, StateColour colour) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String plain = bare.matches("[ -~]*") ? bare : otherwise;
        int[] baseline = new int[1];
        Size size = Imgproc.getTextSize(plain, Imgproc.FONT_HERSHEY_SIMPLEX, OPENCV_SCALE, 1, baseline);
        Mat label = new Mat((int) size.height + baseline[0] + PADDING_PX, (int) size.width + 2 * PADDING_PX, CvType.CV_8UC3,
                colour.bgr());
        Imgproc.putText(label, plain, new Point(PADDING_PX, size.height + PADDING_PX / 2.0), Imgproc.FONT_HERSHEY_SIMPLEX, OPENCV_SCALE,
                new Scalar(255, 255, 255), 1, Imgproc.LINE_AA);
        return label;
    }
}
