// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import java.util.List;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.name.NameChange;

/**
 * The {@link FaceCollection} as the routes call it. "Nothing found" is null here, and only here, because that is how a route
 * asks whether a variable is set. Thread safe.
 */
public final class Recogniser {

    private final FaceCollection faces;

    public Recogniser(FaceCollection faces) {
        this.faces = faces;
    }

    /** @return null when nobody in the pool looks like the face */
    public Match search(FaceEvent event, double minSimilarity, String quality) {
        return faces.search(event.photoUri(), minSimilarity, quality).orElse(null);
    }

    /** @return null when no person of the pool looks like the face */
    public PersonMatch searchPerson(FaceEvent event, double minSimilarity, String quality) {
        return faces.persons().orElseThrow().search(event.photoUri(), minSimilarity, quality).orElse(null);
    }

    public EnrolledFace enrol(FaceEvent event, String quality) {
        return faces.enrol(event.photoUri(), event.personId(), quality);
    }

    public EnrolledFace enrolOnlyFace(FaceEvent event, String quality) {
        return faces.enrolOnlyFace(event.photoUri(), event.personId(), quality);
    }

    /** Faces of other person ids like this one, most similar first; none of whom somebody said that it is not. */
    public List<Match> twins(EnrolledFace face, FaceEvent event, double minSimilarity) {
        return faces.twins(face, event.personId(), minSimilarity).stream()
                .filter(twin -> !event.notThese().contains(twin.faceId()) && !event.notThese().contains(twin.personId())).toList();
    }

    /** @return the most similar twin, null when there is none */
    public Match twin(EnrolledFace face, FaceEvent event, double minSimilarity) {
        return twins(face, event, minSimilarity).stream().findFirst().orElse(null);
    }

    /** A face that yields to its twin. */
    public void forgetEnrolled(EnrolledFace face) {
        faces.forget(face.faceId());
    }

    /** A face that nothing explains. */
    public void forgetOrphan(String faceId) {
        faces.forget(faceId);
    }

    /** A face of a person who is erased. */
    public void forgetErased(String faceId) {
        faces.forget(faceId);
    }

    /** A face whose item is gone from the table. */
    public void forgetGone(NameChange change) {
        faces.forget(change.faceId());
    }
}
