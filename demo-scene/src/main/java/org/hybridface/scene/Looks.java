// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.util.EnumMap;
import java.util.Map;

/**
 * What somebody looks like: the shape of the head and everything that is painted or put on it. Colours are sRGB, {@code 0xRRGGBB}.
 *
 * @param deviations how far each trait lies from its mean, in the trait's own steps; a missing one is average
 * @param age        0 (smooth) to 1 (deep folds)
 */
public record Looks(
        Map<Trait, Double> deviations, Skin skin, Eyes eyes, Hair hair, Beard beard, Glasses glasses, Clothes clothes, double age) {

    /**
     * @param freckles 0 (none) to 1;
     * @param blush 0 (none) to 1, colour of cheeks and nose
     */
    public record Skin(int tone, int lips, double freckles, double blush) {}

    /** @param makeUp 0 (none) to 1: lid shadow, lash line and lashes */
    public record Eyes(int iris, int brow, double makeUp) {}

    /** @param fringe how far hair hangs into the forehead, 0 (not) to 1 (down to the brows) */
    public record Hair(HairStyle style, int colour, double fringe) {}

    public record Beard(BeardStyle style, int colour) {}

    public record Glasses(GlassesStyle style, int colour) {}

    public record Clothes(int shirt, int accent, Neckline neckline) {}

    public enum HairStyle { BALD, BUZZ, SHORT, SIDE_PART, CURLY, BOB, LONG, BUN }

    public enum BeardStyle { NONE, STUBBLE, MOUSTACHE, GOATEE, SHORT, FULL }

    public enum GlassesStyle { NONE, ROUND, SQUARE, CAT_EYE }

    public enum Neckline { ROUND, V, COLLAR }

    public Looks {
        deviations = Map.copyOf(deviations);
    }

    /** A trait's size, in the trait's unit. */
    double size(Trait trait) {
        return trait.at(deviations.getOrDefault(trait, 0.0));
    }

    static Map<Trait, Double> deviations(Object... traitsAndSteps) {
        Map<Trait, Double> map = new EnumMap<>(Trait.class);
        for (int i = 0; i < traitsAndSteps.length; i += 2) {
            map.put((Trait) traitsAndSteps[i], ((Number) traitsAndSteps[i + 1]).doubleValue());
        }
        return map;
    }
}
