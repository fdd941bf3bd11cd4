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
                deviations(HEAD_WIDTH, -2.0, FACE_WIDTH, -1.5, FACE_LENGTH, -2.0, JAW_WIDTH, 1.0, CHIN_WIDTH, -1.5,
                        CHIN_FORWARD, 1.6, CHEEKBONE_WIDTH, 2.0, CHEEK_FULLNESS, 1.1, BROW_RIDGE, -0.4, EYE_SPACING, 1.7,
                        EYE_LENGTH, -2.0, EYE_OPENING, -1.1, EYE_TILT, -0.7, EYE_DEPTH, -0.9, BROW_HEIGHT, -0.1,
                        BROW_THICKNESS, 0.2, BROW_ARCH, 1.9, BROW_LENGTH, 2.0, NOSE_LENGTH, -2.0, NOSE_WIDTH, 1.9,
                        NOSE_FORWARD, -2.0, NOSE_BRIDGE, -1.5, MOUTH_DROP, 0.1, MOUTH_WIDTH, -0.8, MOUTH_CURVE, 0.2,
                        UPPER_LIP, 2.0, LOWER_LIP, 0.5, EAR_SIZE, 0.6, EAR_FLARE, 0.4, NECK_WIDTH, -1.9, HAIRLINE, 0.2),
                new Skin(0xF3D3BE, 0xCA877E, 0.0, 0.4),
                new Eyes(0x2A1A12, 0x5A3018, 1.0),
                new Hair(HairStyle.LONG, 0x8A4A22, 0.0),
                new Beard(BeardStyle.NONE, 0x342215),
                new Glasses(GlassesStyle.NONE, 0xE8E4DA),
                new Clothes(0x2F6B6A, 0x24504F, Neckline.V),
                0.1));
    }

    private static Person grace() {
        return new Person("Grace", new Looks(
                deviations(HEAD_WIDTH, -2.0, FACE_WIDTH, -1.0, FACE_LENGTH, 0.3, JAW_WIDTH, -1.5, CHIN_WIDTH, -0.2,
                        CHIN_FORWARD, 1.5, CHEEKBONE_WIDTH, -1.6, CHEEK_FULLNESS, -1.7, BROW_RIDGE, -1.2, EYE_SPACING, 2.0,
                        EYE_LENGTH, 2.0, EYE_OPENING, 1.7, EYE_TILT, -2.0, EYE_DEPTH, 1.0, BROW_HEIGHT, 2.0, BROW_THICKNESS, 2.0,
                        BROW_ARCH, 1.1, NOSE_LENGTH, -2.0, NOSE_WIDTH, 0.8, NOSE_FORWARD, 1.6, NOSE_BRIDGE, -2.0,
                        MOUTH_DROP, 1.0, MOUTH_WIDTH, -0.9, MOUTH_CURVE, 2.0, UPPER_LIP, -2.0, LOWER_LIP, -0.3, EAR_SIZE, 0.1,
                        EAR_FLARE, -1.1, NECK_WIDTH, -1.8, HAIRLINE, 0.8),
                new Skin(0x7A4B32, 0x68392E, 0.0, 0.5),
                new Eyes(0x3A2416, 0x8F8B86, 0.3),
                new Hair(HairStyle.BOB, 0xC9C5BE, 0.5),
                new Beard(BeardStyle.NONE, 0xCFBD90),
                new Glasses(GlassesStyle.ROUND, 0xE8E4DA),
                new Clothes(0x39456E, 0xE4E2DC, Neckline.COLLAR),
                0.8));
    }

    private static Person alan() {
        return new Person("Alan", new Looks(
                deviations(HEAD_WIDTH, -0.8, FACE_WIDTH, 0.3, FACE_LENGTH, -0.5, JAW_WIDTH, -2.0, CHIN_WIDTH, -0.3,
                        CHIN_FORWARD, 1.8, CHEEKBONE_WIDTH, 1.6, CHEEK_FULLNESS, 1.6, BROW_RIDGE, 0.5, EYE_SPACING, -1.9,
                        EYE_LENGTH, 0.5, EYE_OPENING, -1.7, EYE_TILT, 0.2, EYE_DEPTH, -2.0, BROW_HEIGHT, 1.4,
                        BROW_THICKNESS, 0.2, BROW_ARCH, 0.4, BROW_LENGTH, -2.0, NOSE_LENGTH, -0.1, NOSE_WIDTH, -0.7,
                        NOSE_FORWARD, 1.7, NOSE_BRIDGE, 1.1, MOUTH_DROP, 0.4, MOUTH_WIDTH, 2.0, MOUTH_CURVE, 1.1, UPPER_LIP, 0.1,
                        LOWER_LIP, -0.7, EAR_SIZE, 1.2, EAR_FLARE, -0.9, NECK_WIDTH, 0.6, HAIRLINE, -1.1),
                new Skin(0xE8C39A, 0xC57F6E, 0.0, 0.9),
                new Eyes(0x2A1A12, 0x251912, 0.0),
                new Hair(HairStyle.BUZZ, 0x2A1C14, 0.5),
                new Beard(BeardStyle.NONE, 0x251912),
                new Glasses(GlassesStyle.NONE, 0x16130F),
                new Clothes(0x6E8A9E, 0xE6E8EC, Neckline.COLLAR),
                0.9));
    }

    private static Person edsger() {
        return new Person("Edsger", new Looks(
                deviations(HEAD_WIDTH, -1.8, FACE_WIDTH, -0.7, FACE_LENGTH, 0.7, JAW_WIDTH, -1.4, CHIN_WIDTH, -2.0,
                        CHIN_FORWARD, 0.3, CHEEKBONE_WIDTH, 0.9, CHEEK_FULLNESS, 0.3, BROW_RIDGE, 0.8, EYE_SPACING, 1.8,
                        EYE_LENGTH, -1.8, EYE_OPENING, -0.4, EYE_TILT, -1.3, EYE_DEPTH, 0.5, BROW_HEIGHT, -1.0,
                        BROW_THICKNESS, 2.0, BROW_ARCH, 0.5, BROW_LENGTH, -1.7, NOSE_LENGTH, -1.7, NOSE_WIDTH, 2.0,
                        NOSE_FORWARD, -1.5, NOSE_BRIDGE, -1.3, MOUTH_DROP, 0.9, MOUTH_WIDTH, 1.3, MOUTH_CURVE, 0.5,
                        UPPER_LIP, 0.5, LOWER_LIP, 1.6, EAR_SIZE, 0.1, EAR_FLARE, -2.0, NECK_WIDTH, 0.5, HAIRLINE, 1.7),
                new Skin(0x452A1B, 0x512A23, 0.0, 0.0),
                new Eyes(0x3A2416, 0x120E0D, 0.0),
                new Hair(HairStyle.SHORT, 0x14100F, 0.5),
                new Beard(BeardStyle.FULL, 0x120E0D),
                new Glasses(GlassesStyle.NONE, 0x8A7A50),
                new Clothes(0xC9913A, 0xA87426, Neckline.ROUND),
                0.7));
    }

    private static Person katherine() {
        return new Person("Katherine", new Looks(
                deviations(HEAD_WIDTH, 1.8, FACE_WIDTH, 0.5, FACE_LENGTH, 0.7, JAW_WIDTH, 1.6, CHIN_WIDTH, 0.5,
                        CHIN_FORWARD, 1.0, CHEEKBONE_WIDTH, -0.6, CHEEK_FULLNESS, 0.9, BROW_RIDGE, -1.9, EYE_SPACING, -1.9,
                        EYE_LENGTH, 0.4, EYE_OPENING, -0.4, EYE_TILT, 2.0, EYE_DEPTH, -2.0, BROW_HEIGHT, 1.2,
                        BROW_THICKNESS, -1.2, BROW_ARCH, -1.2, BROW_LENGTH, -1.6, NOSE_LENGTH, 0.6, NOSE_WIDTH, 2.0,
                        NOSE_FORWARD, 0.6, NOSE_BRIDGE, 0.8, MOUTH_DROP, -0.2, MOUTH_WIDTH, -1.1, MOUTH_CURVE, 1.8,
                        UPPER_LIP, 2.0, LOWER_LIP, 2.0, EAR_SIZE, -1.3, EAR_FLARE, -2.0, NECK_WIDTH, -1.1, HAIRLINE, 2.0),
                new Skin(0x6A432C, 0xB5555A, 0.0, 0.1),
                new Eyes(0x3A2416, 0x342215, 0.4),
                new Hair(HairStyle.LONG, 0x3A2618, 1.0),
                new Beard(BeardStyle.NONE, 0x342215),
                new Glasses(GlassesStyle.NONE, 0x8A7A50),
                new Clothes(0x8C2F4B, 0x6B2038, Neckline.ROUND),
                0.2));
    }

    private static Person dennis() {
        return new Person("Dennis", new Looks(
                deviations(HEAD_WIDTH, 0.9, FACE_WIDTH, -0.3, FACE_LENGTH, -0.9, JAW_WIDTH, 2.0, CHIN_WIDTH, 1.3,
                        CHIN_FORWARD, -1.5, CHEEKBONE_WIDTH, 1.4, CHEEK_FULLNESS, 2.0, BROW_RIDGE, 1.5, EYE_SPACING, 0.4,
                        EYE_LENGTH, -2.0, EYE_OPENING, -0.6, EYE_TILT, -2.0, EYE_DEPTH, 1.7, BROW_HEIGHT, 2.0,
                        BROW_THICKNESS, -1.2, BROW_ARCH, 1.8, BROW_LENGTH, 0.9, NOSE_LENGTH, -0.8, NOSE_WIDTH, -2.0,
                        NOSE_FORWARD, -2.0, NOSE_BRIDGE, 1.6, MOUTH_DROP, 0.5, MOUTH_WIDTH, 2.0, MOUTH_CURVE, 0.6,
                        UPPER_LIP, -0.8, LOWER_LIP, -2.0, EAR_SIZE, -1.9, EAR_FLARE, 0.4, HAIRLINE, -1.3),
                new Skin(0x8A5A3C, 0x704032, 0.0, 0.3),
                new Eyes(0x2A1A12, 0x251912, 0.0),
                new Hair(HairStyle.CURLY, 0x2A1C14, 1.0),
                new Beard(BeardStyle.GOATEE, 0x251912),
                new Glasses(GlassesStyle.NONE, 0x2A4A7A),
                new Clothes(0x4A5A3C, 0x39472E, Neckline.ROUND),
                0.6));
    }
}
