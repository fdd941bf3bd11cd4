// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hybridface.edge.print.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a font that has all letters of a text: the usual one has not each script's on each system. Thread safe. */
final class LabelFonts {

    private static final int SIZE_PX = 16;

    /** For ASCII at least. */
    static final Font USUAL = new Font(Font.SANS_SERIF, Font.BOLD, SIZE_PX);

    private static final Logger LOG = LoggerFactory.getLogger(LabelFonts.class);

    /** Looking through all fonts takes long; as many names as are in view at once and lately. */
    private static final int REMEMBERED = 500;
    private static final Map<String, Optional<Font>> FOUND = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Font>> eldest) {
            return size() > REMEMBERED;
        }
    });

    private LabelFonts() {
    }

    /** @return empty when no font of this system has all its letters */
    static Optional<Font> of(String text) {
        return has(USUAL, text) ? Optional.of(USUAL) : FOUND.computeIfAbsent(text, LabelFonts::find);
    }

    private static Optional<Font> find(String text) {
        Optional<Font> found = Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts()).filter(font -> has(font, text)).findFirst()
                .map(font -> font.deriveFont(Font.BOLD, SIZE_PX));
        if (found.isEmpty()) {
            LOG.info("event=no-letters text={} no font here has them all, and the video shows the key instead; the page shows the name. Install a font, for example fonts-noto-cjk",
                    Quoted.value(text));
        }
        return found;
    }

    private static boolean has(Font font, String text) {
        return font.canDisplayUpTo(text) < 0;
    }
}
