package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hybridface.vision.Box;
import org.opencv.core.Rect;

/** Which squares of a scene a net with a small square picture looks at. */
final class SquareViews {

    private SquareViews() {
    }

    /**
     * The whole scene, and when that is larger than one view, overlapping squares of the view's size that cover it: half a view
     * apart at most, so that a face up to half a view wide lies whole in one of them.
     *
     * @param viewSide in pixels
     */
    static List<Rect> of(int width, int height, int viewSide) {
        List<Rect> views = new ArrayList<>();
        int longer = Math.max(width, height);
        views.add(new Rect((width - longer) / 2, (height - longer) / 2, longer, longer));
        if (longer > viewSide) {
            for (int y : starts(height, viewSide)) {
                for (int x : starts(width, viewSide)) {
                    views.add(new Rect(x, y, viewSide, viewSide));
                }
            }
        }
        return views;
    }

    /**
     * Whether a view shows a part of a face only, although the scene goes on beside it: then another view shows it better.
     *
     * @param face in pixels of the scene
     */
    static boolean cuts(Rect view, Box face, int width, int height) {
        return face.x() < view.x && view.x > 0
                || face.y() < view.y && view.y > 0
                || face.x() + face.width() > view.x + view.width && view.x + view.width < width
                || face.y() + face.height() > view.y + view.height && view.y + view.height < height;
    }

    /** Of views along one side of the scene; one that is larger than the scene has it in its middle. */
    private static int[] starts(int length, int side) {
        if (length <= side) {
            return new int[] {(length - side) / 2};
        }
        int steps = (int) Math.ceil((length - side) / (side / 2.0));
        return IntStream.rangeClosed(0, steps).map(i -> (int) Math.round((double) (length - side) * i / steps)).toArray();
    }
}
