// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much may wait. Whatever is over a limit goes, the oldest first: photos of faces are not kept longer than they are of use,
 * and a face whose question was dropped is asked for again when it is seen. Pure.
 *
 * @param files most questions
 * @param bytes most bytes on the disk
 * @param age   longest time a photo may wait
 */
public record OutboxLimits(int files, long bytes, Duration age) {

    /**
     * One question in the outbox.
     *
     * @param since when it was put there
     */
    record Waiting(String file, long bytes, Instant since) {
    }

    public OutboxLimits {
        if (files < 1 || bytes < 1 || age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("outbox.max-files, outbox.max-bytes and outbox.max-age must be above 0");
        }
    }

    /** The questions to drop, so that one more of that size fits. */
    List<Waiting> toDrop(List<Waiting> waiting, long moreBytes, Instant now) {
        List<Waiting> oldestFirst = new ArrayList<>(waiting);
        oldestFirst.sort(Comparator.comparing(Waiting::since).thenComparing(Waiting::file));
        int moreFiles = moreBytes > 0 ? 1 : 0;
        long bytesLeft = oldestFirst.stream().mapToLong(Waiting::bytes).sum() + moreBytes;
        int filesLeft = oldestFirst.size() + moreFiles;
        List<Waiting> drop = new ArrayList<>();
        for (Waiting one : oldestFirst) {
            boolean tooOld = one.since().plus(age).isBefore(now);
            if (!tooOld && filesLeft <= files && bytesLeft <= bytes) {
                break;
            }
            drop.add(one);
            filesLeft--;
            bytesLeft -= one.bytes();
        }
        return drop;
    }
}
