// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.shadow;

import java.util.Locale;
import org.hybridface.edge.cache.AppliedAnswer;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.print.Quoted;

/** What happened to a face, in a line a person likes to read: {@code User001 -> asked the cloud -> Ada (98.7 %) in 412 ms}. Pure. */
final class Story {

    private Story() {
    }

    static String of(AppliedAnswer answer) {
        FaceEntry face = answer.face();
        String asked = answer.waited().isPresent() ? "asked the cloud" : "heard from the cloud";
        String time = answer.waited().map(waited -> " in " + waited.toMillis() + " ms").orElse("");
        return face.key() + " -> " + asked + " -> " + outcome(face, answer.waited().isPresent()) + time;
    }

    /** Of a name that nobody asked for nothing was measured: a person gave it. */
    private static String outcome(FaceEntry face, boolean asked) {
        return switch (face.state()) {
            case NAMED -> face.name().map(Quoted::line).orElse(face.key()) + face.similarity().stream().filter(similarity -> asked)
                    .mapToObj(similarity -> String.format(Locale.ROOT, " (%.1f %%)", similarity)).findFirst().orElse("");
            case ENROLLED -> "new to the pool, no name yet";
            case REJECTED -> "photo not usable (" + face.reason().map(Quoted::line).orElse("unknown") + ")";
            case PENDING -> "no answer";
        };
    }
}
