// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.hybridface.scene.Looks.deviations;
import static org.hybridface.scene.Trait.*;

import java.util.List;
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

/**
 * The people of the demo. Nobody real: their names honour pioneers, their faces are made up. The numbers were searched for: these heads
 * lie furthest apart, of several hundred tried, for the net that has to tell them apart; change one and run PeopleAreToldApartTest.
 */
public final class DemoPeople {

    private static final List<Person> ALL = List.of(ada(), grace(), alan(), edsger(), katherine(), dennis());

    private DemoPeople() {}

    /** Everybody, in the order of their first appearance. */
    public static List<Person> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException when nobody has that name */
    public static Person named(String name) {
        return ALL.stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "nobody in the demo is called " + name + "; there are " + ALL.stream().map(Person::name).toList()));
    }

    private static Person ada() {
        return new Person("Ada", new Looks(
                deviations(HEAD_WIDTH, -0.3, FACE_WIDTH, 0.5, FACE_LENGTH, 0.8, JAW_WIDTH, -0.1, CHIN_WIDTH, 0.7,
                        CHIN_FORWARD, -2.4, CHEEKBONE_WIDTH, -0.5, CHEEK_FULLNESS, 1.6, BROW_RIDGE, 1.7, EYE_SPACING, 1.0,
                        EYE_LENGTH, 1.3, EYE_OPENING, -0.1, EYE_TILT, -2.6, EYE_DEPTH, 0.3, BROW_HEIGHT, 0.8,
                        BROW_THICKNESS, -2.8, BROW_ARCH, 2.2, BROW_LENGTH, -2.8, NOSE_LENGTH, -2.8, NOSE_WIDTH, 2.2,
                        NOSE_FORWARD, -2.4, NOSE_BRIDGE, -2.4, MOUTH_DROP, -2.2, MOUTH_WIDTH, -2.4, MOUTH_CURVE, 1.1,
                        UPPER_LIP, -0.6, LOWER_LIP, -1.2, EAR_SIZE, 1.6, EAR_FLARE, 2.0, NECK_WIDTH, -1.1, HAIRLINE, 2.4),
                new Skin(0xF0C8A8, 0xC57F6E, 0.6, 0.9),
                new Eyes(0x5A4020, 0x4C2814, 0.7),
                new Hair(HairStyle.LONG, 0x5A3018, 0.5),
                new Beard(BeardStyle.NONE, 0x512B15),
                new Glasses(GlassesStyle.NONE, 0x8A7A50),
                new Clothes(0x2F6B6A, 0x24504F, Neckline.V),
                0.1));
    }

    private static Person grace() {
        return new Person("Grace", new Looks(
                deviations(HEAD_WIDTH, -2.8, FACE_WIDTH, -1.4, FACE_LENGTH, -0.1, JAW_WIDTH, -1.7, CHIN_WIDTH, -2.6,
                        CHIN_FORWARD, 2.1, CHEEKBONE_WIDTH, 2.8, CHEEK_FULLNESS, -0.7, BROW_RIDGE, -2.8, EYE_SPACING, 2.0,
                        EYE_LENGTH, -1.4, EYE_OPENING, 2.0, EYE_TILT, -1.4, EYE_DEPTH, 2.0, BROW_HEIGHT, -2.2,
                        BROW_THICKNESS, 2.5, BROW_ARCH, 0.3, BROW_LENGTH, 0.4, NOSE_LENGTH, -2.2, NOSE_WIDTH, -2.8,
                        NOSE_FORWARD, 0.3, NOSE_BRIDGE, -2.8, MOUTH_DROP, -0.1, MOUTH_WIDTH, 2.6, MOUTH_CURVE, -2.3,
                        UPPER_LIP, 0.8, LOWER_LIP, 0.7, EAR_SIZE, 1.3, EAR_FLARE, -0.4, NECK_WIDTH, -1.1, HAIRLINE, 1.6),
                new Skin(0xC08A62, 0xA05C50, 0.1, 0.2),
                new Eyes(0x5A4020, 0x4C2814, 0.4),
                new Hair(HairStyle.BUN, 0x5A3018, 0.9),
                new Beard(BeardStyle.NONE, 0x512B15),
                new Glasses(GlassesStyle.NONE, 0x16130F),
                new Clothes(0x39456E, 0xE4E2DC, Neckline.COLLAR),
                0.0));
    }

    private static Person alan() {
        return new Person("Alan", new Looks(
                deviations(HEAD_WIDTH, 2.8, FACE_WIDTH, -1.2, FACE_LENGTH, -2.6, JAW_WIDTH, -2.0, CHIN_WIDTH, 1.0,
                        CHIN_FORWARD, 2.2, CHEEKBONE_WIDTH, -0.7, CHEEK_FULLNESS, -2.8, BROW_RIDGE, 0.4, EYE_SPACING, -2.1,
                        EYE_LENGTH, -2.8, EYE_OPENING, 1.6, EYE_TILT, 0.4, EYE_DEPTH, -2.7, BROW_HEIGHT, 1.8, BROW_THICKNESS, 2.3,
                        BROW_ARCH, 2.8, BROW_LENGTH, 2.0, NOSE_LENGTH, -2.2, NOSE_WIDTH, 2.8, NOSE_FORWARD, 0.4,
                        NOSE_BRIDGE, -1.0, MOUTH_DROP, -2.2, MOUTH_WIDTH, -0.1, MOUTH_CURVE, 1.0, UPPER_LIP, -2.5,
                        LOWER_LIP, -0.3, EAR_SIZE, 0.9, EAR_FLARE, 1.1, NECK_WIDTH, -1.2, HAIRLINE, 2.8),
                new Skin(0xC08A62, 0xA05C50, 0.9, 0.5),
                new Eyes(0x6A7A8A, 0x4C2814, 0.0),
                new Hair(HairStyle.CURLY, 0x5A3018, 0.0),
                new Beard(BeardStyle.MOUSTACHE, 0x512B15),
                new Glasses(GlassesStyle.SQUARE, 0x8A7A50),
                new Clothes(0x6E8A9E, 0xE6E8EC, Neckline.COLLAR),
                0.3));
    }

    private static Person edsger() {
        return new Person("Edsger", new Looks(
                deviations(HEAD_WIDTH, 2.8, FACE_WIDTH, 0.4, FACE_LENGTH, -0.3, JAW_WIDTH, -2.6, CHIN_WIDTH, 2.4,
                        CHIN_FORWARD, -1.7, CHEEKBONE_WIDTH, -2.6, CHEEK_FULLNESS, 1.1, BROW_RIDGE, -2.5, EYE_SPACING, -1.3,
                        EYE_LENGTH, 1.9, EYE_OPENING, -0.7, EYE_TILT, 1.7, EYE_DEPTH, 1.1, BROW_HEIGHT, 1.3, BROW_THICKNESS, 0.1,
                        BROW_ARCH, 0.2, BROW_LENGTH, -2.8, NOSE_LENGTH, 1.1, NOSE_WIDTH, 2.8, NOSE_FORWARD, -2.6,
                        NOSE_BRIDGE, 1.3, MOUTH_DROP, 0.4, MOUTH_WIDTH, 0.9, MOUTH_CURVE, -1.8, UPPER_LIP, -2.0, LOWER_LIP, 1.9,
                        EAR_SIZE, 0.5, NECK_WIDTH, -0.1, HAIRLINE, -2.5),
                new Skin(0xF3D3BE, 0xCA877E, 0.1, 0.2),
                new Eyes(0x6A7A8A, 0x110D0C, 0.0),
                new Hair(HairStyle.BALD, 0x14100F, 0.0),
                new Beard(BeardStyle.NONE, 0x120E0D),
                new Glasses(GlassesStyle.ROUND, 0x16130F),
                new Clothes(0xC9913A, 0xA87426, Neckline.ROUND),
                0.3));
    }

    private static Person katherine() {
        return new Person("Katherine", new Looks(
                deviations(HEAD_WIDTH, 2.4, FACE_WIDTH, 1.0, FACE_LENGTH, -0.3, JAW_WIDTH, -2.8, CHIN_WIDTH, -2.6,
                        CHIN_FORWARD, 0.6, CHEEKBONE_WIDTH, -1.3, CHEEK_FULLNESS, -1.8, BROW_RIDGE, -2.5, EYE_SPACING, 2.8,
                        EYE_LENGTH, 2.8, EYE_OPENING, -2.8, EYE_TILT, -1.7, EYE_DEPTH, -1.9, BROW_HEIGHT, 1.0,
                        BROW_THICKNESS, -0.5, BROW_ARCH, -1.9, BROW_LENGTH, -1.2, NOSE_LENGTH, 1.3, NOSE_WIDTH, 0.5,
                        NOSE_FORWARD, 1.1, NOSE_BRIDGE, -2.8, MOUTH_DROP, -2.0, MOUTH_WIDTH, -0.7, MOUTH_CURVE, -0.2,
                        UPPER_LIP, -0.3, LOWER_LIP, -2.7, EAR_SIZE, -2.8, EAR_FLARE, 0.6, NECK_WIDTH, -0.3, HAIRLINE, -0.3),
                new Skin(0x452A1B, 0x8D2E31, 0.0, 0.2),
                new Eyes(0x2A1A12, 0x110D0C, 0.4),
                new Hair(HairStyle.CURLY, 0x14100F, 0.1),
                new Beard(BeardStyle.NONE, 0x120E0D),
                new Glasses(GlassesStyle.ROUND, 0x16130F),
                new Clothes(0x8C2F4B, 0x6B2038, Neckline.ROUND),
                0.8));
    }

    private static Person dennis() {
        return new Person("Dennis", new Looks(
                deviations(HEAD_WIDTH, 2.2, FACE_WIDTH, -0.2, FACE_LENGTH, -1.8, JAW_WIDTH, 2.1, CHIN_WIDTH, 1.9,
                        CHIN_FORWARD, -2.8, CHEEKBONE_WIDTH, -2.0, CHEEK_FULLNESS, -1.0, BROW_RIDGE, 2.8, EYE_SPACING, -1.8,
                        EYE_LENGTH, -1.5, EYE_OPENING, -0.4, BROW_HEIGHT, -0.5, BROW_THICKNESS, -0.4, BROW_ARCH, -2.8,
                        BROW_LENGTH, 2.3, NOSE_LENGTH, -1.9, NOSE_WIDTH, -0.4, NOSE_FORWARD, 0.3, NOSE_BRIDGE, 1.3,
                        MOUTH_DROP, 1.7, MOUTH_WIDTH, 1.0, MOUTH_CURVE, 0.4, UPPER_LIP, -2.5, LOWER_LIP, -0.2, EAR_SIZE, -2.2,
                        EAR_FLARE, 0.8, NECK_WIDTH, -1.4, HAIRLINE, 2.1),
                new Skin(0x452A1B, 0x512A23, 0.5, 0.2),
                new Eyes(0x2A1A12, 0x4C2814, 0.0),
                new Hair(HairStyle.CURLY, 0x5A3018, 0.8),
                new Beard(BeardStyle.GOATEE, 0x512B15),
                new Glasses(GlassesStyle.NONE, 0x2A4A7A),
                new Clothes(0x4A5A3C, 0x39472E, Neckline.ROUND),
                0.6));
    }
}
