package org.hybridface.edge.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.face;

import java.util.Map;
import java.util.Set;
import org.hybridface.edge.frame.Frame.Kind;
import org.hybridface.vision.EmbedReason;
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
}
