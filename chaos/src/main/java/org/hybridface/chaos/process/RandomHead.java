// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hybridface.scene.Looks;
import org.hybridface.scene.Looks.Beard;
import org.hybridface.scene.Looks.BeardStyle;
import org.hybridface.scene.Looks.Clothes;
import org.hybridface.scene.Looks.Eyes;
import org.hybridface.scene.Looks.Glasses;
import org.hybridface.scene.Looks.GlassesStyle;
import org.hybridface.scene.Looks.Hair;
import org.hybridface.scene.Looks.HairStyle;
import org.hybridface.scene.Looks.Neckline;
import org.hybridface.scene.Looks.Skin;
import org.hybridface.scene.Person;
import org.hybridface.scene.Trait;

/** A made-up head; the same number gives the same head. */
final class RandomHead {

    /**
     * Of the first 700 heads, those whose look before the camera is a good one (a vector longer than 12) and whom SFace tells apart from
     * each other and from the demo's people: farther than 1.06 from everybody, where 1.03 is the device's line.
     */
    static final List<Long> APART = List.of(9L, 277L);

    private static final int[] SKINS = {0xF3D3BE, 0xF0C8A8, 0xD8A67C, 0xC08A62, 0x8A5A3C, 0x6A4430, 0x452A1B};
    private static final int[] LIPS = {0xCA877E, 0xC57F6E, 0xB06A5C, 0xA05C50, 0x8A4A44, 0x6E3A34, 0x512A23};
    private static final int[] HAIR = {0x14100F, 0x2A1A12, 0x5A3018, 0x8A5A2A, 0xC8A060, 0x9A9A9A, 0xA03A1A};
    private static final int[] IRISES = {0x5A4020, 0x2A1A12, 0x6A7A8A, 0x4A6A3A};
    private static final int COLOURS = 0x1000000;
    /** Of each trait, in its own steps to either side. */
    private static final double MOST_STEPS = 2.8;

    private RandomHead() {
    }

    static Person number(long number) {
        SplittableRandom random = new SplittableRandom(number);
        Map<Trait, Double> deviations = new EnumMap<>(Trait.class);
        for (Trait trait : Trait.values()) {
            deviations.put(trait, Math.round((random.nextDouble() * 2 * MOST_STEPS - MOST_STEPS) * 10) / 10.0);
        }
        int tone = random.nextInt(SKINS.length);
        int hair = one(random, HAIR);
        return new Person("Head" + number, new Looks(deviations, new Skin(SKINS[tone], LIPS[tone], random.nextDouble(), random.nextDouble()),
                new Eyes(one(random, IRISES), hair, random.nextDouble()),
                new Hair(one(random, HairStyle.values()), hair, random.nextDouble()),
                new Beard(one(random, BeardStyle.values()), hair),
                new Glasses(one(random, GlassesStyle.values()), random.nextInt(COLOURS)),
                new Clothes(random.nextInt(COLOURS), random.nextInt(COLOURS), one(random, Neckline.values())), random.nextDouble()));
    }

    private static int one(SplittableRandom random, int[] of) {
        return of[random.nextInt(of.length)];
    }

    private static <T> T one(SplittableRandom random, T[] of) {
        return of[random.nextInt(of.length)];
    }
}
