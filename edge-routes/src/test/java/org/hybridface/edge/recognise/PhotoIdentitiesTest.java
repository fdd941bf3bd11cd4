// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.face;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridface.edge.frame.Frame.Kind;
import org.hybridface.vision.EmbedReason;
import org.hybridface.vision.Embedding;
import org.junit.jupiter.api.Test;

/** Who is who on photos, of which each is all there is to see. */
class PhotoIdentitiesTest extends IdentitiesSupport {

    @Test
    void ofAPhotoThereIsNoBetterLookToWaitFor() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7.2);
        poor = true;
        assertThat(identify(Kind.STILL, track(1, EmbedReason.NEW))).containsEntry(1L, "User001");
        assertThat(probably).isEmpty();
    }

    @Test
    void aFaceOnAPhotoGetsItsKeyAtOnceEvenABlurredOne() {
        looksLike(1, 7);
        good = false;
        assertThat(identify(Kind.STILL, track(1, EmbedReason.NEW))).containsEntry(1L, "User001");
    }

    @Test
    void oneIdentityAtMostOncePerFrame() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7.3);
        looksLike(2, 7.1);
        Map<Long, String> keys = identify(Kind.STILL, track(1, EmbedReason.NEW), track(2, EmbedReason.NEW));
        assertThat(keys).containsEntry(2L, "User001").containsEntry(1L, "User002");
    }

    @Test
    void aPhotoThatIsBeyondDoubtTeachesANewView() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7 + 0.5 * cache.sameFaceDistance());
        identify(Kind.STILL, track(1, EmbedReason.NEW));
        assertThat(views()).as("too like the first").hasSize(1);
        looksLike(2, 7 + 0.97 * cache.sameFaceDistance());
        assertThat(identify(Kind.STILL, track(2, EmbedReason.NEW))).containsEntry(2L, "User001");
        assertThat(views()).as("may be somebody else").hasSize(1);
        looksLike(3, 7 + 0.8 * cache.sameFaceDistance());
        good = false;
        identify(Kind.STILL, track(3, EmbedReason.NEW));
        assertThat(views()).as("blurred").hasSize(1);
        good = true;
        looksLike(4, 7 + 0.8 * cache.sameFaceDistance());
        identify(Kind.STILL, track(4, EmbedReason.NEW));
        assertThat(views()).hasSize(2);
        looksLike(5, 7 + 1.6 * cache.sameFaceDistance());
        assertThat(identify(Kind.STILL, track(5, EmbedReason.NEW))).as("near to the new view").containsEntry(5L, "User001");
    }

    private List<Embedding> views() {
        return cache.find("User001").orElseThrow().embeddings();
    }
}
