// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether a face is worth a question. Pure.
 *
 * @param nameTtl how long an answer is believed
 */
record AskPolicy(Duration nameTtl) {

    AskDecision decide(FaceEntry face, Instant now) {
        if (face.neverAsk()) {
            return AskDecision.NEVER;
        }
        if (isAnswered(face) && now.isBefore(face.answeredAt().get().plus(nameTtl))) {
            return AskDecision.ANSWERED;
        }
        boolean over = face.asks() == 0
                || face.lastAsk().map(asked -> !now.isBefore(asked.plus(BackOff.after(face.asks())))).orElse(true);
        return over ? AskDecision.ASK : AskDecision.WAIT;
    }

    /** When a decision against asking may change; empty when time alone does not change it. */
    Optional<Instant> until(FaceEntry face, AskDecision decision) {
        return switch (decision) {
            case ANSWERED -> face.answeredAt().map(at -> at.plus(nameTtl));
            case WAIT -> face.lastAsk().map(asked -> asked.plus(BackOff.after(face.asks())));
            case ASK, NO_BUDGET, NEVER -> Optional.empty();
        };
    }

    private static boolean isAnswered(FaceEntry face) {
        return face.answeredAt().isPresent() && (face.state() == FaceState.NAMED || face.state() == FaceState.ENROLLED);
    }
}
