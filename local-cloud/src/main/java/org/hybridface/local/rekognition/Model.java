// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The face model that embeds and judges.
 *
 * @param version    FaceModelVersion: says nothing but that faces of two versions cannot be compared
 * @param similarity from distances
 */
record Model(String version, Similarity similarity) {

    static final double DEFAULT_MATCH_THRESHOLD = 80;

    /** @param similarity 0 to 100 */
    record Match(StoredFace face, double similarity) {
    }

    /** @param similarity 0 to 100 */
    record UserMatch(StoredUser user, double similarity) {
    }

    static Model of(PhotoAnalyser analyser) {
        return new Model(version(analyser.modelId()), Similarity.forModel(analyser.lines()));
    }

    /** The reference allows digits and points only, so a model's id becomes a number that is another for another model. */
    private static String version(String modelId) {
        CRC32 number = new CRC32();
        number.update(modelId.getBytes(StandardCharsets.UTF_8));
        return "1." + number.getValue();
    }

    /** @return most similar first */
    List<Match> matches(FaceCollection collection, float[] probe, double threshold, int limit) {
        return collection.nearest(probe, similarity.distance(threshold), limit).stream()
                .map(neighbour -> new Match(neighbour.face(), similarity.of(neighbour.distance())))
                .toList();
    }

    /** @return most similar first; a user's vector is compared as a face's */
    List<UserMatch> users(FaceCollection collection, float[] probe, double threshold, int limit) {
        return collection.users().nearest(probe, similarity.distance(threshold), limit).stream()
                .map(neighbour -> new UserMatch(neighbour.user(), similarity.of(neighbour.distance())))
                .toList();
    }
}
