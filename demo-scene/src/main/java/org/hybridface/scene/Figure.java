// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.util.ArrayList;
import java.util.List;
import org.hybridface.scene.Looks.GlassesStyle;
import org.hybridface.scene.Looks.HairStyle;
import org.hybridface.scene.SurfaceNet.Region;

/** A person as meshes, ready to be drawn in any pose. Building one takes some tenths of a second; immutable afterwards. */
final class Figure {

    /** Nobody turns round: what lies further back is never seen. */
    private static final double UNSEEN_Z = -7.5;

    // Cells are about two pixels wide at the sizes the scene shows; what is finer is painted.
    private static final Region FACE = new Region(new double[] {-9.5, -21, UNSEEN_Z}, new double[] {9.5, 12.5, 12.5}, 0.26, 1.5);
    private static final Region HAIR = new Region(new double[] {-13, -23, UNSEEN_Z - 3}, new double[] {13, 17, 10}, 0.36, 2.6);
    private static final Region BEARD = new Region(new double[] {-9, -17, -3}, new double[] {9, -1, 13}, 0.26, 2.6);
    private static final Region BODY = new Region(new double[] {-30, -78, -12}, new double[] {30, -8, 12}, 1.1, 1.5);
    private static final Solid NOTHING = (x, y, z) -> Double.MAX_VALUE;

    /** Where a head turns: below the skull, behind the chin. */
    private static final double NECK_Y = -7;
    private static final double NECK_Z = -2;

    private record Part(Mesh mesh, Texture texture, Painter.Finish finish) {}

    private final List<Part> head = new ArrayList<>();
    private final Part body;

    Figure(Looks looks) {
        HeadSolid skin = new HeadSolid(looks);
        HairSolid hair = new HairSolid(looks, skin);
        BeardSolid beard = new BeardSolid(looks, skin);
        BodySolid shirt = new BodySolid(looks);
        boolean bald = looks.hair().style() == HairStyle.BALD;
        Solid all = new DistanceGrid((bald ? skin : skin.or(hair)).or(shirt));
        head.add(new Part(
                SurfaceNet.mesh(skin, FACE, bald ? NOTHING : hair, all, FacePaint::uv),
                FacePaint.paint(looks, beard),
                new Painter.Finish(0.10, 22, 0.25)));
        if (!bald) {
            boolean strands = looks.hair().style() != HairStyle.CURLY && looks.hair().style() != HairStyle.BUZZ;
            head.add(new Part(
                    SurfaceNet.mesh(hair, HAIR, skin, all, ClothPaint::hairUv),
                    ClothPaint.hair(looks.hair().colour(), strands),
                    new Painter.Finish(strands ? 0.10 : 0.03, 14, 0.3)));
        }
        if (beard.isThick()) {
            head.add(new Part(
                    SurfaceNet.mesh(beard, BEARD, skin, all, ClothPaint::hairUv),
                    ClothPaint.hair(looks.beard().colour(), true),
                    new Painter.Finish(0.03, 12, 0.3)));
        }
        if (looks.glasses().style() != GlassesStyle.NONE) {
            head.add(new Part(
                    GlassesFrame.mesh(looks), ClothPaint.plain(looks.glasses().colour()), new Painter.Finish(0.35, 40, 0)));
        }
        body = new Part(
                SurfaceNet.mesh(shirt, BODY, NOTHING, all, ClothPaint::shirtUv), ClothPaint.shirt(looks), new Painter.Finish(0.01, 8, 0.2));
    }

    /**
     * @param focal    focal length of the camera, pixels
     * @param distance from the camera to the head, centimetres
     * @param x        where the middle of the head appears, pixels of the frame
     */
    void draw(Pose pose, Light light, double focal, double distance, double x, double y, Painter painter, Layer layer) {
        // Shoulders follow the head half way, as they do when somebody walks past and looks.
        Pose shoulders = new Pose(pose.yaw() * 0.5, 0, pose.roll() * 0.15);
        Placement stands = new Placement(shoulders, -20, NECK_Z, focal, distance, x, y);
        Placement looks = headPlacement(pose, focal, distance, x, y);
        painter.draw(body.mesh, body.texture, body.finish, stands, light, layer);
        for (Part part : head) {
            painter.draw(part.mesh, part.texture, part.finish, looks, light, layer);
        }
    }

    static Placement headPlacement(Pose pose, double focal, double distance, double x, double y) {
        return new Placement(pose, NECK_Y, NECK_Z, focal, distance, x, y);
    }
}
