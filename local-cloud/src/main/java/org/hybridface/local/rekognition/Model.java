package org.hybridface.local.rekognition;

import java.util.List;

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

    static Model of(PhotoAnalyser analyser) {
        // The reference allows digits and points only, so model ids become numbers of our own.
        String version = analyser.modelId().startsWith("sface") ? "2.0" : "1.0";
        return new Model(version, Similarity.forModel(analyser.sameFaceDistance()));
    }

    /** @return most similar first */
    List<Match> matches(FaceCollection collection, float[] probe, double threshold, int limit) {
        return collection.nearest(probe, similarity.distance(threshold), limit).stream()
                .map(neighbour -> new Match(neighbour.face(), similarity.of(neighbour.distance())))
                .toList();
    }
}
