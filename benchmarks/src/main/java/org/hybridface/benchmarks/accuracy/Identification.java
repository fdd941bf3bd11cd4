// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.accuracy;

import java.util.Comparator;
import java.util.List;
import org.hybridface.benchmarks.accuracy.EmbeddedPhotos.EmbeddedPhoto;

/**
 * Who is it? Each person's first photo is enrolled, each other photo asked about.
 *
 * @param enrolled how many people
 * @param asked    how many photos
 * @param right    for how many of them the nearest enrolled photo was the right person's
 */
public record Identification(int enrolled, int asked, int right) {

    public static Identification of(List<EmbeddedPhoto> photos) {
        List<EmbeddedPhoto> gallery = photos.stream().filter(photo -> photo.order() == 0).toList();
        List<EmbeddedPhoto> probes = photos.stream().filter(photo -> photo.order() > 0)
                .filter(probe -> gallery.stream().anyMatch(photo -> photo.person() == probe.person())).toList();
        int right = 0;
        for (EmbeddedPhoto probe : probes) {
            EmbeddedPhoto nearest = gallery.stream()
                    .min(Comparator.comparingDouble(photo -> photo.embedding().distance(probe.embedding()))).orElseThrow();
            right += nearest.person() == probe.person() ? 1 : 0;
        }
        return new Identification(gallery.size(), probes.size(), right);
    }

    public double rankOne() {
        return (double) right / asked;
    }
}
