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

/** The people of the demo. Nobody real: their names honour pioneers, their faces are made up. */
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
                deviations(JAW_WIDTH, -1.5, CHIN_WIDTH, -1, UPPER_LIP, 1, LOWER_LIP, 1, NECK_WIDTH, -1.5, EYE_OPENING, 1,
                        BROW_THICKNESS, -1, BROW_ARCH, 1),
                new Skin(0xF0C8AE, 0xC2434F, 0.5, 0.6),
                new Eyes(0x4C8A5A, 0x6B3F22, 0.8),
                new Hair(HairStyle.LONG, 0x8A4A22, 0.1),
                new Beard(BeardStyle.NONE, 0),
                new Glasses(GlassesStyle.NONE, 0),
                new Clothes(0x2F6B6A, 0x24504F, Neckline.V),
                0));
    }

    private static Person grace() {
        return new Person("Grace", new Looks(
                deviations(FACE_WIDTH, 1, CHEEK_FULLNESS, 1, NOSE_WIDTH, 1.6, UPPER_LIP, 1.5, LOWER_LIP, 1.5, NECK_WIDTH, -1,
                        EYE_OPENING, 1, BROW_ARCH, 1),
                new Skin(0x7A4B32, 0x7E2F3A, 0, 0.1),
                new Eyes(0x2E1C12, 0x120C0A, 0.9),
                new Hair(HairStyle.BUN, 0x17110F, 0),
                new Beard(BeardStyle.NONE, 0),
                new Glasses(GlassesStyle.NONE, 0),
                new Clothes(0xC9913A, 0xA87426, Neckline.ROUND),
                0.1));
    }

    private static Person alan() {
        return new Person("Alan", new Looks(
                deviations(FACE_LENGTH, 1, JAW_WIDTH, 1, NOSE_LENGTH, 0.8, EYE_SPACING, -1, BROW_THICKNESS, 0.6),
                new Skin(0xDFB090, 0xB0685E, 0, 0.4),
                new Eyes(0x5B7A99, 0x3A2618, 0),
                new Hair(HairStyle.SIDE_PART, 0x3A2618, 0),
                new Beard(BeardStyle.STUBBLE, 0x3A2618),
                new Glasses(GlassesStyle.SQUARE, 0x16130F),
                new Clothes(0x35506B, 0xE6E8EC, Neckline.COLLAR),
                0.3));
    }

    private static Person edsger() {
        return new Person("Edsger", new Looks(
                deviations(FACE_LENGTH, 1, NOSE_LENGTH, 1, HAIRLINE, 1, EYE_OPENING, -1),
                new Skin(0xE2B597, 0xB07068, 0, 0.6),
                new Eyes(0x6A7F90, 0xA8A29A, 0),
                new Hair(HairStyle.SHORT, 0xB8B4AE, 0),
                new Beard(BeardStyle.FULL, 0xB0ABA4),
                new Glasses(GlassesStyle.NONE, 0),
                new Clothes(0x4A5A3C, 0xE8E4DA, Neckline.COLLAR),
                1.0));
    }

    private static Person katherine() {
        return new Person("Katherine", new Looks(
                deviations(FACE_WIDTH, 1, EYE_TILT, 1.4, EYE_OPENING, -0.8, NOSE_BRIDGE, -1.3, NOSE_LENGTH, -0.8, NECK_WIDTH, -1.4),
                new Skin(0xEBC6A0, 0xB5555A, 0, 0.3),
                new Eyes(0x2A1A12, 0x15100E, 0.5),
                new Hair(HairStyle.BOB, 0x14100F, 1),
                new Beard(BeardStyle.NONE, 0),
                new Glasses(GlassesStyle.ROUND, 0x7A1F2B),
                new Clothes(0x8C2F4B, 0x6B2038, Neckline.ROUND),
                0));
    }

    private static Person dennis() {
        return new Person("Dennis", new Looks(
                deviations(JAW_WIDTH, 1.2, CHIN_WIDTH, 1, NOSE_WIDTH, 1.5, BROW_THICKNESS, 1.5, UPPER_LIP, 0.8),
                new Skin(0x6A432C, 0x6A3A34, 0, 0.1),
                new Eyes(0x2E1C12, 0x0E0A09, 0),
                new Hair(HairStyle.BUZZ, 0x15100E, 0),
                new Beard(BeardStyle.GOATEE, 0x15100E),
                new Glasses(GlassesStyle.NONE, 0),
                new Clothes(0xD8D2C0, 0xB7B09C, Neckline.ROUND),
                0.3));
    }
}
