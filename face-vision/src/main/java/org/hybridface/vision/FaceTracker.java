// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

    /** A face that may have gone out by the picture's edge, and is out of sight for longer, has. */
    private static final Duration GONE_BY_EDGE = Duration.ofMillis(300);

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
     * @param pictureWidth  pixels
     * @param pictureHeight pixels
     * @param at            when the picture was taken; not before the picture of the last call
     * @return one track for each face, in the order of the faces
     */
    public List<Track> update(List<Detection> faces, int pictureWidth, int pictureHeight, Instant at) {
        followed.values().removeIf(one -> isGone(one, pictureWidth, pictureHeight, at));
        FollowedFace[] owners = match(faces, at);
        matchSteps(owners, faces, pictureWidth, pictureHeight, at);
        for (int i = 0; i < owners.length; i++) {
            if (owners[i] == null) {
                owners[i] = new FollowedFace(nextId++, faces.get(i), at, faces.get(i).box().isCutBy(pictureWidth, pictureHeight));
                followed.put(owners[i].id(), owners[i]);
            } else {
                owners[i].seen(faces.get(i), at, pictureWidth, pictureHeight, settings.shortGap(), owners[i].lastSeen().isBefore(lastPicture));
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

    private boolean isGone(FollowedFace one, int pictureWidth, int pictureHeight, Instant at) {
        Duration keep = one.mayBeOut(at, pictureWidth, pictureHeight) ? GONE_BY_EDGE : settings.keepLost();
        return one.lastSeen().plus(keep).isBefore(at);
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

    /** Somebody quick, or seen by a slow camera, does not overlap with the place before: a face and a track that can only be each other are the same. */
    private void matchSteps(FollowedFace[] owners, List<Detection> faces, int pictureWidth, int pictureHeight, Instant at) {
        List<FollowedFace> left = followed.values().stream().filter(one -> !Arrays.asList(owners).contains(one)).toList();
        FollowedFace[] only = new FollowedFace[owners.length];
        for (int i = 0; i < owners.length; i++) {
            Detection face = faces.get(i);
            boolean cut = face.box().isCutBy(pictureWidth, pictureHeight);
            List<FollowedFace> candidates = owners[i] == null ? left.stream().filter(one -> one.canStepTo(face, cut)).toList() : List.of();
            only[i] = candidates.size() == 1 && wasJustSeen(candidates.get(0), at) ? candidates.get(0) : null;
        }
        for (int i = 0; i < owners.length; i++) {
            if (only[i] != null && Collections.frequency(Arrays.asList(only), only[i]) == 1) {
                owners[i] = only[i];
                owners[i].steps(faces.get(i), at);
            }
        }
    }

    private boolean wasJustSeen(FollowedFace one, Instant at) {
        return one.lastSeen().equals(lastPicture) && !one.lastSeen().plus(settings.shortGap()).isBefore(at);
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
