// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows faces from picture to picture by the overlap of their boxes, so that each is embedded once and not in every picture. It
 * reads no clock and touches no pixels: the same calls give the same tracks. An instance belongs to one scene and one thread.
 *
 * <p>Order of calls for each picture: {@link #update}, then {@link #embedded} for every track that was embedded. A track whose
 * embedding was put off (blurred, too small) goes on asking for it.
 *
 * @see <a href="https://doi.org/10.1109/AVSS.2017.8078516">Bochinski et al., High-speed tracking-by-detection without using image
 *      information</a>
 */
public final class FaceTracker {

    /** Two tracks that overlap by more may come out of it with each other's face. */
    private static final double TOUCHING_OVERLAP = 0.1;

    private final TrackerSettings settings;
    private final Map<Long, FollowedFace> followed = new HashMap<>();
    private long nextId = 1;
    private Instant lastPicture = Instant.MIN;

    public FaceTracker(TrackerSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes the faces of the next picture.
     *
     * @param at when the picture was taken; not before the picture of the last call
     * @return one track for each face, in the order of the faces
     */
    public List<Track> update(List<Detection> faces, Instant at) {
        followed.values().removeIf(one -> one.lastSeen().plus(settings.keepLost()).isBefore(at));
        FollowedFace[] owners = match(faces, at);
        for (int i = 0; i < owners.length; i++) {
            if (owners[i] == null) {
                owners[i] = new FollowedFace(nextId++, faces.get(i), at);
                followed.put(owners[i].id(), owners[i]);
            } else {
                owners[i].seen(faces.get(i), at, settings.shortGap(), owners[i].lastSeen().isBefore(lastPicture));
            }
        }
        List<FollowedFace> unseen = followed.values().stream().filter(one -> one.lastSeen().isBefore(at)).toList();
        lastPicture = at;
        markTouching(owners, unseen, at);
        List<Track> tracks = new ArrayList<>();
        for (FollowedFace owner : owners) {
            tracks.add(owner.track(at, settings.reverify()));
        }
        return List.copyOf(tracks);
    }

    /**
     * Says that the face of a track was embedded in the picture of that time, so that it need not be again for a while.
     *
     * @param trackId a track that has ended meanwhile is ignored
     */
    public void embedded(long trackId, Instant at) {
        FollowedFace face = followed.get(trackId);
        if (face != null) {
            face.embedded(at);
        }
    }

    /** Forgets the scene, as before each of many unrelated photos. Ids go on. */
    public void reset() {
        followed.clear();
    }

    /** The track of each face, null where there is none: best overlap first, each track at most once. */
    private FollowedFace[] match(List<Detection> faces, Instant at) {
        List<Pair> pairs = new ArrayList<>();
        for (FollowedFace one : followed.values()) {
            Box expected = one.expectedAt(at);
            for (int i = 0; i < faces.size(); i++) {
                double overlap = Math.max(expected.overlap(faces.get(i).box()), one.box().overlap(faces.get(i).box()));
                if (overlap >= settings.minOverlap()) {
                    pairs.add(new Pair(overlap, one, i));
                }
            }
        }
        // Then by id, so that equal overlaps do not leave the outcome to the order of a hash map.
        pairs.sort(Comparator.comparingDouble(Pair::overlap).reversed().thenComparing(pair -> pair.track().id()));
        FollowedFace[] owners = new FollowedFace[faces.size()];
        List<FollowedFace> taken = new ArrayList<>();
        for (Pair pair : pairs) {
            if (owners[pair.face()] == null && !taken.contains(pair.track())) {
                owners[pair.face()] = pair.track();
                taken.add(pair.track());
            }
        }
        return owners;
    }

    private static void markTouching(FollowedFace[] seen, List<FollowedFace> unseen, Instant at) {
        for (FollowedFace one : seen) {
            boolean touching = unseen.stream().anyMatch(lost -> lost.expectedAt(at).overlap(one.box()) > TOUCHING_OVERLAP);
            for (FollowedFace other : seen) {
                touching |= other != one && other.box().overlap(one.box()) > TOUCHING_OVERLAP;
            }
            one.touching(touching ? FollowedFace.Company.TOUCHING : FollowedFace.Company.ALONE);
        }
    }

    /** A face that may belong to a track. */
    private record Pair(double overlap, FollowedFace track, int face) {
    }
}
