package org.hybridface.edge.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides whether a face is worth a question. Pure.
 *
 * @param nameTtl how long an answer is believed
 */
record AskPolicy(Duration nameTtl) {

    AskDecision decide(FaceEntry face, Instant now) {
        if (isAnswered(face) && now.isBefore(face.answeredAt().get().plus(nameTtl))) {
            return AskDecision.ANSWERED;
        }
        boolean over = face.asks() == 0
                || face.lastAsk().map(asked -> !now.isBefore(asked.plus(BackOff.after(face.asks())))).orElse(true);
        return over ? AskDecision.ASK : AskDecision.WAIT;
    }

    private static boolean isAnswered(FaceEntry face) {
        return face.answeredAt().isPresent() && (face.state() == FaceState.NAMED || face.state() == FaceState.ENROLLED);
    }
}
